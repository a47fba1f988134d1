using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>The agenda as it would be if the meeting were opened: for pages about meetings that have not been.</summary>
public sealed class AgendaPreview(SystemfelReader reader, SwedishCalendar calendar)
{
    /// <summary>What would stand there, without examples and without looking for merges to propose: for counting.</summary>
    /// <param name="group">Who meets.</param>
    /// <param name="on">The meeting's day.</param>
    /// <param name="ct">Stops the reading.</param>
    public Task<IReadOnlyList<AgendaLine>> OfAsync(Group group, DateOnly on, CancellationToken ct = default) =>
        (AgendaSources.Of(reader) with { Bookmarks = reader.Bookmarks.Where(b => !b.Deficiency.IsExample) }).ReadAsync(group, on, calendar.Today, withSubmitted: true, MergeHits.None, ct);

    /// <summary>The whole agenda of a planned meeting, in the order that was chosen for it.</summary>
    /// <param name="meeting">Loaded with its group and items.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<AgendaLine>> OfAsync(Meeting meeting, CancellationToken ct = default) => AgendaArrangement.Arranged(
        meeting.Items, await AgendaSources.Of(reader).ReadAsync(meeting.Group, meeting.Date, calendar.Today, withSubmitted: true, hits: null, ct));

    /// <summary>The earlier case that one may be merged into.</summary>
    /// <param name="caseId">A case in the review.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Its id; null when none is like it.</returns>
    public async Task<long?> MergeOfAsync(long caseId, CancellationToken ct = default)
    {
        var subject = await reader.Deficiencies.Include(d => d.Addressees).SingleAsync(d => d.Id == caseId, ct);
        var sources = AgendaSources.Of(reader);
        return (await MergeProposals.OfAsync([subject], await MergeProposals.SearchAsync([subject], sources, ct), sources, ct)).TryGetValue(caseId, out var other) ? other : null;
    }
}
