using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Storing;

/// <summary>The empty case that a split fills: with a number of its own, on the route of the one it comes from, before the PO team.</summary>
internal static class SplitCases
{
    public static async Task<Deficiency> NewAsync(SystemfelDb db, Deficiency from, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var year = SwedishCalendar.DateOf(now).Year;
        var part = new Deficiency
        {
            OrganisationId = from.OrganisationId,
            AuthorId = actor.AccountId ?? from.AuthorId,
            Year = year,
            Number = await NumberSeriesWriter.NextAsync(db, from.OrganisationId, "SF", year, ct),
            Instance = new Instance { RouteVersionId = from.Instance.RouteVersionId },
            Bookmarks = { new Bookmark { Stage = Stages.Review, Since = now, Version = 1 } },
        };
        db.Add(part);
        return part;
    }
}
