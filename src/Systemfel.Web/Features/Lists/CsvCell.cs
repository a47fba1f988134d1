namespace Systemfel.Web.Features.Lists;

/// <summary>
/// Text that a spreadsheet must not take for a formula (CWE-1236): what begins like one gets an apostrophe before it. The
/// full-width forms count too, since some programs fold them.
/// </summary>
public static class CsvCell
{
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\u2212";

    public static string Safe(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        // Some programs trim blanks, also those of no width, before they look for a formula.
        var first = text.AsSpan().TrimStart(" \u00A0\u200B\u2060\uFEFF");
        return first.Length > 0 && Dangerous.Contains(first[0]) ? "'" + text : text;
    }
}
