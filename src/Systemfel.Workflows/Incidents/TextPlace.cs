using System.Text.Json;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Incidents;

/// <summary>A column that holds words somebody wrote about a case, or that came by mail.</summary>
/// <param name="Entity">The row's type.</param>
/// <param name="Property">The column.</param>
/// <param name="Code">Where it stands, for the incident: report, event, meeting ...</param>
internal sealed record TextPlace(Type Entity, string Property, string Code)
{
    /// <summary>What stands there once a text has been erased for good; the same text when nothing in it needs to go.</summary>
    public Func<string, string?> Erased { get; init; } = _ => "";

    /// <summary>What stands there while a text is masked.</summary>
    public Func<string, string?> Masked { get; init; } = _ => TextMask.Hidden;

    public string Name => $"{Entity.Name}.{Property}";
}

/// <summary>
/// Every place in the database where words of a case or of a mail stand. Erasing and masking both go through this one list, and a test
/// compares it with the schema: a new column of text is either listed here or said to hold none.
/// </summary>
internal static class TextPlaces
{
    /// <summary>The title of a case whose text is gone.</summary>
    public const string ErasedTitle = "Raderad text";

    public static readonly IReadOnlyList<TextPlace> All =
    [
        new(typeof(Deficiency), nameof(Deficiency.Title), "report") { Erased = _ => ErasedTitle },
        new(typeof(Deficiency), nameof(Deficiency.Pattern), "report"),
        new(typeof(Deficiency), nameof(Deficiency.Consequence), "report"),
        new(typeof(Deficiency), nameof(Deficiency.Proposal), "report"),
        // Hashes of words, but few words: whoever has the hash can try names against it.
        new(typeof(Deficiency), nameof(Deficiency.AcceptedFinds), "report") { Masked = _ => "" },
        new(typeof(Addressee), nameof(Addressee.OtherName), "report"),
        new(typeof(Draft), nameof(Draft.FieldsJson), "draft") { Erased = _ => "{}", Masked = _ => "{}" },
        new(typeof(Instance), nameof(Instance.OutcomeNote), "note"),
        new(typeof(Bookmark), nameof(Bookmark.Note), "note"),
        new(typeof(SideNote), nameof(SideNote.Note), "note"),
        new(typeof(AuthorQuestion), nameof(AuthorQuestion.Text), "question") { Erased = _ => ErasedTitle },
        new(typeof(AuthorQuestion), nameof(AuthorQuestion.Answer), "question") { Erased = _ => ErasedTitle },
        new(typeof(Measure), nameof(Measure.Text), "note"),
        new(typeof(Measure), nameof(Measure.Responsible), "note"),
        new(typeof(Milestone), nameof(Milestone.Text), "note"),
        new(typeof(CaseEvent), nameof(CaseEvent.Data), "event") { Erased = WithoutWords, Masked = WithoutWords },
        new(typeof(AgendaItem), nameof(AgendaItem.Note), "meeting"),
        new(typeof(Decision), nameof(Decision.Who), "meeting"),
        new(typeof(Decision), nameof(Decision.BeforeJson), "meeting") { Erased = json => Snapshot(json, ""), Masked = json => Snapshot(json, TextMask.Hidden) },
        new(typeof(Support), nameof(Support.Text), "meeting"),
        new(typeof(Remark), nameof(Remark.Text), "meeting"),
        new(typeof(MinutesPart), nameof(MinutesPart.Title), "meeting") { Erased = _ => ErasedTitle },
        new(typeof(MinutesPart), nameof(MinutesPart.Decision), "meeting") { Erased = _ => ErasedTitle },
        new(typeof(MinutesPart), nameof(MinutesPart.Note), "meeting"),
        new(typeof(MinutesPart), nameof(MinutesPart.Support), "meeting"),
        new(typeof(LetterItem), nameof(LetterItem.Title), "letter") { Erased = _ => ErasedTitle },
        new(typeof(LetterItem), nameof(LetterItem.Pattern), "letter"),
        new(typeof(LetterItem), nameof(LetterItem.Proposal), "letter"),
        new(typeof(Answer), nameof(Answer.Text), "answer"),
        new(typeof(Answer), nameof(Answer.Who), "answer"),
        new(typeof(Answer), nameof(Answer.SignedBy), "answer"),
        // Passages of the year's documents: nothing tells which of a passage's words are one case's.
        new(typeof(YearPassage), nameof(YearPassage.Text), "yearly"),
        // Without a text nothing is sent, and the page of a letter is made from its points again.
        new(typeof(OutboxItem), nameof(OutboxItem.Text), "outbox") { Masked = _ => "" },
        new(typeof(OutboxItem), nameof(OutboxItem.Html), "outbox") { Masked = _ => "" },
        new(typeof(OutboxItem), nameof(OutboxItem.Subject), "outbox"),
        new(typeof(MailMessage), nameof(MailMessage.Subject), "mail"),
        new(typeof(MailMessage), nameof(MailMessage.NewText), "mail"),
        new(typeof(MailMessage), nameof(MailMessage.QuotedText), "mail") { Masked = _ => "" },
        new(typeof(MailMessage), nameof(MailMessage.FromName), "mail"),
        new(typeof(MailMessage), nameof(MailMessage.FromAddress), "mail"),
        new(typeof(MailMessage), nameof(MailMessage.UnverifiedReason), "mail"),
        new(typeof(MailMessage), nameof(MailMessage.Problems), "mail") { Masked = _ => "" },
        new(typeof(Attachment), nameof(Attachment.Name), "attachment"),
    ];

