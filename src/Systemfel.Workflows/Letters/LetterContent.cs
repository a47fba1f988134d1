using Systemfel.Data.Letters;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Letters;

/// <summary>All that a letter says, before it is laid out.</summary>
public sealed record LetterContent
{
    /// <summary>The service that writes.</summary>
    public required string Service { get; init; }

    /// <summary>The body that answers for it: 'Borlänge kommun'.</summary>
    public required string Host { get; init; }

    /// <summary>Where a recipient can ring to verify the letter.</summary>
    public required string Phone { get; init; }

    /// <summary>'Vår beteckning'.</summary>
    public required string Reference { get; init; }

    /// <summary>'Er beteckning'; may be empty.</summary>
    public string TheirReference { get; init; } = "";

    /// <summary>Six characters in the subject.</summary>
    public required string Tag { get; init; }

    /// <summary>The group that decided; null when no meeting did.</summary>
    public string? Group { get; init; }

    /// <summary>When it decided.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>The last day to answer.</summary>
    public required DateOnly AnswerBy { get; init; }

    /// <summary>The day the letter is dated.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The opening words, their fields not yet filled in.</summary>
    public string Opening { get; init; } = MailTexts.Find(MailTexts.Letter)!.Text;

    /// <summary>The recipient's name, for a field of the opening; may be empty.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>The coordinator's own words; may be empty.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>The coordinator's name.</summary>
    public required string Signer { get; init; }

    /// <summary>The names of the route's stations, and which of them (from 0) waits for the answer.</summary>
    public required IReadOnlyList<string> Stations { get; init; }

    /// <summary>Index of the station that waits for the answer.</summary>
    public required int Station { get; init; }

    /// <summary>The numbered points.</summary>
    public required IReadOnlyList<LetterPointContent> Points { get; init; }

    /// <summary>Gathers it from a letter that is loaded with its items, their cases, and its meeting with its group.</summary>
    public static LetterContent Of(Letter letter, Organisation organisation, RouteDefinition route, string signer, DateOnly on, string opening)
    {
        var stations = route.Stages.Where(s => s.Id != Stages.Draft).ToList();
        return new LetterContent
        {
            Service = organisation.Name,
            Host = organisation.HostName,
            Phone = organisation.Phone,
            Reference = letter.Reference,
            TheirReference = letter.TheirReference,
            Tag = letter.Tag,
            Group = letter.Meeting?.Group.Name,
            DecidedOn = letter.Meeting?.Date,
            AnswerBy = letter.AnswerBy,
            On = on,
            Opening = opening,
            Recipient = letter.Contact?.Name ?? "",
            Introduction = letter.Introduction,
            Signer = signer,
            Stations = [.. stations.Select(s => s.Label)],
            Station = stations.FindIndex(s => s.Id == Stages.AwaitingAnswer),
            Points = [.. letter.Items.OrderBy(i => i.Number).Select((i, n) =>
                new LetterPointContent(n + 1, i.Deficiency.Number, i.SubArea, i.Title, i.Pattern, i.Proposal))],
        };
    }
}

/// <summary>One numbered point.</summary>
/// <param name="Number">From 1.</param>
/// <param name="CaseNumber">SF-2026-0042.</param>
/// <param name="SubArea">May be empty.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Pattern">What recurs.</param>
/// <param name="Proposal">What the ombuds propose; may be empty.</param>
public sealed record LetterPointContent(int Number, string CaseNumber, string SubArea, string Title, string Pattern, string Proposal);

/// <summary>A letter as it leaves; the link to the reply page is still a placeholder.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Text">Plain text, LF between lines.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record ComposedLetter(string Subject, string Text, string Html);
