using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Moves;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>The dry run: a table, its mapping and the answers become a plan. Pure: no clock, no database, nothing is stored.</summary>
/// <param name="check">The check of personal data.</param>
internal sealed class ImportPlanner(TextCheck check)
{
    private readonly Dictionary<int, PlannedRow> _before = [];

    /// <summary>A plan with the same mapping and answers, if there is one: the check of a text that has not changed is taken from it.</summary>
    public ImportPlan? Before { init => _before = value?.Rows.Where(r => r.Check != null).ToDictionary(r => r.Number) ?? []; }

    /// <summary>Plans every row.</summary>
    /// <param name="table">The list.</param>
    /// <param name="mapping">Which column is what.</param>
    /// <param name="answers">What the user has answered.</param>
    /// <param name="lists">The organisation's own lists.</param>
    /// <param name="standing">The cases that are there.</param>
    /// <param name="today">In Sweden.</param>
    /// <param name="progress">Told how many rows have been checked.</param>
    /// <param name="ct">Stops it.</param>
    public ImportPlan Plan(
        ImportTable table, ImportMapping mapping, ImportAnswers answers, OwnLists lists, IEnumerable<StandingCase> standing, DateOnly today,
        Action<int>? progress = null, CancellationToken ct = default)
    {
        var faults = table.Faults.Where(f => f.Reach is FaultReach.File or FaultReach.Notice).Concat(mapping.Faults()).ToList();
        var ofRows = table.Faults.Where(f => f.Reach == FaultReach.Row).ToLookup(f => f.Row);
        var reading = new RowReading(table, mapping, lists, today);
        var read = new PlannedRow[table.Rows.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var row = reading.Read(table.Rows[i]);
            read[i] = ofRows[row.Number].Any() ? row with { Becomes = RowBecomes.Fault, Faults = [.. ofRows[row.Number], .. row.Faults] } : row;
        }
        var rows = Check(WithLike(read, answers, standing, reading.Header(ImportField.Note)), answers, reading, progress, ct);
        faults.AddRange(rows.Where(r => r.Becomes != RowBecomes.Nothing).SelectMany(r => r.Faults));
        return new ImportPlan(table, mapping, rows, faults, reading.Words);
    }

    /// <summary>
    /// What is the same word for word, and tells nothing more, is counted or left out unless the user says otherwise; what is alike, or tells something
    /// more, is only proposed.
    /// </summary>
    private static PlannedRow[] WithLike(PlannedRow[] rows, ImportAnswers answers, IEnumerable<StandingCase> standing, string noteColumn)
    {
        var words = new LikeWords[rows.Length];
        Parallel.For(0, rows.Length, i => words[i] = LikeWords.Of(rows[i].Report.Title, rows[i].Report.Pattern));
        var likes = new LikeRows(standing);
        var planned = new PlannedRow[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var answer = answers.Rows.GetValueOrDefault(row.Number);
            if (answer == ImportAnswers.Leave) row = row with { Becomes = RowBecomes.Nothing };
            else if (row.Becomes != RowBecomes.Fault)
            {
                row = Answered(row, likes.Of(row, words[i]), answer);
                if (row.Becomes == RowBecomes.Case) likes.Add(row, words[i]);
                if (row is { Becomes: RowBecomes.Case, Outcome: null, Note.Length: > 0 })
                    row = row with { Faults = [.. row.Faults, new ImportFault(FaultKind.NoteNotKept, row.Number, noteColumn)] };
            }
            planned[i] = row;
        }
        return planned;
    }

    /// <summary>What the user chose to count on stands first. What is no longer there to count on is no answer: the row goes its own way again.</summary>
    private static PlannedRow Answered(PlannedRow row, IReadOnlyList<LikeRow> like, string? answer)
    {
        if (like.Count == 0) return row;
        if (answer == ImportAnswers.Own) return row with { Like = like, Becomes = RowBecomes.Case };
        return like.FirstOrDefault(l => ImportAnswers.CountOn(l) == answer) is { } chosen
            ? row with { Like = [chosen, .. like.Where(l => l != chosen)], Becomes = RowBecomes.Occurrence }
            : row with { Like = like, Becomes = ByItself(like[0]) };
    }

