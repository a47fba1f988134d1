using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Mail;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Ingest;

/// <summary>Makes proposals out of a mail: one per point that it speaks of, or one per open point when it does not say which.</summary>
internal static class AnswerProposals
{
    /// <param name="scopes">The letter's cases.</param>
    /// <param name="mail">Where it is stored.</param>
    /// <param name="read">What it says.</param>
    /// <param name="letter">Loaded with its points and their cases.</param>
    /// <param name="recipient">Whose token it came to; null when filed by hand.</param>
    public static void Add(IReadOnlyList<MoveScope> scopes, MailMessage mail, ReadMail read, Letter letter, LetterRecipient? recipient)
    {
        foreach (var (item, text) in Texts(scopes, read, letter)) Propose(scopes, mail, recipient?.Id, letter, item, text, "answer-received");
    }

    /// <summary>For a mail that came to the letter's address and is no answer in words: one proposal, so that a person sees it. The rest is up to them.</summary>
    public static void AddOne(IReadOnlyList<MoveScope> scopes, MailMessage mail, ReadMail read, LetterRecipient recipient)
    {
        var items = recipient.Letter.Items.OrderBy(i => i.Number).ToList();
        var item = items.Find(i => IsOpen(scopes, i)) ?? items[0];
        Propose(scopes, mail, recipient.Id, recipient.Letter, item, read.Reply.NewText != "" ? read.Reply.NewText : mail.Subject, "mail-to-read");
    }

    private static void Propose(IReadOnlyList<MoveScope> scopes, MailMessage mail, long? recipientId, Letter letter, LetterItem item, string text, string told)
    {
        var scope = scopes.FirstOrDefault(s => s.Case.Id == item.DeficiencyId);
        var bookmark = scope?.Case.Bookmarks.FirstOrDefault(b => b.Id == item.BookmarkId);
        if (scope == null || bookmark == null) return;
        scope.NewAnswers.Add(new Answer
        {
            DeficiencyId = item.DeficiencyId,
            BookmarkId = item.BookmarkId,
            LetterItemId = item.Id,
            LetterRecipientId = recipientId,
            MailMessage = mail,
            Kind = AnswerPhrases.KindOf(text),
            Text = text,
            Source = AnswerSource.Mail,
            SignedBy = mail.FromName != "" ? mail.FromName : mail.FromAddress,
            ReceivedAt = mail.ReceivedAt,
            State = AnswerState.Proposed,
        });
        scope.Record(told, new
        {
            letter = letter.Id,
            item = item.Number,
            source = "mail",
            mail = mail.Id,
            party = letter.Party.Name,
            unverified = mail.UnverifiedReason != "" ? true : (bool?)null,
        }, bookmark.Addressee);
    }

    private static IEnumerable<(LetterItem Item, string Text)> Texts(IReadOnlyList<MoveScope> scopes, ReadMail read, Letter letter)
    {
        var points = letter.Items.OrderBy(i => i.Number).Select(i => new LetterPoint(i.Number, i.Deficiency.Number)).ToList();
        var perPoint = ItemAnswers.Find(read.Reply, read.Message.Subject, points);
        var named = letter.Items.Where(i => perPoint.ContainsKey(i.Number)).OrderBy(i => i.Number).Select(i => (i, perPoint[i.Number])).ToList();
        if (named.Count > 0) return named;
        var open = letter.Items.Where(i => IsOpen(scopes, i)).ToList();
        return (open.Count > 0 ? open : letter.Items).OrderBy(i => i.Number).Select(i => (i, read.Reply.NewText));
    }

    private static bool IsOpen(IReadOnlyList<MoveScope> scopes, LetterItem item) =>
        scopes.Any(s => s.Case.Bookmarks.Any(b => b.Id == item.BookmarkId && b.Stage == Stages.AwaitingAnswer && b.LetterItemId == item.Id));
}

/// <summary>The kinds of answer in the words that the letter and the reply page use.</summary>
public static class AnswerPhrases
{
    /// <summary>Each kind's sentence, in the order in which they are offered.</summary>
    public static readonly IReadOnlyDictionary<AnswerKind, string> Sentences = new Dictionary<AnswerKind, string>
    {
        [AnswerKind.Received] = "Vi har tagit emot och fört frågan vidare",
        [AnswerKind.Changed] = "Vi har ändrat något",
        [AnswerKind.Planned] = "Vi planerar en ändring",
        [AnswerKind.NoChange] = "Vi gör ingen ändring",
        [AnswerKind.MoreTime] = "Vi behöver mer tid",
        [AnswerKind.SomeoneElse] = "Frågan hör till någon annan",
        [AnswerKind.Question] = "Vi har en fråga",
    };

    /// <summary>Kinds after which the point waits on, or waits again once the team has answered.</summary>
    public static bool IsFirstWord(AnswerKind? kind) => kind is AnswerKind.Received or AnswerKind.MoreTime or AnswerKind.Question;

    private static readonly (string Start, AnswerKind Kind)[] Starts =
    [
        ("vi har tagit emot", AnswerKind.Received),
        ("vi har ändrat", AnswerKind.Changed),
        ("vi planerar", AnswerKind.Planned),
        ("vi gör ingen ändring", AnswerKind.NoChange),
        ("vi behöver mer tid", AnswerKind.MoreTime),
        ("frågan hör till", AnswerKind.SomeoneElse),
        ("vi har en fråga", AnswerKind.Question),
    ];

    /// <summary>The kind that a text says in so many words at its start; null when a person has to choose.</summary>
    public static AnswerKind? KindOf(string text)
    {
        // A greeting of its own says nothing yet.
        var paragraphs = text.Split("\n\n", 3);
        var said = paragraphs is [{ Length: < 40 }, _, ..] && paragraphs[0].StartsWith("Hej", StringComparison.OrdinalIgnoreCase) ? paragraphs[1] : text;
        var start = said.TrimStart(' ', '\n', '\t', '”', '"', '-', '–', '*');
        foreach (var (words, kind) in Starts)
            if (start.StartsWith(words, StringComparison.OrdinalIgnoreCase)) return kind;
        return null;
    }
}
