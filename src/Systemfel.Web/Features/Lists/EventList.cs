using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;

namespace Systemfel.Web.Features.Lists;

/// <summary>What has happened to the cases, a row an event, as the team reads it on the case's page.</summary>
public static class EventList
{
    public static ListOf<CaseEvent> Columns { get; } = new("events", "handelser", "Händelser",
    [
        new("Nummer", e => e.Deficiency.Number),
        new("Ordning", e => e.Seq),
        new("När", e => e.At),
        new("Vem", e => e.Actor?.DisplayName),
        new("Myndighet", e => e.Addressee is { } a ? (a.OtherName.Length > 0 ? a.OtherName : a.Authority.Name) : null),
        new("Händelse", e => Words(e)),
        new("Slag", e => e.Kind),
    ]);

    public static async IAsyncEnumerable<CaseEvent> ReadAsync(SystemfelReader reader, IQueryable<Deficiency> which, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var cases in CaseBatches.ReadAsync(which, ct))
        {
            var ids = cases.Keys.ToList();
            var events = await reader.CaseEvents.Where(e => ids.Contains(e.DeficiencyId)).OrderBy(e => e.DeficiencyId).ThenBy(e => e.Seq)
                .Include(e => e.Deficiency).Include(e => e.Actor).Include(e => e.Addressee!.Authority).ToListAsync(ct);
            foreach (var e in events) yield return e;
        }
    }

    private static string Words(CaseEvent e) =>
        e.Data is null && e.Deficiency.ErasedAt is null ? "Innehållet är maskerat. Händelsen finns kvar i kedjan." : EventWords.Of(e).Whole;
}
