using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Meetings;

/// <summary>An agenda as one person may see it.</summary>
/// <param name="Order">All its cases from first to last, as they stood when it was read: what names its order.</param>
/// <param name="Points">Those that this person may see.</param>
public sealed record ShownAgenda(IReadOnlyList<long> Order, IReadOnlyList<AgendaPoint> Points);

/// <summary>Reads the items of an agenda as one person may see them: only cases that are granted to them, in the words of their audience.</summary>
public sealed class AgendaPointsReader(SystemfelReader reader, AgendaPreview preview, RouteCache routes, TimeProvider time)
{
    private sealed record Place(long CaseId, AgendaSection Section, long? AuthorityId, long? SubAreaId, long? MergeInto);

    /// <summary>The agenda of a meeting that has not been opened.</summary>
    public async Task<ShownAgenda> PlannedAsync(MeetingRights rights, CancellationToken ct)
    {
        var lines = await preview.OfAsync(rights.Meeting, ct);
        var audience = await MeetingAudience.OfAsync(reader, rights, ct);
        return await ShownAsync([.. lines.Select(l => new Place(l.DeficiencyId, l.Section, l.Place.AuthorityId, l.Place.SubAreaId, l.MergeInto))], rights, audience, ct);
    }

    /// <summary>The agenda of an open meeting, without what was only answered under 'sedan sist'.</summary>
    public async Task<ShownAgenda> OpenAsync(MeetingRights rights, CancellationToken ct)
    {
        var audience = await MeetingAudience.OfAsync(reader, rights, ct);
        return await ShownAsync([.. AgendaArrangement.Shown(rights.Meeting.Items).Select(PlaceOf)], rights, audience, ct);
    }

    /// <summary>One item of an open meeting; null when its case may not be seen.</summary>
    public async Task<AgendaPoint?> OfItemAsync(AgendaItem item, MeetingRights rights, Audience audience, CancellationToken ct)
    {
        var place = PlaceOf(item);
        if (item.Section == AgendaSection.ProposedMerge) place = place with { MergeInto = await preview.MergeOfAsync(item.DeficiencyId, ct) };
        return (await ReadAsync([place], rights, audience, ct)).FirstOrDefault();
    }

    private static Place PlaceOf(AgendaItem item) => new(item.DeficiencyId, item.Section, null, null, null);

    private async Task<ShownAgenda> ShownAsync(List<Place> places, MeetingRights rights, Audience audience, CancellationToken ct) =>
        new(places.ConvertAll(p => p.CaseId), await ReadAsync(places, rights, audience, ct));

    private async Task<IReadOnlyList<AgendaPoint>> ReadAsync(List<Place> places, MeetingRights rights, Audience audience, CancellationToken ct)
    {
        var (meeting, viewer) = (rights.Meeting, rights.Viewer);
        var ids = places.ConvertAll(p => p.CaseId);
        var cases = await reader.Deficiencies.VisibleTo(viewer).Where(d => ids.Contains(d.Id)).Include(d => d.Organisation)
            .Include(d => d.Addressees).ThenInclude(a => a.Authority).Include(d => d.Addressees).ThenInclude(a => a.SubArea)
            .Include(d => d.Occurrences).Include(d => d.Municipality).Include(d => d.Bookmarks).ThenInclude(b => b.WaitsForParty)
            .Include(d => d.Instance.RouteVersion)
            .AsSplitQuery().ToDictionaryAsync(d => d.Id, ct);
        var earlier = places.Select(p => p.MergeInto).OfType<long>().ToList();
        var others = await reader.Deficiencies.VisibleTo(viewer).Where(d => earlier.Contains(d.Id))
            .Select(d => new EarlierCase(d.Id, d.Number, d.Title, d.Pattern)).ToDictionaryAsync(d => d.Id, ct);
        var remarks = (await reader.Remarks.Where(r => r.GroupId == meeting.GroupId && ids.Contains(r.DeficiencyId)).Include(r => r.Party)
            .OrderBy(r => r.At).ToListAsync(ct)).ToLookup(r => r.DeficiencyId);
        return [.. places.Where(p => cases.ContainsKey(p.CaseId)).Select(p => PointOf(
            p, cases[p.CaseId], rights, audience, [.. remarks[p.CaseId]], meeting.Items.Find(i => i.DeficiencyId == p.CaseId)?.Supports ?? [],
            others.GetValueOrDefault(p.MergeInto ?? 0)))];
    }

