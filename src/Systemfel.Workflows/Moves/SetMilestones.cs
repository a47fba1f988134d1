using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>A milestone as it is to be.</summary>
/// <param name="Id">The one that stands; null for a new one.</param>
/// <param name="Text">What is to be done; null leaves the words as they are.</param>
/// <param name="DueOn">By when; may be null.</param>
/// <param name="DoneOn">The day on which it was done; null: not done.</param>
public sealed record MilestoneLine(long? Id, string? Text, DateOnly? DueOn, DateOnly? DoneOn);

/// <summary>'Ändra delmål': the steps of a measure that is planned, all of them, in their order. One that is not named goes.</summary>
/// <param name="MeasureId">The measure.</param>
/// <param name="Lines">Its milestones as they are to be.</param>
public sealed record SetMilestones(long MeasureId, IReadOnlyList<MilestoneLine> Lines) : Move
{
    /// <summary>How many milestones a measure may have.</summary>
    public const int Most = 10;

    /// <summary>The longest text, in UTF-16 code units.</summary>
    public const int LongestText = 200;

    /// <inheritdoc/>
    public override string Id => "milestones";

    /// <summary>What is typed anew, for the check of personal data: words that stand were checked when they were typed.</summary>
    public string Texts => string.Join('\n', Lines.Select(l => l.Text).OfType<string>());

    internal override void Guard(MoveScope scope)
    {
        var measure = Of(scope);
        if (Lines.Count > Most) throw new MoveRefusedException($"En åtgärd kan ha högst {Most} delmål. Ta bort något.", "lines");
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (line.Id is { } id && measure.Milestones.All(m => m.Id != id)) throw new StaleMoveException();
            if (line.Text != null || line.Id == null)
            {
                if (!Has(line.Text)) throw new MoveRefusedException("Skriv vad som ska göras i delmålet.", $"text-{i}");
                if (line.Text!.Trim().Length > LongestText) throw new MoveRefusedException($"Delmålet är för långt. Skriv högst {LongestText} tecken.", $"text-{i}");
            }
            if (line.DoneOn > scope.Today) throw new MoveRefusedException("Delmålet kan inte bli klart en dag framåt. Skriv den dag då det blev klart.", $"done-{i}");
        }
        if (Lines.Select(l => l.Id).OfType<long>().GroupBy(i => i).Any(g => g.Count() > 1)) throw new StaleMoveException();
        if (IsAsItStands(measure)) throw new MoveRefusedException("Inget är ändrat. Ändra ett delmål, eller gå tillbaka till systemfelet.");
    }

    internal override void Apply(MoveScope scope)
    {
        var measure = Of(scope);
        List<string> added = [], changed = [], finished = [], reopened = [];
        var removed = measure.Milestones.Where(m => Lines.All(l => l.Id != m.Id)).ToList();
        measure.Milestones.RemoveAll(removed.Contains);
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            var text = line.Text?.Trim();
            if (measure.Milestones.Find(m => line.Id != null && m.Id == line.Id) is not { } milestone)
            {
                measure.Milestones.Add(milestone = new Milestone { Text = text! });
                added.Add(milestone.Text);
            }
            else if ((text != null && text != milestone.Text) || line.DueOn != milestone.DueOn)
            {
                milestone.Text = text ?? milestone.Text;
                changed.Add(milestone.Text);
            }
            if (line.DoneOn != null && milestone.DoneOn == null) finished.Add(milestone.Text);
            if (line.DoneOn == null && milestone.DoneOn != null) reopened.Add(milestone.Text);
            (milestone.SortOrder, milestone.DueOn, milestone.DoneOn) = (i + 1, line.DueOn, line.DoneOn);
        }
        var bookmark = scope.Targets.First(b => b.Id == measure.BookmarkId);
        scope.Touch(bookmark);
        scope.Record("milestones-changed", new
        {
            added = Words(added),
            changed = Words(changed),
            removed = Words(removed.ConvertAll(m => m.Text)),
            finished = Words(finished),
            reopened = Words(reopened),
            done = measure.Milestones.Count(m => m.DoneOn != null),
            of = measure.Milestones.Count,
        }, bookmark.Addressee);
    }

    private Measure Of(MoveScope scope)
    {
        var measure = scope.Case.Measures.Find(m => m.Id == MeasureId && scope.Targets.Exists(b => b.Id == m.BookmarkId))
            ?? throw new MoveRefusedException("Åtgärden finns inte längre. Se hur systemfelet står på dess sida.");
        return measure.State == MeasureState.Planned
            ? measure
            : throw new MoveRefusedException("Åtgärden är inte planerad längre, så delmålen kan inte ändras. Se hur systemfelet står på dess sida.");
    }

    private bool IsAsItStands(Measure measure)
    {
        var standing = measure.Milestones.OrderBy(m => m.SortOrder).ThenBy(m => m.Id).ToList();
        return standing.Count == Lines.Count && standing.Zip(Lines).All(p =>
            p.Second.Id == p.First.Id && (p.Second.Text == null || p.Second.Text.Trim() == p.First.Text) && p.Second.DueOn == p.First.DueOn && p.Second.DoneOn == p.First.DoneOn);
    }

    private static string? Words(List<string> texts) => texts.Count == 0 ? null : string.Join("; ", texts);
}
