using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Reports;

namespace Systemfel.Web.Features.Reports;

/// <summary>The check of personal data over a whole report, told field by field, and what the writer answers to its finds.</summary>
internal static class ReportCheck
{
    /// <summary>What the form says of its own texts. When they could not be checked it says so, and nothing may be sent.</summary>
    /// <param name="check">The check.</param>
    /// <param name="fields">The form.</param>
    /// <param name="municipality">The name of the municipality that was chosen.</param>
    public static CheckedReport Read(TextCheck check, ReportFields fields, string? municipality)
    {
        if (fields.TooLong is { } name)
            return CheckedReport.Unchecked($"{Words.Capital(ReportLabels.Of(name))}: {TextCheck.TooLong(fields.Text(name))}");
        try
        {
            return new CheckedReport(
                Boxes(check, fields),
                IndirectRisk.Read(new RiskSubject(fields.AllText(), municipality, fields.Band == nameof(Data.Cases.AffectedBand.One))), null);
        }
        catch (TextNotCheckedException e)
        {
            return CheckedReport.Unchecked(e.Message);
        }
    }

    /// <exception cref="TextNotCheckedException">The check failed.</exception>
    public static IReadOnlyDictionary<string, FindBox> Boxes(TextCheck check, ReportFields fields) =>
        Placed(check, fields).ToDictionary(p => p.Key, p => FindBox.Of(p.Key, fields.Text(p.Key), p.Value, fields.Accepted));

    /// <summary>
    /// Carries out what a button of a find says: 'bort:Pattern:key' takes the words out, 'byt:…' puts the neutral wording in
    /// their place, 'ok:key' remembers that they are no person, 'ater:key' forgets it again.
    /// </summary>
    /// <exception cref="TextNotCheckedException">The check failed.</exception>
    public static ReportFields Answer(TextCheck check, ReportFields fields, string button)
    {
        var parts = button.Split(':');
        return parts switch
        {
            ["ok", var key] => fields with { Accepted = [.. fields.Accepted.Append(key).Distinct()] },
            ["ater", var key] => fields with { Accepted = [.. fields.Accepted.Where(k => k != key)] },
            ["bort" or "byt", var field, var key] when ReportFields.TextNames.Contains(field) => Change(check, fields, field, key, parts[0] == "byt"),
            _ => fields,
        };
    }

    private static ReportFields Change(TextCheck check, ReportFields fields, string field, string key, bool replace)
    {
        var finds = Placed(check, fields)[field].Where(f => f.Key == key).Reverse().ToList();
        return fields.WithTexts((name, text) => name == field
            ? finds.Aggregate(text, (t, f) => TextEdit.Put(t, f.Start, f.End, replace ? f.Replacement ?? "" : ""))
            : text);
    }

    /// <summary>The check reads all fields as one text, as it does when the report is sent in; its finds are put back where they stand.</summary>
    private static Dictionary<string, List<Find>> Placed(TextCheck check, ReportFields fields)
    {
        var placed = ReportFields.TextNames.ToDictionary(n => n, _ => new List<Find>());
        var finds = check.Check(fields.AllText()).Finds;
        var start = 0;
        foreach (var name in ReportFields.TextNames)
        {
            var length = fields.Text(name).Length;
            placed[name].AddRange(finds.Where(f => f.Start >= start && f.Start < start + length)
                .Select(f => f with { Start = f.Start - start, End = Math.Min(f.End - start, length) }));
            start += length + ReportFields.Separator.Length;
        }
        return placed;
    }
}

/// <summary>A report with what was found in it.</summary>
/// <param name="Boxes">By field.</param>
/// <param name="Risk">How easily its parts together point at someone; null when it could not be checked.</param>
/// <param name="Problem">Swedish: why it could not be checked; null when it was.</param>
public sealed record CheckedReport(IReadOnlyDictionary<string, FindBox> Boxes, RiskReading? Risk, string? Problem)
{
    /// <summary>The id of the place on the page where <see cref="Problem"/> stands.</summary>
    public const string ProblemId = "granska-fel";

    public static CheckedReport Unchecked(string problem) =>
        new(ReportFields.TextNames.ToDictionary(n => n, n => FindBox.Of(n, "", [], [])), null, problem);
}

/// <summary>Takes words out of a sentence, or others in, without leaving a hole.</summary>
internal static class TextEdit
{
    public static string Put(string text, int start, int end, string words)
    {
        if (words.Length > 0) return string.Concat(text.AsSpan(0, start), AtStart(text, start) ? Words.Capital(words) : words, text.AsSpan(end));
        if (start > 0 && end < text.Length && text[start - 1] == '(' && text[end] == ')') (start, end) = (start - 1, end + 1);
        if (start > 0 && text[start - 1] == ' ' && (end == text.Length || " .,;:!?)\n".Contains(text[end], StringComparison.Ordinal))) start--;
        else if (start == 0 && end < text.Length && text[end] == ' ') end++;
        return string.Concat(text.AsSpan(0, start), text.AsSpan(end));
    }

    private static bool AtStart(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        return before.Length == 0 || before[^1] is '.' or '!' or '?' || text[at - 1] == '\n';
    }
}
