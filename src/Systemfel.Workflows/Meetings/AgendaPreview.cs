using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>The agenda as it would be if the meeting were opened: for pages about meetings that have not been.</summary>
public sealed class AgendaPreview(SystemfelReader reader)
{
    /// <param name="group">Who meets.</param>
    /// <param name="on">The meeting's day.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<AgendaLine>> OfAsync(Group group, DateOnly on, CancellationToken ct = default)
    {
        var waiting = await WithOccurrences(reader.Bookmarks.Before(group)).ToListAsync(ct);
        // What has been sent in comes before the review when it opens.
        if (group.Kind == GroupKind.Team)
            waiting.AddRange(await WithOccurrences(reader.Bookmarks.Where(b =>
                b.Stage == Stages.Submitted && b.Deficiency.OrganisationId == group.OrganisationId)).ToListAsync(ct));
        return Agenda.Of(waiting, on);
    }

    private static IQueryable<Bookmark> WithOccurrences(IQueryable<Bookmark> bookmarks) =>
        bookmarks.Include(b => b.Deficiency).ThenInclude(d => d.Occurrences);
}
