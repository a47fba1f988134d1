using System.Globalization;
using Systemfel.Workflows.Imports.Planning;

namespace Systemfel.Web.Features.Import;

/// <summary>What was answered for the rows of one page.</summary>
public sealed class AnswerForm
{
    public List<int> Rad { get; set; } = [];
    public List<string?> Svar { get; set; } = [];
    /// <summary>What each row's answer was when the page was shown: what stands so still was not answered here, whatever somebody else has answered since.</summary>
    public List<string?> Stod { get; set; } = [];
    /// <summary>'12:key' for each likely find in row 12 that is no person.</summary>
    public List<string> Accepted { get; set; } = [];

    public ImportAnswers Change(ImportAnswers before)
    {
        var rows = new Dictionary<int, string>(before.Rows);
        var byAll = before.ByAll.ToHashSet();
        for (var i = 0; i < Math.Min(Rad.Count, Svar.Count); i++)
        {
            // The form sends all rows of its page: what stands as it stood was not answered here.
            var stood = i < Stod.Count ? Stod[i] ?? "" : before.Rows.GetValueOrDefault(Rad[i], "");
            if ((Svar[i] ?? "") == stood) continue;
            byAll.Remove(Rad[i]);
            if (Svar[i] is { Length: > 0 and < 40 } answer && IsAnswer(answer)) rows[Rad[i]] = answer;
            else rows.Remove(Rad[i]);
        }
        var accepted = before.AcceptedInRow.ToDictionary(r => r.Key, r => r.Value.ToHashSet());
        foreach (var pair in Accepted.Select(a => a.Split(':')).Where(p => p.Length == 2 && p[1].Length is > 0 and < 40))
        {
            if (!int.TryParse(pair[0], NumberStyles.None, CultureInfo.InvariantCulture, out var row)) continue;
            if (!accepted.TryGetValue(row, out var keys)) accepted[row] = keys = [];
            keys.Add(pair[1]);
        }
        return before with { Rows = rows, AcceptedInRow = accepted, ByAll = byAll };
    }

    private static bool IsAnswer(string answer) => answer is ImportAnswers.Own or ImportAnswers.Leave || answer.StartsWith(ImportAnswers.Count + ":", StringComparison.Ordinal);
}
