using Systemfel.Workflows.Imports.Reading;

namespace Systemfel.Workflows.Imports;

/// <summary>Each fault as a sentence that says what is wrong and what to do: Swedish on screen, English on the command line, where words of the list stand in neither.</summary>
public static class FaultWords
{
    private static readonly Dictionary<FaultKind, (string Swedish, string English)> Table = new()
    {
        [FaultKind.PasteTooLong] = ("Texten är längre än 400 000 tecken. Klistra in ett avsnitt i taget.", "The text is longer than 400,000 characters. Paste a part at a time."),
        [FaultKind.TooLarge] = ("Filen är större än 20 MB. Dela upp listan i flera filer.", "The file is larger than 20 MB. Split it."),
        [FaultKind.Empty] = ("Det finns inget i listan. Välj en annan fil, eller klistra in texten.", "There is nothing in the file."),
        [FaultKind.NotRun] = ("Listan kunde inte provköras. Ladda om sidan. Hjälper inte det: avbryt, ladda upp listan på nytt, och säg till den som sköter driften.", "The dry run failed; the log names the place. Try again, or leave the list and read it in anew."),
        [FaultKind.WrongType] = ("Det här är en fil av slaget {0}. Spara listan som Excel (xlsx) eller CSV, eller klistra in texten.", "The file is of another type ({0}). Save it as xlsx or CSV."),
        [FaultKind.OldWorkbook] = ("Det här är en äldre Excelfil (xls), eller en som är låst med lösenord. Spara den som Excel-arbetsbok (xlsx) utan lösenord.", "This is an old workbook (xls) or one with a password. Save it as xlsx without a password."),
        [FaultKind.MacroWorkbook] = ("Excelfilen innehåller makron. Spara den som Excel-arbetsbok (xlsx) utan makron.", "The workbook holds macros. Save it as xlsx without them."),
        [FaultKind.OpenDocument] = ("Det här är en fil från LibreOffice (ods). Spara den som Excel (xlsx) eller CSV.", "This is an OpenDocument sheet (ods). Save it as xlsx or CSV."),
        [FaultKind.BrokenWorkbook] = ("Excelfilen går inte att läsa, den är trasig. Öppna den i Excel, spara den på nytt och försök igen.", "The workbook is broken. Open it, save it again and try once more."),
        [FaultKind.NoSheet] = ("Excelfilen har inget synligt blad. Ta fram bladet med listan och spara igen.", "The workbook has no visible sheet."),
        [FaultKind.UnpacksTooLarge] = ("Excelfilen packar upp till mer än 200 MB. Ta bort bilder och andra blad, och spara igen.", "The workbook unpacks to more than 200 MB. Remove pictures and other sheets."),
        [FaultKind.NoHeaders] = ("Ingen kolumn har både rubrik och innehåll. Skriv rubriker på första raden.", "No column has both a header and content."),
        [FaultKind.NoRows] = ("Det finns inga rader under rubrikerna. Kontrollera att det är rätt fil eller rätt blad.", "There are no rows below the headers."),
        [FaultKind.TooManyRows] = ("Listan har fler än 20 000 rader. Dela upp den, till exempel på år.", "There are more than 20,000 rows. Split the list."),
        [FaultKind.TooManyColumns] = ("Listan har {0} kolumner, fler än 100. Ta bort dem som inte behövs.", "There are {0} columns, more than 100."),
        [FaultKind.DuplicateHeader] = ("Samma rubrik står på flera kolumner ({0}). Ge kolumnerna olika rubriker.", "The same header stands above several columns ({0})."),
        [FaultKind.BrokenEncoding] = ("Tecknen på raden går inte att läsa: filen är inte text, eller trasig. Spara den som ”CSV UTF-8”.", "The letters of this row cannot be read. Save the file as CSV UTF-8."),
        [FaultKind.MixedEncodings] = ("Raden är skriven med en annan teckenkodning än raderna före. Öppna filen, rätta å, ä och ö, och spara som ”CSV UTF-8”.", "The row is in another encoding than those before. Save the file as CSV UTF-8."),
        [FaultKind.MixedSeparators] = ("Raden har en annan avgränsare än rubrikraden ({0}). Använd samma på alla rader.", "The row uses another separator than the headers ({0})."),
        [FaultKind.OpenQuote] = ("Ett citattecken som börjar en cell på raden avslutas aldrig. Sätt dit det andra, eller ta bort det första.", "A quote that opens a cell in this row is never closed."),
        [FaultKind.StrayQuote] = ("Ett citattecken står mitt i en cell. Kontrollera cellen och spara om filen från Excel.", "A quote stands in the middle of a cell."),
        [FaultKind.CellTooLong] = ("Texten i cellen är {0} tecken. Korta den till högst 20 000.", "The cell holds {0} characters; the most is 20,000."),
        [FaultKind.MoreCells] = ("Raden har fler celler än rubrikraden ({0}). En avgränsare i texten behöver stå inom citattecken.", "The row has more cells than there are headers ({0})."),
        [FaultKind.CellWithoutHeader] = ("Kolumnen har innehåll men ingen rubrik, så den läses inte. Skriv en rubrik, eller töm kolumnen.", "The column has content and no header."),
        [FaultKind.CellError] = ("Cellen visar ett fel ({0}). Rätta formeln i Excel, eller skriv värdet.", "The cell shows an error ({0})."),
        [FaultKind.FormulaWithoutValue] = ("Cellen är en formel utan uträknat värde. Öppna filen i Excel och spara den, så räknas den ut.", "The cell is a formula without a value."),
        [FaultKind.NothingMapped] = ("Ingen kolumn är vald som rubrik eller som vad som brister. Välj en nedan.", "No column is the heading or the description."),
        [FaultKind.MappedTwice] = ("Två kolumner är valda som {0}. Välj en av dem.", "Two columns are taken for the same field."),
        [FaultKind.NoText] = ("Raden har ingen text. Skriv vad som brister, eller utelämna raden.", "The row has no text."),
        [FaultKind.BadDate] = ("”{0}” är inget datum. Skriv till exempel 2021-03-01, mars 2021 eller 2021.", "The cell is no date."),
        [FaultKind.FutureDate] = ("”{0}” har inte varit än. Rätta datumet.", "The date has not been yet."),
        [FaultKind.OldDate] = ("”{0}” ligger före 1990. Rätta datumet.", "The date lies before 1990."),
        [FaultKind.ClosedBefore] = ("Raden är avslutad före den rapporterades. Rätta något av datumen.", "The row ends before it begins."),
        [FaultKind.NoDate] = ("Raden har inget datum. Välj ett år för rader utan datum nedan, eller skriv datumet.", "The row has no date, and no year was chosen for such rows."),
        [FaultKind.NoAuthority] = ("Raden har ingen myndighet. Välj en för rader utan myndighet nedan, eller skriv den.", "The row names no authority, and none was chosen for such rows."),
        [FaultKind.UnknownAuthority] = ("”{0}” är ingen av era myndigheter. Välj vilken den är i tabellen nedan.", "The authority is none of the organisation's."),
        [FaultKind.UnknownLevel] = ("”{0}” är ingen nivå. Välj vilken den är i tabellen nedan.", "The level is not known."),
        [FaultKind.UnknownMunicipality] = ("”{0}” är ingen av era kommuner. Välj vilken den är i tabellen nedan.", "The municipality is none of the organisation's."),
        [FaultKind.UnknownOutcome] = ("”{0}” är inget utfall. Välj vilket det är i tabellen nedan.", "The outcome is not known."),
        [FaultKind.UnknownBand] = ("”{0}” är inget antal som kan läsas. Skriv ett tal, som 3, eller töm cellen.", "The cell is no number of persons."),
        [FaultKind.PersonalData] = ("{0} och kan peka ut en person. Ändra texten i filen, eller utelämna raden.", "The text points at a person. Change it, or leave the row out."),
        [FaultKind.PossiblePerson] = ("{0}. Är det en person? Svara nedan, ändra texten i filen, eller utelämna raden.", "The text may point at a person. Answer on the page, or change it."),
        [FaultKind.NotChecked] = ("Raden kunde inte granskas. Försök igen om en stund.", "The row could not be checked. Try again."),
        [FaultKind.MangledLetters] = ("Bokstäver har gått förlorade (”{0}”). Hämta listan på nytt och spara den som ”CSV UTF-8”.", "Letters have been lost in the cell."),
        [FaultKind.Formula] = ("Cellen är en formel. Värdet som senast räknades ut läses in.", "The cell is a formula; its last value is read."),
        [FaultKind.EmptyColumn] = ("Kolumnen är tom och läses inte.", "The column is empty and not read."),
        [FaultKind.SkippedAbove] = ("Raderna ovanför rubrikerna läses inte.", "The rows above the headers are not read."),
        [FaultKind.OtherSheets] = ("Bara det första bladet läses. Inte lästa: {0}.", "The first sheet alone is read."),
        [FaultKind.GuessedEncoding] = ("Filen säger inte hur den är kodad och lästes som {0}. Se efter att å, ä och ö är rätt.", "The encoding was guessed: {0}."),
        [FaultKind.TitleFromText] = ("Rubrik saknas. De första orden blir rubrik.", "There is no heading; the first words become one."),
        [FaultKind.Hidden] = ("{0} dolda blad läses inte.", "Hidden sheets are not read ({0})."),
        [FaultKind.NoteNotKept] = ("Raden blir ett öppet systemfel, så vad som hände sparas inte. Välj ett utfall, eller flytta texten till vad som brister.", "The row becomes an open case, so what happened is not kept. Give it an outcome, or move the words to the description."),
        [FaultKind.TitleCut] = ("Rubriken är lång. De första orden blir rubrik, och resten står i texten.", "The heading is long; its first words become the heading."),
    };

    // What these sentences may hold on a command line: numbers and names of formats, never words of the list.
    private static readonly HashSet<FaultKind> WithoutWords =
        [FaultKind.WrongType, FaultKind.TooManyColumns, FaultKind.CellTooLong, FaultKind.MoreCells, FaultKind.CellError, FaultKind.GuessedEncoding, FaultKind.Hidden, FaultKind.DuplicateHeader, FaultKind.MixedSeparators];

    /// <summary>The sentence on screen.</summary>
    /// <param name="fault">What is wrong.</param>
    public static string Swedish(ImportFault fault) => Put(Table[fault.Kind].Swedish, fault.Detail);

    /// <summary>The sentence on the command line.</summary>
    /// <param name="fault">What is wrong.</param>
    public static string English(ImportFault fault) => Put(Table[fault.Kind].English, WithoutWords.Contains(fault.Kind) ? fault.Detail : "");

    /// <summary>Whether every fault has its sentences.</summary>
    internal static bool Knows(FaultKind kind) => Table.ContainsKey(kind);

    private static string Put(string sentence, string detail) => sentence.Replace("{0}", detail, StringComparison.Ordinal);
}
