using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Storing;

/// <summary>Gives running numbers, inside the caller's transaction: SF-2026-0042, PO 2026/118.</summary>
internal static class NumberSeriesWriter
{
    public static async Task<string> NextAsync(SystemfelDb db, long organisationId, string series, int year, CancellationToken ct) =>
        Format(series, year, await TakeAsync(db, organisationId, series, year, 1, ct));

    /// <summary>Takes several at once.</summary>
    /// <returns>The last of them.</returns>
    public static async Task<int> TakeAsync(SystemfelDb db, long organisationId, string series, int year, int count, CancellationToken ct)
    {
        // One statement, so that two writers can never be given the same number.
        var last = await db.Database.SqlQuery<int>($"""
            INSERT INTO "NumberSeries" ("OrganisationId", "Series", "Year", "Last") VALUES ({organisationId}, {series}, {year}, {count})
            ON CONFLICT ("OrganisationId", "Series", "Year") DO UPDATE SET "Last" = "NumberSeries"."Last" + {count} RETURNING "Last" AS "Value"
            """).ToListAsync(ct);
        return last[0];
    }

    public static string Format(string series, int year, int number) =>
        series == "SF" ? $"SF-{year}-{number:0000}" : $"{series} {year}/{number}";
}
