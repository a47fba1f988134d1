using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Letters;

namespace Systemfel.Web.Features.Letters;

public sealed class PointForm
{
    public long Id { get; set; }
    public string? Title { get; set; }
    public string? Pattern { get; set; }
    public string? Proposal { get; set; }

    public LetterPointText Text() => new(Id, Title ?? "", Pattern ?? "", Proposal ?? "");
}

/// <summary>One letter's part of the form of a meeting's letters.</summary>
public sealed class MeetingLetterForm
{
    public long Id { get; set; }
    public int Version { get; set; }
    /// <summary>Not ticked: it is left out and stays to be sent.</summary>
    public bool Chosen { get; set; }
    public string? Introduction { get; set; }
    public string? AnswerBy { get; set; }
    public long? Contact { get; set; }
    public List<PointForm> Points { get; set; } = [];
    public List<string> Accepted { get; set; } = [];
    /// <summary>What stood in the fields when the page was shown, as <see cref="ShownFields"/> writes it.</summary>
    public string? Seen { get; set; }

    /// <summary>Whether the fields say something else than what is stored.</summary>
    public bool IsChanged => Seen != ShownFields.Of(this);

    public static MeetingLetterForm Of(Letter letter, IEnumerable<LetterItem> points) => new()
    {
        Id = letter.Id,
        Version = letter.Version,
        Chosen = true,
        Introduction = letter.Introduction,
        AnswerBy = letter.AnswerBy.Iso(),
        Contact = letter.ContactId,
        Points = [.. points.Select(i => new PointForm { Id = i.Id, Title = i.Title, Pattern = i.Pattern, Proposal = i.Proposal })],
    };

    /// <summary>The same letter to another contact; null for none.</summary>
    public MeetingLetterForm To(long? contact) => new()
    {
        Id = Id,
        Version = Version,
        Chosen = Chosen,
        Introduction = Introduction,
        AnswerBy = AnswerBy,
        Contact = contact,
        Points = Points,
        Accepted = Accepted,
        Seen = Seen,
    };

    public DateOnly? Day() => new LetterForm { AnswerBy = AnswerBy }.Day();

    public TypedLetter Typed() => new(Id, Version, Chosen, new LetterEdit(Introduction ?? "", Day(), Contact) { Points = [.. Points.Select(p => p.Text())] }, Accepted);
}

public sealed class MeetingLettersForm
{
    public Guid Key { get; set; }
    /// <summary>'skicka', or else only saved.</summary>
    public string? Act { get; set; }
    public List<MeetingLetterForm> Letters { get; set; } = [];
}

/// <summary>A letter on the page of its meeting: as it would leave, and what stands in its fields.</summary>
/// <param name="Page">The letter.</param>
/// <param name="Preview">As it would leave; null for one that has left.</param>
/// <param name="Form">What stands in its fields.</param>
public sealed record MeetingLetter(LetterPage Page, LetterPreview? Preview, MeetingLetterForm Form)
{
    public Letter Letter => Page.Letter;

    /// <summary>Opens the fields: something is to be put right there.</summary>
    public bool IsOpen { get; init; }

    public static string IdOf(long letter, string? input) => input == null ? $"brev-{letter}" : $"brev-{letter}-{input}";

    public string Field(string input) => IdOf(Letter.Id, input);
}

/// <summary>What came of one letter, on the page after it.</summary>
/// <param name="Party">Whom it is for; empty when the letter is gone.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Kept">What was typed for a letter or a point that is gone.</param>
public sealed record LetterResult(string Party, LetterOutcome Outcome, IReadOnlyList<string> Kept)
{
    /// <summary>What a draft that was refused is not, in the words of the button that was pressed.</summary>
    public string Undone { get; init; } = "";
}

public sealed record MeetingLettersModel(Meeting Meeting, string Name, IReadOnlyList<MeetingLetter> Letters, DateOnly Today)
{
    public IReadOnlyList<LetterResult> Results { get; init; } = [];
    public Guid Key { get; init; } = Guid.NewGuid();
    /// <summary>Where four eyes read a text before it leaves, it leaves as they read it.</summary>
    public bool PointsAreFixed { get; init; }

    public MeetingLetter? Find(long letter) => Letters.FirstOrDefault(l => l.Letter.Id == letter);

    public IReadOnlyList<MeetingLetter> Drafts => [.. Letters.Where(l => l.Letter.State == LetterState.Draft)];
    public IReadOnlyList<MeetingLetter> Sent => [.. Letters.Where(l => l.Letter.State == LetterState.Sent)];
}
