using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What one party took with it from the last meeting.</summary>
public sealed record SinceLastParty(string Plate, string Name, IReadOnlyList<SinceLastLine> Lines);

/// <summary>A question that was taken home or written, and where it stands.</summary>
public sealed record SinceLastLine(
    long BookmarkId, long CaseId, string Number, string Title, string Stage, string Targets, DateOnly? Due, string? Said)
{
    public bool AwaitsAnswer => Stage == Stages.AwaitingAnswer;
}

public sealed class OralAnswerForm
{
    public long Rad { get; set; }
    public string? Targets { get; set; }
    public string? Key { get; set; }
    public string? Kind { get; set; }
    public string? Text { get; set; }
    public string? Date { get; set; }
    public string? Who { get; set; }
    public string? By { get; set; }
    /// <summary>Keys of likely finds of personal data that are no person.</summary>
    public List<string> Accepted { get; set; } = [];
}

/// <summary>Reads 'sedan sist': the group's lines that were taken home or written, open or closed since its last meeting.</summary>
public sealed class SinceLastReader(SystemfelReader reader)
{
    private static readonly string[] Beyond = [Stages.AwaitingAnswer, Stages.FollowUp, Stages.Effect, Stages.Closed];

    public async Task<IReadOnlyList<SinceLastParty>> ReadAsync(Meeting meeting, DateOnly? previous, Viewer viewer, CancellationToken ct)
    {
        var after = previous is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : DateTimeOffset.MinValue;
        var visible = reader.Deficiencies.VisibleTo(viewer);
        var lines = await reader.Bookmarks
            .Where(b => b.GroupId == meeting.GroupId && Beyond.Contains(b.Stage) && (b.Stage != Stages.Closed || b.ClosedAt >= after))
            .Where(b => visible.Any(d => d.Id == b.DeficiencyId))
            .Include(b => b.Deficiency.Municipality).Include(b => b.Addressee!.Authority).Include(b => b.Addressee!.Party).Include(b => b.WaitsForParty!.Authority)
            .AsSplitQuery().ToListAsync(ct);
        var decidedToday = meeting.Items.SelectMany(i => i.Decisions)
            .Where(d => d.UndoneAt == null && d.MoveId is "take-home" or "write-to-authority").ToLookup(d => d.DeficiencyId, d => d.DecidedAt);
        lines.RemoveAll(b => decidedToday[b.DeficiencyId].Any(at => at == b.Since));
        var ids = lines.ConvertAll(b => b.Id);
        var answers = await reader.Answers.Where(a => ids.Contains(a.BookmarkId) && a.State == AnswerState.Accepted).ToListAsync(ct);
        // A line that closed without anybody ever being asked was not taken home.
        lines.RemoveAll(b => b.Stage == Stages.Closed && answers.All(a => a.BookmarkId != b.Id));
        var parties = meeting.Group.Parties.Select(p => p.Party).ToList();
        var audience = await Audience.OfRoomAsync(reader, meeting.OrganisationId, ct);
        return [.. lines.Select(b => (Line: b, Who: WhoOf(b, parties, audience)))
            .GroupBy(l => l.Who).OrderBy(g => g.Key.Name, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("sv-SE"), false))
            .Select(g => new SinceLastParty(g.Key.Plate, g.Key.Name,
                [.. g.OrderBy(l => MeetingWords.Step(l.Line.Stage)).ThenBy(l => l.Line.Due).ThenBy(l => l.Line.Id).Select(l => LineOf(l.Line, answers))]))];
    }

    private static SinceLastLine LineOf(Bookmark b, List<Answer> answers)
    {
        var last = answers.Where(a => a.BookmarkId == b.Id).MaxBy(a => a.DecidedAt);
        var said = last?.Kind is { } kind ? AnswerKinds.Labels[kind] : null;
        if (b.Stage == Stages.FollowUp && b.Note.Length > 0) said = b.Note;
        return new SinceLastLine(b.Id, b.DeficiencyId, b.Deficiency.Number, b.Deficiency.Title, b.Stage, Targets.Of(b).ToString(),
            b.Stage is Stages.AwaitingAnswer or Stages.FollowUp ? b.Due : null, said);
    }

    /// <summary>The party that took it home; once it no longer waits for it, the group's party that the addressee is.</summary>
    private static (string Plate, string Name) WhoOf(Bookmark b, List<Party> parties, Audience audience)
    {
        if (b.WaitsForParty is { } waits) return (waits.Authority?.Plate ?? "", waits.Name);
        if (b.Addressee is not { } addressee) return ("", "Övriga");
        var known = addressee.Party ?? parties.Find(p => p.AuthorityId == addressee.AuthorityId
            && (p.MunicipalityId == null || p.MunicipalityId == b.Deficiency.MunicipalityId && b.Deficiency.Municipality is { } m && audience.Sees(m)));
        return (addressee.Authority.Plate, known?.Name ?? addressee.Authority.Name);
    }
}
