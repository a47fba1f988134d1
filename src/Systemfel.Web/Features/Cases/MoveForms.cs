using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Cases;

public enum FieldKind { Text, Line, Date, Number, Choice, Several, Select }

/// <summary>An input of a move's form.</summary>
/// <param name="Name">The route's name of the input; also the posted one.</param>
/// <param name="Kind">How it is asked for.</param>
/// <param name="Label">What it is called here, when not what <see cref="Shared.FieldWords"/> says.</param>
/// <param name="Help">Stands under the label.</param>
/// <param name="Optional">May be left empty.</param>
public sealed record MoveField(string Name, FieldKind Kind, string? Label = null, string? Help = null, bool Optional = false)
{
    /// <summary>Holds the number of a case.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Its choices, from the lists of the case's organisation.</summary>
    public Func<MoveChoices, IReadOnlyList<MoveChoice>>? Choices { get; init; }
}

public sealed record MoveChoice(string Value, string Label, string? Help = null);

/// <summary>How one move is asked for and made. Which moves may be made, and by whom, the route alone says.</summary>
public sealed record MoveForm(IReadOnlyList<MoveField> Fields, Func<MoveInput, Move> Make)
{
    /// <summary>Goes to the case as a whole, not to one of its lines.</summary>
    public bool WholeCase { get; init; }
    /// <summary>What happens when the button is pressed.</summary>
    public string? Consequence { get; init; }
}

/// <summary>The forms of the moves that can be made on a case's own page, by the route's id of the move.</summary>
public static class MoveForms
{
    private static readonly MoveField Note = new("note", FieldKind.Text, Optional: true);
    private static readonly MoveField Reason = new("reason", FieldKind.Text);

