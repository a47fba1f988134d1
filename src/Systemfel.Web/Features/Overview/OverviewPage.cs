using Systemfel.Data.Organisations;
using Systemfel.Workflows.Overview;

namespace Systemfel.Web.Features.Overview;

/// <summary>A line that is late, for the list of those.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Title">Its title.</param>
/// <param name="Code">The authority's letters; empty for none.</param>
/// <param name="Whom">Whom it waits for.</param>
/// <param name="Contact">Who got the letter; empty where none was written.</param>
/// <param name="IsPromise">It is a promised measure that is late, not an answer.</param>
/// <param name="Due">The last day on time.</param>
/// <param name="Chair">Since when the group's chair has it; null when not.</param>
public sealed record LateLine(long CaseId, string Title, string Code, string Whom, string Contact, bool IsPromise, DateOnly Due, DateOnly? Chair);

/// <summary>A case that something came of.</summary>
public sealed record GoodNews(long CaseId, string Number, string Title, string Code, string Authority, string Said);

/// <summary>An open case that concerns an authority.</summary>
public sealed record OpenCase(long CaseId, string Number, string Title, string Stage, DateOnly Since, DateOnly? Due);

/// <summary>The overview's page.</summary>
public sealed record OverviewPage(
    OverviewQuestion Question, OverviewFigures Figures, OverviewNames Names, IReadOnlyList<Authority> Authorities, IReadOnlyList<SubArea> SubAreas,
    IReadOnlyList<Municipality> Municipalities, IReadOnlyList<int> Years, DateOnly Today)
{
    /// <summary>The most late of them.</summary>
    public IReadOnlyList<LateLine> Late { get; init; } = [];

    /// <summary>How many answers are late.</summary>
    public int LateAnswers { get; init; }

    /// <summary>How many promised measures are late.</summary>
    public int LatePromises { get; init; }

    /// <summary>'6 svar är försenade', '1 svar och 2 åtgärder är försenade'; empty of none.</summary>
    public string LateWords
    {
        get
        {
            string[] what = [LateAnswers > 0 ? $"{LateAnswers} svar" : "", LatePromises == 1 ? "1 åtgärd" : LatePromises > 1 ? $"{LatePromises} åtgärder" : ""];
            var said = string.Join(" och ", what.Where(w => w.Length > 0));
            return said.Length == 0 ? "" : (LateAnswers, LatePromises) switch { (1, 0) => $"{said} är försenat", (0, 1) => $"{said} är försenad", _ => $"{said} är försenade" };
        }
    }

    public IReadOnlyList<GoodNews> News { get; init; } = [];

    /// <summary>Open cases, for the page of one authority: at most <see cref="MostOpen"/>.</summary>
    public IReadOnlyList<OpenCase> Open { get; init; } = [];

    /// <summary>How many stand where, by the words of the register.</summary>
    public IReadOnlyList<(string Stage, string Word, int Count)> Standing { get; init; } = [];

    public const int MostOpen = 200;

    public string List(params IEnumerable<(string Name, string Value)> more) => Question.Url("/oversikt/lista", more);
}
