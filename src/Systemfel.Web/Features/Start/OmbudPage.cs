using Systemfel.Web.Features.Reports;

namespace Systemfel.Web.Features.Start;

public sealed record DraftRow(long? DraftId, long? CaseId, string Title, string Saved)
{
    public string Href => DraftId is { } draft ? $"/rapportera/utkast/{draft}" : $"/rapportera/systemfel/{CaseId}";
}

/// <summary>A question of the review to the author, with what was written when the answer could not be taken.</summary>
public sealed record QuestionRow(
    long CaseId, string Number, string Title, IReadOnlyList<AddresseeName> Addressees, string AskedBy, string Text, string Targets, TypedAnswer? Typed);

/// <summary>An answer as it was typed, with what the check found in it.</summary>
public sealed record TypedAnswer(long CaseId, Guid Key, string Answer, IReadOnlyList<string> Accepted, FindBox Box, string? Problem);

/// <summary>What an authority has answered, to be read.</summary>
public sealed record AnswerText(string Text, string From);

/// <summary>'Märks det för dem du stödjer?'</summary>
public sealed record EffectRow(
    long CaseId, string Number, string Title, AddresseeName? Addressee, AnswerText? Answer, string Targets);

/// <summary>A new answer on a case that one has counted or reported.</summary>
public sealed record AnswerRow(long CaseId, string Number, string Title, AddresseeName? Addressee, AnswerText Answer);

/// <summary>Everything on the ombud's first page.</summary>
public sealed record OmbudPage
{
    public required string Name { get; init; }
    public required DateTime Now { get; init; }
    public required string Query { get; init; }
    public required IReadOnlyList<CaseHit> Hits { get; init; }
    public required CountInput Count { get; init; }
    public required IReadOnlyList<DraftRow> Drafts { get; init; }
    public required IReadOnlyList<QuestionRow> Questions { get; init; }
    public required IReadOnlyList<ApprovalRow> ToApprove { get; init; }
    public required IReadOnlyList<CaseRow> Mine { get; init; }
    public required int MineTotal { get; init; }
    public required IReadOnlyList<CaseRow> Counted { get; init; }
    public required int CountedTotal { get; init; }
    public required IReadOnlyList<EffectRow> Effects { get; init; }
    public required IReadOnlyList<AnswerRow> Answers { get; init; }
    public required IReadOnlyList<MeetingAhead> Meetings { get; init; }
    public required int Registered { get; init; }
    /// <summary>Long lists are shown to their end.</summary>
    public required bool AllShown { get; init; }
    /// <summary>Where its forms lead back to.</summary>
    public required string Path { get; init; }

    /// <summary>The best hits are shown; the register has them all.</summary>
    public const int HitsShown = 10;

    public string HitsText => Hits.Count > HitsShown ? $"De {Words.Number(HitsShown)} bästa träffarna" : Words.Counted(Hits.Count, "träff", "träffar");

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public string Greeting => Now.Hour switch { >= 4 and < 10 => "God morgon", >= 18 => "God kväll", _ => "Hej" };

    public string FirstName => Name.Split(' ')[0];
}
