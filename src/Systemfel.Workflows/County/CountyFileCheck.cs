using System.Globalization;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>A return that was read out of a file.</summary>
/// <param name="File">What it says.</param>
/// <param name="Source">json or docx.</param>
/// <param name="IsSent">It says that it has been sent or decided, or does not say that it is a draft.</param>
/// <param name="NotUnderstood">Swedish: what was left out.</param>
internal sealed record ReadReturn(ReturnFile File, string Source, bool IsSent, IReadOnlyList<string> NotUnderstood);

/// <summary>Whether a file is the return that it is read in as: of the year, of the form, of the service, sent, and of a size that a return has.</summary>
internal static class CountyFileCheck
{
    /// <summary>More clients than anywhere: a figure over it is no count of clients.</summary>
    public const int MostClients = 1_000_000;

    /// <summary>The most texts under headings.</summary>
    private const int MostTexts = 500;

    /// <exception cref="MoveRefusedException">No return that can be read.</exception>
    public static ReadReturn Read(byte[] content, CountyYear year)
    {
        try
        {
            if (content.AsSpan().StartsWith("PK"u8)) return Spoken(ReturnWordFile.Read(content, year.TemplateKey, year.Year));
            var file = ReturnJson.Read(content);
            return Spoken(new ReadReturn(file, "json", file.SentAt != null || file.DecidedOn != null, []));
        }
        catch (ReturnFileException e)
        {
            throw new MoveRefusedException(e.Message, "file");
        }
    }

    private static ReadReturn Spoken(ReadReturn read) => read with { File = read.File with { Values = ReturnCheck.Spoken(ReturnTemplates.Find(read.File.Template)!, read.File.Values) } };

    /// <param name="read">What was read.</param>
    /// <param name="service">Whose return it is read in as.</param>
    /// <param name="reading">What somebody has said of it.</param>
    /// <exception cref="MoveRefusedException">It is not; the input is 'right' or 'municipality' where somebody can say that it is.</exception>
    public static void Refuse(ReadReturn read, CountyService service, CountyReading reading)
    {
        var file = read.File;
        var (year, template) = (service.CountyYear, ReturnTemplates.Find(file.Template)!);
        if (file.Year != year.Year) throw new MoveRefusedException($"Filen gäller år {file.Year}, inte {year.Year}.", "file");
        if (file.Template != year.TemplateKey) throw new MoveRefusedException($"Filen följer blanketten {file.Template}. Årets blankett är {year.TemplateKey}.", "file");
        if (!read.IsSent) throw new MoveRefusedException($"Filen säger att den är ett utkast som inte är skickat. Be om den färdiga redovisningen. I ett Word-dokument som är färdigt tar man bort raden ”{ReturnDocument.Draft}”.", "file");
        var values = new ReturnValues(file.Values);
        RefuseSize(file, template, values);
        if (!reading.IsMunicipalitys && ReturnSending.IsMaterial(values))
            throw new MoveRefusedException("En förening eller ett företag driver verksamheten, säger filen (5.1). Är den deras underlag till kommunen ber du om kommunens redovisning. Är den kommunens egen redovisning? Kryssa i det, och välj filen en gång till.", "municipality");
        if (!reading.IsRight && !(IsSame(file.Service, service.Name) && IsSame(file.County, year.County)))
            throw new MoveRefusedException($"Filen säger att den är från {file.Service}{(file.County.Length > 0 ? $" i {file.County}" : "")}. Den läses in för {service.Name}, {year.County}. Är det rätt? Kryssa i det, och välj filen en gång till.", "right");
    }

    private static void RefuseSize(ReturnFile file, ReturnTemplate template, ReturnValues values)
    {
        if (file.Values.Values.Concat(file.Texts.SelectMany(t => new[] { t.Text, t.Heading })).Append(file.SumReason).Append(file.DecidedBy).Append(file.RegistryNumber).Append(file.Service).Any(t => t?.Length > YearWriting.Longest))
            throw new MoveRefusedException(string.Create(CultureInfo.InvariantCulture, $"Filen har en text som är längre än {YearWriting.Longest} tecken. Så lång är ingen uppgift i redovisningen. Be om en kortare."), "file");
        if (file.Texts.Count > MostTexts) throw new MoveRefusedException($"Filen har {file.Texts.Count} stycken under rubriker. Högst {MostTexts} läses in.", "file");
        foreach (var field in CountySums.Comparable(template))
            if (field.Keys.FirstOrDefault(k => values.Number(k, ReturnFieldKind.Number) > MostClients) is { } key)
                throw new MoveRefusedException($"{field.Id} {field.Label}: {values[key]} är inget rimligt antal klienter. Be verksamheten rätta filen.", "file");
    }

    /// <summary>A file that does not say cannot say otherwise.</summary>
    private static bool IsSame(string said, string known) => said.Trim().Length == 0 || string.Equals(said.Trim(), known, StringComparison.OrdinalIgnoreCase);
}
