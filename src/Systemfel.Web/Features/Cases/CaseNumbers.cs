using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Cases;

/// <summary>Finds a case by its number, whole ('SF-2026-0109') or as it is said ('109').</summary>
public static class CaseNumbers
{
    /// <returns>Null when nothing was said.</returns>
    /// <exception cref="MoveRefusedException">This viewer sees no such case.</exception>
    public static async Task<long?> FindAsync(SystemfelReader reader, string? text, Viewer viewer, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var said = text.Trim().ToUpperInvariant();
        var digits = said.Split(' ')[0];
        var number = digits.All(char.IsAsciiDigit) && digits.Length <= 4 ? $"-{digits.PadLeft(4, '0')}" : null;
        var found = await reader.Deficiencies.VisibleTo(viewer)
            .Where(d => d.Number == said || (number != null && d.Number.EndsWith(number)))
            .OrderByDescending(d => d.Year).Select(d => (long?)d.Id).FirstOrDefaultAsync(ct);
        return found ?? throw new MoveRefusedException($"Det finns inget systemfel med numret {text.Trim()}. Skriv numret, till exempel SF-2026-0109.", "case");
    }
}
