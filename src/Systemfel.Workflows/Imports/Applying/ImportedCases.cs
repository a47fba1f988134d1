using Systemfel.Data.Cases;
using Systemfel.Data.Imports;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Imports.Applying;

/// <summary>A case made of a row, with the rows that were counted on it. Not stored yet: without id and number.</summary>
internal sealed record MadeCase(PlannedRow Row, Deficiency Case, List<(int Row, Occurrence Occurrence)> Counted);

/// <summary>Makes cases of a plan's rows in memory, each by the same runner as everything else.</summary>
internal sealed class ImportedCases(RouteDefinition route, RouteVersion version, OrganisationFacts facts, Actor actor, DateTimeOffset now, TextCheck check)
{
    /// <summary>The form key of everything that an import writes.</summary>
    public static string KeyOf(long importId) => $"import:{importId}";

    /// <exception cref="MoveRefusedException">A row is refused; the message begins with its number.</exception>
    public List<MadeCase> Make(Import import, ImportPlan plan, CancellationToken ct)
    {
        var made = new List<MadeCase>();
        var byRow = new Dictionary<int, MadeCase>();
        foreach (var row in plan.Rows)
        {
            ct.ThrowIfCancellationRequested();
            if (row.Becomes == RowBecomes.Case)
            {
                var c = ByRow(row, () => MakeOne(row, import));
                made.Add(c);
                byRow.Add(row.Number, c);
            }
            else if (row.Becomes == RowBecomes.Occurrence && row.Like[0] is { CaseId: 0, Row: var first })
            {
                ByRow(row, () => CountOn(byRow[first], row, import));
            }
        }
        return made;
    }

    /// <summary>The move of a row that is counted on a case.</summary>
    public static ImportCount CountOf(PlannedRow row) => new(row.Submitted, row.Report.MunicipalityId, row.Report.Band ?? AffectedBand.One, row.Number);

    /// <summary>Does a row's part; a refusal names the row.</summary>
    public static T ByRow<T>(PlannedRow row, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (MoveRefusedException e)
        {
            throw new MoveRefusedException($"Rad {row.Number}: {(e is TypedTextException ? "texten kan peka ut en person." : e.Message)}");
        }
    }

    private MadeCase MakeOne(PlannedRow row, Import import)
    {
        var subject = new Deficiency
        {
            OrganisationId = import.OrganisationId,
            AuthorId = import.AccountId,
            Year = row.Submitted.Year,
            Instance = new Instance { RouteVersionId = version.Id },
            Bookmarks = { new Bookmark { Stage = Stages.Draft, Since = now } },
            ChangedAt = now,
        };
        var move = new ImportCase(row.Report, row.Check!, row.Submitted, row.Outcome, row.Closed, row.Outcome == null ? "" : row.Note, row.Number) { Accepted = row.Accepted };
        Run(subject, move, [subject.Bookmarks[0]], import);
        subject.Instance.Version++;
        return new MadeCase(row, subject, []);
    }

    private MadeCase CountOn(MadeCase made, PlannedRow row, Import import)
    {
        Run(made.Case, CountOf(row), [], import);
        made.Counted.Add((row.Number, made.Case.Occurrences[^1]));
        return made;
    }

    private void Run(Deficiency subject, Move move, List<Bookmark> targets, Import import)
    {
        var scope = new MoveScope(route, facts, subject, actor, now) { Targets = targets };
        Runner.Run(scope, move, check);
        foreach (var (_, kind, addressee, data) in scope.Events)
            subject.Events.Add(EventChain.Append(subject, kind, data, addressee, actor, now, KeyOf(import.Id)));
    }
}
