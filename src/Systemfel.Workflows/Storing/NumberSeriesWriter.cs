using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Storing;

/// <summary>Gives running numbers, inside the caller's transaction: SF-2026-0042, PO 2026/118.</summary>
internal static class NumberSeriesWriter
{
    public static async Task<string> NextAsync(SystemfelDb db, long organisationId, string series, int year, CancellationToken ct)
    {
        var row = await db.NumberSeries.SingleOrDefaultAsync(n => n.OrganisationId == organisationId && n.Series == series && n.Year == year, ct);
        if (row == null) db.Add(row = new NumberSeries { OrganisationId = organisationId, Series = series, Year = year });
        row.Last++;
        return Format(series, year, row.Last);
    }

    public static string Format(string series, int year, int number) =>
        series == "SF" ? $"SF-{year}-{number:0000}" : $"{series} {year}/{number}";
}
