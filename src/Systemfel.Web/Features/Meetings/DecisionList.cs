using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Meetings;

public sealed record DecisionRow(Meeting Meeting, string Number, string Title, Decision Decision);

/// <summary>What the meetings have decided, a row a decision that holds.</summary>
public static class DecisionList
{
    private const int Batch = 20;

    public static ListOf<DecisionRow> Of(Audience who) => new("decisions", "beslut", "Beslut",
    [
        new("Möte", d => MeetingWords.NameOf(d.Meeting.Group)),
        new("Dag", d => d.Meeting.Date),
        new("Paragraf", d => d.Decision.Paragraph > 0 ? d.Decision.Paragraph : (long?)null),
        new("Nummer", d => d.Number),
        new("Rubrik", d => d.Title),
        new("Beslut", d => who.Words(d.Decision.Text)),
        new("Vem", d => who.Words(d.Decision.Who)),
        new("Svar senast", d => d.Decision.AnswerBy),
        new("Beslutat", d => d.Decision.DecidedAt),
        new("Protokollets diarienummer", d => d.Meeting.RegistryNumber),
    ]);

    /// <summary>Of the meetings that a person may see, about the cases that they may see; of one meeting when it is named.</summary>
    public static async IAsyncEnumerable<DecisionRow> ReadAsync(SystemfelReader reader, Viewer viewer, long organisationId, long? meetingId, [EnumeratorCancellation] CancellationToken ct)
    {
        var ids = await reader.Meetings.VisibleTo(viewer).Where(m => m.OrganisationId == organisationId && m.OpenedAt != null && (meetingId == null || m.Id == meetingId))
            .OrderByDescending(m => m.Date).ThenByDescending(m => m.Id).Select(m => m.Id).ToListAsync(ct);
        foreach (var batch in ids.Chunk(Batch))
        {
            var meetings = await reader.Meetings.Where(m => batch.Contains(m.Id)).Include(m => m.Group)
                .Include(m => m.Items).ThenInclude(i => i.Decisions.Where(d => d.UndoneAt == null)).AsSplitQuery().ToDictionaryAsync(m => m.Id, ct);
            var about = meetings.Values.SelectMany(m => m.Items).Select(i => i.DeficiencyId).Distinct().ToList();
            var cases = await reader.Deficiencies.VisibleTo(viewer).Where(d => about.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Title }).ToDictionaryAsync(d => d.Id, ct);
            foreach (var meeting in batch.Select(id => meetings[id]))
                foreach (var decision in meeting.Items.SelectMany(i => i.Decisions).Where(d => cases.ContainsKey(d.DeficiencyId)).OrderBy(d => d.Paragraph).ThenBy(d => d.DecidedAt))
                    yield return new DecisionRow(meeting, cases[decision.DeficiencyId].Number, cases[decision.DeficiencyId].Title, decision);
        }
    }
}
