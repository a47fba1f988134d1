using System.Globalization;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.County;

/// <summary>Puts writers of a county's year one after another, before they read it.</summary>
internal static class CountyLocks
{
    /// <summary>Of a year that is there.</summary>
    public static Task YearAsync(SystemfelDb db, long yearId, CancellationToken ct) => CaseLocks.FormAsync(db, string.Create(CultureInfo.InvariantCulture, $"county-year:{yearId}"), ct);

    /// <summary>Of one that may not be there yet.</summary>
    public static Task PublishingAsync(SystemfelDb db, string county, int year, CancellationToken ct) => CaseLocks.FormAsync(db, string.Create(CultureInfo.InvariantCulture, $"county-publishing:{county}:{year}"), ct);
}