    /// <summary>Columns of bytes that go with them: a mail as it came, a file, the salt of an event.</summary>
    public static readonly IReadOnlyList<TextPlace> Bytes =
    [
        new(typeof(MailMessage), nameof(MailMessage.Raw), "mail"),
        new(typeof(Attachment), nameof(Attachment.Content), "attachment"),
    ];

    private static readonly ILookup<Type, TextPlace> ByEntity = All.ToLookup(p => p.Entity);
    private static readonly ILookup<Type, TextPlace> BytesByEntity = Bytes.ToLookup(p => p.Entity);
    private static readonly Dictionary<string, TextPlace> ByName = All.Concat(Bytes).ToDictionary(p => p.Name);

    public static IEnumerable<TextPlace> Of(object row) => ByEntity[row.GetType()];

    public static IEnumerable<TextPlace> BytesOf(object row) => BytesByEntity[row.GetType()];

    public static TextPlace Find(string name) => ByName[name];

    /// <summary>What an event's data may hold besides words: codes, dates, numbers and names of bodies. Whatever else is there counts as words.</summary>
    private static readonly HashSet<string> Plain =
    [
        "again", "band", "corrected", "date", "decided", "deviates", "done", "due", "from", "fromId", "groups", "into", "intoId", "item", "kind", "kinds", "letter",
        "mail", "meeting", "month", "municipality", "number", "of", "outcome", "party", "places", "purpose", "reference", "replayed", "returning", "seen", "source", "to", "until", "unverified",
    ];

    /// <summary>Null, which the chain allows for, when the data holds words; else the data as it is.</summary>
    private static string? WithoutWords(string json)
    {
        using var data = JsonDocument.Parse(json);
        // An ombud's answer to 'märks det' is one of four words.
        return data.RootElement.EnumerateObject().All(p => Plain.Contains(p.Name) || (p.Name == "answer" && Enum.TryParse<EffectAnswer>(p.Value.ToString(), true, out _)))
            ? json
            : null;
    }

    private static string Snapshot(string json, string note)
    {
        if (json.Length == 0) return json;
        var before = CaseSnapshot.FromJson(json);
        if (before.OutcomeNote.Length == 0 && before.Lines.All(l => l.Note.Length == 0)) return json;
        return (before with
        {
            OutcomeNote = before.OutcomeNote.Length == 0 ? "" : note,
            Lines = [.. before.Lines.Select(l => l.Note.Length == 0 ? l : l with { Note = note })],
        }).ToJson();
    }
}