    private static readonly Dictionary<string, MoveForm> Table = new()
    {
        ["withdraw"] = new([], _ => new Withdraw()) { Consequence = "Rapporten blir ett utkast som bara du ser." },
        ["open-review"] = new([], _ => new OpenReview()) { Consequence = "Systemfelet kommer upp på genomgången och kan inte längre dras tillbaka." },
        ["refer"] = new([new("groups", FieldKind.Several) { Choices = c => c.Groups }, Note], i => new Refer(i.All("groups"), i.Text("note"))),
        ["hold"] = new([new("until", FieldKind.Date, Optional: true), new("seen", FieldKind.Number, Optional: true), Note],
            i => new Hold(i.Date("until"), i.Number("seen"), i.Text("note"))),
        ["handle-locally"] = new([new("who", FieldKind.Line, "Vem som tar upp det"), new("date", FieldKind.Date, "Klart senast"), Note],
            i => new HandleLocally(i.Text("who"), i.Date("date"), i.Text("note"))),
        ["ask-author"] = new([new("question", FieldKind.Text)], i => new AskAuthor(i.Text("question"))) { Consequence = "Frågan går till ombudet som rapporterade." },
        ["answer-author"] = new([new("answer", FieldKind.Text, Help: "Skriv inget om enskilda personer.")],
            i => new AnswerAuthor(i.Text("answer"), i.Check(i.Text("answer"))))
        { Consequence = "Systemfelet kommer upp på nästa genomgång igen." },
        ["merge"] = new([new("case", FieldKind.Choice) { Choices = c => c.Similar }], i => new Merge(i.Id("case")))
        { Consequence = "Det här systemfelet avslutas som dubblett. Det som räknats följer med till det andra." },
        ["split"] = new(
        [
            new("title", FieldKind.Line, "Det nya systemfelets rubrik"),
            new("pattern", FieldKind.Text, "Vad som brister", "Skriv inget om enskilda personer."),
            new("consequence", FieldKind.Text, "Följd för målgruppen", Optional: true),
            new("proposal", FieldKind.Text, "Förslag", Optional: true),
            new("authority", FieldKind.Several, "Gäller") { Choices = c => c.Authorities },
            new("occurrences", FieldKind.Several, "Gånger som hör till det nya", "Det du inte kryssar i stannar.", Optional: true) { Choices = c => c.Occurrences },
        ], i => new Split(i.Text("title"), i.Text("pattern"), i.Text("consequence"), i.Text("proposal"), i.Ids("authority"), i.Ids("occurrences"),
            i.Check(Split.AllText(i.Text("title"), i.Text("pattern"), i.Text("consequence"), i.Text("proposal")))))
        { WholeCase = true, Consequence = "Det nya systemfelet får ett eget nummer och står på PO-teamets genomgång. Texten här ändras inte." },
        ["link"] = new([new("case", FieldKind.Line, "Vilket systemfel?", "Numret räcker, till exempel 0109.") { IsNumber = true }], i => new Link(i.Numbered))
        { WholeCase = true, Consequence = "Båda visar att de hör ihop. De avgörs var för sig." },
        ["unlink"] = new([new("case", FieldKind.Choice, "Koppling att ta bort") { Choices = c => c.Linked }], i => new Unlink(i.Id("case"))) { WholeCase = true },
        ["not-a-deficiency"] = new([Reason], i => new NotADeficiency(i.Text("reason"))) { Consequence = "Ombudet som rapporterade får läsa varför." },
        ["reply-to-authority"] = new([new("note", FieldKind.Text, "Svar till myndigheten", "Skriv inget om enskilda personer."), new("date", FieldKind.Date, "Nytt svar senast")],
            i => new ReplyToAuthority(i.Text("note"), i.Date("date"), i.Check(i.Text("note"))))
        { Consequence = "Svaret går med e-post till den som fick brevet." },
        ["take-home"] = new([new("party", FieldKind.Select) { Choices = c => c.Parties }, new("date", FieldKind.Date, "Svar senast", Optional: true), Note],
            i => new TakeHome(i.Id("party"), i.Date("date"), i.Text("note"))),
        ["write-to-authority"] = new([new("contact", FieldKind.Select) { Choices = c => c.Contacts }, new("date", FieldKind.Date, "Svar senast"), Note],
            i => new WriteToAuthority(i.Ids("contact"), i.Date("date"), i.Text("note"))),
        ["inform-county"] = new([Note], i => new InformCounty(i.Text("note"))) { Consequence = "Länsstyrelsen kan läsa systemfelet. Inget svar väntas." },
        ["forward"] = new([new("group", FieldKind.Select) { Choices = c => c.Groups }, Note], i => new Forward(i.Text("group"), i.Text("note"))) { Consequence = "Frågan står på den gruppens nästa dagordning." },
        ["inform-parties"] = new([new("parties", FieldKind.Several) { Choices = c => c.Parties }, Note], i => new InformParties(i.Ids("parties"), i.Text("note"))) { Consequence = "Det noteras vilka som får kännedom. Inget svar väntas." },
        ["discuss"] = new([new("who", FieldKind.Line, "Vem som följer upp", "Lämna tomt om frågan står kvar i gruppen.", Optional: true), new("date", FieldKind.Date, "Klart senast", Optional: true), Note],
            i => new Discuss(i.Text("who"), i.Date("date"), i.Text("note"))),
        ["group-informed"] = new([Note], i => new GroupInformed(i.Text("note"))) { Consequence = "Systemfelet kommer upp på nästa genomgång, där det avgörs vad som händer." },
        ["table"] = new([Reason], i => new TableItem(i.Text("reason"))),
        ["return-to-review"] = new([Reason], i => new ReturnToReview(i.Text("reason"))),
        ["propose-close"] = new([Reason], i => new ProposeClose(i.Text("reason"))),
        ["register-answer"] = new(
        [
            new("answer-kind", FieldKind.Choice) { Choices = _ => MoveChoices.AnswerKinds },
            new("text", FieldKind.Text, "Vad som svarades", "Med myndighetens ord, utan uppgifter om enskilda personer."),
            new("date", FieldKind.Date, "Datum", "Bara när en ändring planeras eller mer tid behövs.", Optional: true),
            new("authority", FieldKind.Select, "Hör till en annan myndighet", Optional: true) { Choices = c => c.Authorities },
            new("who", FieldKind.Line, "Hör till någon annan, vem?", Optional: true),
            new("source", FieldKind.Select) { Choices = _ => MoveChoices.Sources },
            new("signed", FieldKind.Line, Optional: true),
        ], i => new RegisterAnswer(
            i.Choice<AnswerKind>("answer-kind"), i.Text("text"), i.Date("date"), i.Text("who"), i.Id("authority"),
            i.Choice<AnswerSource>("source") ?? AnswerSource.Phone, i.Text("signed"))),
        ["remind"] = new([], _ => new Remind()) { Consequence = "En påminnelse går med e-post till den som fick brevet, eller till den som tog hem frågan." },
        ["give-more-time"] = new([new("date", FieldKind.Date, "Ny sista svarsdag")], i => new GiveMoreTime(i.Date("date"))),
        ["raise-to-chair"] = new([], _ => new RaiseToChair()) { Consequence = "Ordföranden får veta att svaret dröjer, och frågan står på gruppens nästa dagordning." },
        ["return-to-group"] = new([Reason], i => new ReturnToGroup(i.Text("reason"))) { Consequence = "Inget svar väntas längre. Gruppen tar upp frågan på nästa möte." },
        ["done"] = new([Note], i => new Done(i.Text("note"))) { Consequence = "Ombuden som räknat systemfelet får frågan om det märks." },
        ["not-done"] = new([Note], i => new NotDone(i.Text("note"))),
        ["report-effect"] = new([new("effect", FieldKind.Choice) { Choices = _ => MoveChoices.Effects }], i => new ReportEffect(i.Choice<EffectAnswer>("effect"))),
        ["close"] = new([new("outcome", FieldKind.Choice) { Choices = c => c.Outcomes }, new("note", FieldKind.Text, "Varför", "Läses av alla som ser systemfelet.", Optional: true)],
            i => new Close(i.Text("outcome"), i.Text("note"))),
        ["reopen"] = new([Reason], i => new Reopen(i.Text("reason"))) { Consequence = "Systemfelet kommer upp på nästa genomgång." },
        ["send-national"] = new([Note], i => new SendNational(i.Text("note"))) { WholeCase = true, Consequence = "Länsstyrelsen kan läsa systemfelet och för det vidare till Beredningsgruppen." },
        ["approve-text"] = new([], _ => new ApproveText()) { WholeCase = true, Consequence = "Du intygar att texten inte pekar ut någon person. Sedan kan den lämna PO-teamet." },
        ["classify"] = new([new("level", FieldKind.Select, Optional: true) { Choices = _ => MoveChoices.Levels },
            new("theme", FieldKind.Select, Optional: true) { Choices = c => c.Themes }, new("cause", FieldKind.Select, Optional: true) { Choices = c => c.Causes }],
            i => new Classify(i.Choice<Level>("level"), i.Id("theme"), i.Id("cause")))
        { WholeCase = true },
    };

