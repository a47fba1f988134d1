using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.FollowingUp;

namespace Systemfel.Web.Features.Lists;

public sealed record MeasureRow(Deficiency Case, Measure Measure, string? Authority, string? Party);

/// <summary>What has been promised, a row a measure.</summary>
public static class MeasureList
{
    public static ListOf<MeasureRow> Of(Audience who) => new("measures", "atgarder", "Åtgärder",
    [
        new("Nummer", m => m.Case.Number),
        new("Rubrik", m => m.Case.Title),
        new("Myndighet", m => m.Authority),
        new("Åtgärd", m => who.Words(m.Measure.Text)),
        new("Ansvarig", m => who.Words(m.Party ?? m.Measure.Responsible)),
        new("Klart senast", m => m.Measure.DueOn),
        new("Läge", m => MeasureWords.Of(m.Measure.State)),
        new("Delmål", m => Number(m, p => p.Of)),
        new("Klara delmål", m => Number(m, p => p.Done)),
        new("Klart i procent", m => Number(m, p => p.Percent)),
        new("Utlovad", m => m.Measure.PromisedAt.SwedishDay()),
    ]);

    public static async IAsyncEnumerable<MeasureRow> ReadAsync(SystemfelReader reader, IQueryable<Deficiency> which, long organisationId, [EnumeratorCancellation] CancellationToken ct)
    {
        var parties = await reader.Parties.Where(p => p.OrganisationId == organisationId).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        await foreach (var cases in CaseBatches.ReadAsync(which, ct))
        {
            var ids = cases.Keys.ToList();
            var measures = await reader.Measures.Include(m => m.Milestones).Where(m => ids.Contains(m.DeficiencyId)).OrderBy(m => m.DeficiencyId).ThenBy(m => m.Id).ToListAsync(ct);
            var lines = measures.ConvertAll(m => m.BookmarkId);
            var authorities = await reader.Bookmarks.Where(b => lines.Contains(b.Id) && b.AddresseeId != null)
                .Select(b => new { b.Id, b.Addressee!.OtherName, b.Addressee.Authority.Name }).ToDictionaryAsync(b => b.Id, b => b.OtherName == "" ? b.Name : b.OtherName, ct);
            foreach (var m in measures)
                yield return new MeasureRow(cases[m.DeficiencyId], m, authorities.GetValueOrDefault(m.BookmarkId), m.ResponsiblePartyId is { } p ? parties.GetValueOrDefault(p) : null);
        }
    }

    /// <summary>Empty for a measure without milestones.</summary>
    private static long? Number(MeasureRow row, Func<MilestoneProgress, int> of) => MilestoneProgress.For(row.Measure) is { Of: > 0 } progress ? of(progress) : null;
}
