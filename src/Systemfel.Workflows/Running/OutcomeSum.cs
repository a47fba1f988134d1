using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Running;

/// <summary>The outcome of a case from those of its lines: the same when all agree, 'partly' when some were remedied, else the heaviest.</summary>
internal static class OutcomeSum
{
    private static readonly string[] ByWeight =
        ["no-answer", Outcomes.Erased, "declined", "needs-regulation", "someone-elses", "discussed", "informed", "obsolete", "not-a-deficiency", "duplicate", "partly", "remedied"];

    public static string Of(IEnumerable<Bookmark> lines)
    {
        var outcomes = lines.Select(b => b.Outcome ?? "obsolete").ToHashSet();
        if (outcomes.Count == 1) return outcomes.Single();
        return outcomes.Contains("remedied") || outcomes.Contains("partly") ? "partly" : ByWeight.First(outcomes.Contains);
    }
}