    /// <summary>Ids of the moves that have a form.</summary>
    public static IReadOnlyCollection<string> Ids => Table.Keys;

    public static MoveForm? Find(string moveId) => Table.GetValueOrDefault(moveId);

    /// <summary>
    /// Whether a move that the route offers stands among the buttons. Counting and classifying have their places elsewhere on
    /// the page; an answer is only asked of those who owe one.
    /// </summary>
    public static bool IsShown(Workflows.Routes.RouteMove move, Bookmark line, CaseFile file, long viewerId) => Table.ContainsKey(move.Id) && move.Id switch
    {
        // The page asks for it in a place of its own, beside the text.
        "classify" or "approve-text" => false,
        "unlink" => file.Links.Any(l => l.Kind == Data.Meetings.CaseLinkKind.Related),
        "answer-author" => line.Mark == BookmarkMark.AuthorAsked,
        "reply-to-authority" => line.Mark == BookmarkMark.AuthorityAsks,
        "raise-to-chair" => line.GroupId != null && line.Mark != BookmarkMark.AtChair,
        "reopen" => file.Case.MergedIntoId is null,
        "send-national" => file.Case.SideNotes.All(n => n.Kind != SideNoteKind.NationalLevel),
        "report-effect" => file.Case.EffectQuestions.Any(q => q.BookmarkId == line.Id && q.AccountId == viewerId && !q.IsSettled),
        _ => true,
    };
}