    private AgendaPoint PointOf(
        Place place, Deficiency subject, MeetingRights rights, Audience audience, List<Remark> remarks, List<Support> supports, EarlierCase? merge)
    {
        // An erased or withdrawn text leaves nothing to read.
        var comments = remarks.Where(r => r.Kind == RemarkKind.Comment && r.Text.Length > 0).ToList();
        var important = remarks.Where(r => r.Kind == RemarkKind.ImportantToUs).Select(r => NameOf(r.Party, audience)).ToList();
        var about = AboutOf(place, subject, rights.Meeting);
        return new AgendaPoint(subject, place.Section, NameOf(about, subject, audience), Priority.Of(subject, important.Count), audience)
        {
            NeedsApproval = FourEyes.IsMissing(subject.Organisation, subject),
            Important = important,
            Comments = [.. comments.Select(r => new Said(NameOf(r.Party, audience), r.Text))],
            AlsoSee = [.. supports.Where(s => s.Kind == SupportKind.SeesItToo).Select(s => s.Party.Name)],
            Reservations = [.. supports.Where(s => s.Kind == SupportKind.Reservation && s.Text.Length > 0).Select(s => new Said(s.Party.Name, s.Text))],
            IsElsewhere = !HereOf(subject, rights.Meeting).Any() && LateOf(subject, rights.Meeting, audience).Any(),
            Late = [.. LateOf(subject, rights.Meeting, audience)],
            Because = [.. HereOf(subject, rights.Meeting).Select(b => (BecauseOf(b), b.Note)).Where(b => b.Item1.Length > 0).Distinct()],
            Merge = merge,
            Voices = rights.Meeting.State == MeetingState.Planned ? [.. VoicesOf(subject, rights, remarks, supports)] : [],
        };
    }

    /// <summary>'Lovat men inte gjort, tillbaka 3 oktober'.</summary>
    private static string BecauseOf(Bookmark b) => MeetingWords.Of(b.Mark) is { } why ? why + (b.Mark == BookmarkMark.NotDone ? $", tillbaka {b.Since.SwedishDay().Long()}" : "") : "";

    private static string NameOf(Party party, Audience audience) => audience.Name(party) ?? "";

    private static string NameOf(Addressee? about, Deficiency subject, Audience audience)
    {
        if (about == null) return "Utan mottagare";
        var area = audience.Name(about.SubArea, subject.MunicipalityId);
        return area == null ? about.Authority.Name : $"{about.Authority.Name}, {Hosting.Swedish.InSentence(area)}";
    }

    /// <summary>The addressee by which the agenda groups it; in an open meeting that of its line before the group.</summary>
    private static Addressee? AboutOf(Place place, Deficiency subject, Meeting meeting)
    {
        var inOrder = subject.Addressees.OrderBy(a => a.SortOrder).ToList();
        if (place.AuthorityId != null) return inOrder.Find(a => a.AuthorityId == place.AuthorityId && a.SubAreaId == place.SubAreaId);
        var here = HereOf(subject, meeting).Select(b => b.AddresseeId).ToList();
        return inOrder.Find(a => here.Contains(a.Id)) ?? inOrder.FirstOrDefault();
    }

    internal static IEnumerable<Bookmark> HereOf(Deficiency subject, Meeting meeting) => subject.Bookmarks.Where(b =>
        meeting.Group.Kind == GroupKind.Team ? b.Stage is Stages.Review or Stages.Submitted : b.Stage == Stages.Group && b.GroupId == meeting.GroupId);

    private IEnumerable<LateLine> LateOf(Deficiency subject, Meeting meeting, Audience audience)
    {
        var today = time.Today();
        var group = meeting.Group.Kind == GroupKind.Team ? (long?)null : meeting.GroupId;
        foreach (var b in subject.Bookmarks.Where(b => b.Stage is Stages.AwaitingAnswer or Stages.FollowUp && b.GroupId == group && b.Due < today))
        {
            var addressee = subject.Addressees.Find(a => a.Id == b.AddresseeId);
            yield return new LateLine(audience.Name(b.WaitsForParty) ?? addressee?.Authority.Name ?? "", b.Stage == Stages.FollowUp, b.Due!.Value, b.Mark == BookmarkMark.AtChair);
        }
    }

    private IEnumerable<Voice> VoicesOf(Deficiency subject, MeetingRights rights, List<Remark> remarks, List<Support> supports)
    {
        foreach (var (party, role) in rights.StandsFor)
        {
            var addressed = role == Role.Member && SeesFirst.IsAddressed(party, subject);
            yield return new Voice(party.Id, party.Name, role == Role.UserOrganisation)
            {
                HasMarked = remarks.Exists(r => r.PartyId == party.Id && r.Kind == RemarkKind.ImportantToUs),
                SeesItToo = supports.Exists(s => s.PartyId == party.Id && s.Kind == SupportKind.SeesItToo),
                Reservation = supports.Find(s => s.PartyId == party.Id && s.Kind == SupportKind.Reservation)?.Text ?? "",
                CommentsFrom = addressed ? SeesFirst.From(rights.Meeting, routes.Of(subject.Instance.RouteVersion).Deadlines) : null,
                Comment = remarks.Find(r => r.PartyId == party.Id && r.Kind == RemarkKind.Comment)?.Text ?? "",
            };
        }
    }
}