    /// <summary>The same row twice is the same thing seen twice; a case that is there word for word has been imported before.</summary>
    private static RowBecomes ByItself(LikeRow like) => !like.IsSame ? RowBecomes.Case : like.CaseId == 0 ? RowBecomes.Occurrence : RowBecomes.Nothing;

    private PlannedRow[] Check(PlannedRow[] rows, ImportAnswers answers, RowReading reading, Action<int>? progress, CancellationToken ct)
    {
        var done = 0;
        var result = new PlannedRow[rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) }, i =>
        {
            // Nothing is kept of the words of rows that are counted or left out.
            result[i] = rows[i].Becomes is RowBecomes.Case or RowBecomes.Fault && rows[i].Report.Title.Length > 0 ? Checked(rows[i], answers, reading) : rows[i];
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        return result;
    }

    private PlannedRow Checked(PlannedRow row, ImportAnswers answers, RowReading reading)
    {
        HashSet<string> accepted = [.. answers.Accepted, .. answers.AcceptedInRow.GetValueOrDefault(row.Number, [])];
        if (CheckedBefore(row) is { } same) return same;
        CheckedText result;
        IReadOnlyList<Find> inNote;
        try
        {
            result = check.Check(row.Report.AllText(), accepted);
            inNote = row.Note.Length > 0 ? check.Check(row.Note).Finds : [];
        }
        catch (TextNotCheckedException)
        {
            return row with { Becomes = RowBecomes.Fault, Faults = [.. row.Faults, new ImportFault(FaultKind.NotChecked, row.Number)] };
        }
        List<RowFind> finds = [.. result.Finds.Select(f => new RowFind(f, ColumnOf(row.Report, f.Start, reading))), .. inNote.Select(f => new RowFind(f, reading.Header(ImportField.Note)))];
        // A heading that was made of the text would name the same find twice.
        finds = [.. finds.DistinctBy(f => (f.Find.Key, f.Column))];
        if (finds.Count == 0) return row with { Check = result };
        var open = finds.FindAll(f => f.Find.Certainty == Certainty.Certain || !accepted.Contains(f.Find.Key));
        var faults = open.ConvertAll(f => new ImportFault(f.Find.Certainty == Certainty.Certain ? FaultKind.PersonalData : FaultKind.PossiblePerson, row.Number, f.Column, $"”{f.Find.Text}” {f.Find.Reason}"));
        return row with
        {
            Check = result,
            Accepted = [.. finds.Where(f => f.Find.Certainty == Certainty.Likely && accepted.Contains(f.Find.Key)).Select(f => f.Find.Key)],
            Finds = open,
            Faults = [.. row.Faults, .. faults],
            Becomes = faults.Exists(f => f.Kind == FaultKind.PersonalData) ? RowBecomes.Fault : row.Becomes,
        };
    }

    private PlannedRow? CheckedBefore(PlannedRow row)
    {
        if (!_before.TryGetValue(row.Number, out var old) || old.Note != row.Note || old.Report.AllText() != row.Report.AllText()) return null;
        List<ImportFault> found = [.. old.Faults.Where(f => f.Kind is FaultKind.PersonalData or FaultKind.PossiblePerson)];
        return row with
        {
            Check = old.Check,
            Accepted = old.Accepted,
            Finds = old.Finds,
            Faults = [.. row.Faults, .. found],
            Becomes = found.Exists(f => f.Kind == FaultKind.PersonalData) ? RowBecomes.Fault : row.Becomes,
        };
    }

    /// <summary>The column that a place in the report's joined text comes from.</summary>
    private static string ColumnOf(ReportText report, int at, RowReading reading)
    {
        var end = 0;
        foreach (var (text, field) in new[] { (report.Title, ImportField.Title), (report.Pattern, ImportField.Pattern), (report.Consequence, ImportField.Consequence), (report.Proposal, ImportField.Proposal) })
        {
            end += text.Length + 2;
            if (at >= end) continue;
            var header = reading.Header(field);
            return header.Length > 0 ? header : reading.Header(field == ImportField.Title ? ImportField.Pattern : ImportField.Title);
        }
        return reading.Header(ImportField.Authority);
    }
}
