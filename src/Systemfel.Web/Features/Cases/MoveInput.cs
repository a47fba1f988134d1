using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Web.Features.Cases;

/// <summary>What was typed into the form of a move. What cannot be read becomes an error at its field.</summary>
public sealed class MoveInput(IFormCollection form, ModelStateDictionary errors, TextCheck check, long? numbered = null)
{
    private CheckedText? _checked;

    /// <summary>What the check of personal data left for the writer to see to.</summary>
    public IReadOnlyList<Find> Finds => _checked?.Open ?? [];

    public string Text(string name) => form[name].ToString().Trim().ReplaceLineEndings("\n");

    public DateOnly? Date(string name)
    {
        var text = Text(name);
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        errors.AddModelError(name, "Skriv datumet som 2026-11-30.");
        return null;
    }

    public int? Number(string name)
    {
        var text = Text(name);
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        errors.AddModelError(name, "Skriv ett antal med siffror.");
        return null;
    }

    public long? Id(string name) => long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The case whose number was typed.</summary>
    public long? Numbered => numbered;

    public IReadOnlyList<long> Ids(string name) =>
        [.. form[name].Select(v => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];

    public IReadOnlyList<string> All(string name) => [.. form[name].OfType<string>().Where(v => v.Length > 0)];

    public T? Choice<T>(string name) where T : struct, Enum =>
        Enum.TryParse<T>(Text(name), out var value) && Enum.IsDefined(value) ? value : null;

    /// <exception cref="Workflows.Running.MoveRefusedException">It is too long, or the check failed.</exception>
    public CheckedText Check(string text)
    {
        TextCheck.RefuseTooLong(text);
        return _checked = check.Check(text, form["accepted"].OfType<string>());
    }
}
