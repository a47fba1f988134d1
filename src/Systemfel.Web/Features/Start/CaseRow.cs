using Systemfel.Data.Cases;
using Systemfel.Web.Features.Reports;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Start;

/// <summary>One line of a case: where it is, and what comes next. Late is said in words.</summary>
public sealed record CaseLine(int Step, string Label, string? Plate, string? PlateName, string Next, bool Late);

/// <summary>A case in one's own lists.</summary>
public sealed record CaseRow(
    long Id, string Number, string Title, IReadOnlyList<AddresseeName> Addressees, Level? Level, IReadOnlyList<CaseLine> Lines, string? WithdrawTargets)
{
    /// <summary>'Du har räknat 3' on those that others have reported.</summary>
    public int Counted { get; init; }

    public static CaseRow Of(Deficiency d, Prospects prospects)
    {
        var lines = d.Bookmarks.OrderBy(b => b.Addressee?.SortOrder ?? 0).ThenBy(b => b.Id).ToList();
        return new CaseRow(
            d.Id, d.Number, d.Title, [.. d.Addressees.OrderBy(a => a.SortOrder).Select(AddresseeName.Of)], d.Level,
            [.. lines.Select(b => Line(b, d, prospects, lines.Count > 1))],
            lines is [{ Stage: Stages.Submitted }] && d.AuthorId == prospects.ViewerId ? Targets.Of(lines).ToString() : null);
    }

    private static CaseLine Line(Bookmark b, Deficiency d, Prospects prospects, bool several)
    {
        var (next, late) = prospects.Of(b, d);
        var plate = several && b.Addressee is { } a ? a.Authority : null;
        return new CaseLine(StepOf(b.Stage), LabelOf(b), plate?.Plate, plate?.Name, next, late);
    }

    public static int StepOf(string stage) => stage switch
    {
        Stages.Review => 2,
        Stages.Group => 3,
        Stages.AwaitingAnswer => 4,
        Stages.FollowUp => 5,
        Stages.Effect => 6,
        Stages.Closed => 7,
        _ => 1,
    };

    public static string LabelOf(Bookmark b) => b.Stage switch
    {
        Stages.Draft => "Tillbakadragen",
        Stages.Group => b.Group?.Name ?? RouteWords.Stage(b.Stage),
        _ => RouteWords.Stage(b.Stage),
    };
}
