using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports.Planning;

namespace Systemfel.Workflows.Imports;

/// <summary>An answer to all rows that ask the same.</summary>
public enum AnswerToAll
{
#pragma warning disable CS1591 // In the order in which they are offered.
    NoPersons, LeavePersons, LeaveFaulty, CountLike, OwnLike, Clear,
#pragma warning restore CS1591
}

/// <summary>Which rows an answer to all is for, and what it makes of the answers that stand.</summary>
public static class AnswersToAll
{
    /// <summary>The rows that an answer is for. What is left out as already there stays out, and what somebody answered for a row of its own stands.</summary>
    /// <param name="answer">Which.</param>
    /// <param name="plan">The dry run.</param>
    /// <param name="answers">As they stand.</param>
    public static IEnumerable<PlannedRow> For(AnswerToAll answer, ImportPlan plan, ImportAnswers answers) => answer switch
    {
        AnswerToAll.LeaveFaulty => plan.Rows.Where(r => r.Becomes == RowBecomes.Fault),
        AnswerToAll.LeavePersons or AnswerToAll.NoPersons => plan.Rows.Where(r => r.Asks),
        AnswerToAll.CountLike or AnswerToAll.OwnLike => plan.Rows.Where(r => r.Like.Count > 0 && r.Becomes != RowBecomes.Nothing && !answers.IsSingle(r.Number)),
        _ => [],
    };

    /// <summary>The answers with this one given to all that it is for.</summary>
    internal static ImportAnswers Give(AnswerToAll answer, ImportPlan plan, ImportAnswers answers)
    {
        if (answer == AnswerToAll.Clear) return new ImportAnswers();
        var (rows, byAll) = (new Dictionary<int, string>(answers.Rows), new HashSet<int>(answers.ByAll));
        var taken = For(answer, plan, answers).ToList();
        // Only what has been shown: other words that another mapping brings are asked about.
        if (answer == AnswerToAll.NoPersons)
            return answers with { Accepted = [.. answers.Accepted, .. taken.SelectMany(r => r.Finds).Where(f => f.Find.Certainty == Certainty.Likely).Select(f => f.Find.Key)] };
        foreach (var row in taken)
        {
            rows[row.Number] = answer switch { AnswerToAll.CountLike => ImportAnswers.CountOn(row.Like[0]), AnswerToAll.OwnLike => ImportAnswers.Own, _ => ImportAnswers.Leave };
            byAll.Add(row.Number);
        }
        return answers with { Rows = rows, ByAll = byAll };
    }
}
