using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Text;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Reads the case of one item, and what can be decided on it.</summary>
public sealed class CaseOnScreenReader(SystemfelReader reader, RouteCache routes, CurrentViewer current, AgendaPointsReader points)
{
    private const int SimilarShown = 2;

    public async Task<CaseOnScreen> ReadAsync(
        AgendaItem item, MeetingRights rights, DecisionForm form, Func<long, DateOnly?> nextMeeting, DateOnly today, CancellationToken ct)
    {
        var meeting = rights.Meeting;
        var team = meeting.Group.Kind == GroupKind.Team;
        var subject = await reader.Deficiencies
            .Include(d => d.Addressees).ThenInclude(a => a.Authority).Include(d => d.Addressees).ThenInclude(a => a.SubArea)
            .Include(d => d.Organisation).Include(d => d.Bookmarks).Include(d => d.Occurrences).Include(d => d.Municipality).Include(d => d.Questions)
            .Include(d => d.Instance).ThenInclude(i => i.RouteVersion)
            .AsSplitQuery().SingleAsync(d => d.Id == item.DeficiencyId, ct);
        var route = routes.Of(subject.Instance.RouteVersion);
        var groups = await reader.Groups.Where(g => g.OrganisationId == meeting.OrganisationId).OrderBy(g => g.Code).ToListAsync(ct);
        var audience = await MeetingAudience.OfAsync(reader, rights, ct);
        var point = await points.OfItemAsync(item, rights, audience, ct);
        // A merge that is proposed comes filled in; what was typed stands.
        if (point?.Merge is { } merge) form.Case ??= merge.Number;
        var panel = WithKeys(PanelOf(item, subject, route, rights, form, groups.FindAll(g => g.EndedAt == null), nextMeeting, today, audience));
        if (panel.Choices.Any(c => c.Move == "inform-parties")) panel = panel with { Told = await ToldAsync(meeting.OrganisationId, ct) };
        var needsApproval = FourEyes.IsMissing(subject.Organisation, subject);
        return new CaseOnScreen(item.Id, subject, panel)
        {
            Audience = audience,
            NeedsApproval = needsApproval,
            MayApprove = needsApproval && FourEyes.MayApprove(subject.Organisation, subject, rights.Viewer.AccountId) && rights.MayMake(route.Move("approve-text")!),
            Section = item.Section,
            Point = point,
            Seen = SeenOf(subject, audience),
            // What the author has added waits for the approval like the rest of the text.
            Because = BecauseOf(subject, item, meeting, withAnswer: team || !needsApproval),
            Similar = team ? await SimilarAsync(subject, rights.Viewer, ct) : [],
            Links = await reader.LinksOfAsync(subject.Id, rights.Viewer, ct),
            Beside = meeting.State != MeetingState.Open ? [] : [.. route.AllMoves.Where(m => OwnMoves.IsBeside(m.Id) && m.Id != "unlink" && rights.MayMake(m) && subject.Bookmarks.Exists(b => m.From.Contains(b.Stage)))],
            Line = team ? DecisionLine.Of(subject, route, groups, nextMeeting, today) : null,
            Supports = [.. meeting.Group.Parties.Select(p => p.Party).Where(p => p.Kind == PartyKind.UserOrganisation)
                .OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => SupportOf(p, item, rights))],
        };
    }

    private async Task<IReadOnlyList<PartyChoice>> ToldAsync(long organisation, CancellationToken ct) =>
        [.. (await reader.Parties.Where(p => p.OrganisationId == organisation).Select(p => new { p.Id, p.Name }).ToListAsync(ct))
            .OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => new PartyChoice(p.Id, p.Name, false))];

    private static DecisionPanel PanelOf(
        AgendaItem item, Deficiency subject, RouteDefinition route, MeetingRights rights, DecisionForm form, IReadOnlyList<Group> groups,
        Func<long, DateOnly?> nextMeeting, DateOnly today, Audience audience)
    {
        var meeting = rights.Meeting;
        var stage = meeting.Group.Kind == GroupKind.Team ? Stages.Review : Stages.Group;
        var standing = item.Decisions.Where(d => d.UndoneAt == null).OrderBy(d => d.DecidedAt).ToList();
        var decided = standing.FindAll(Undecided.IsTheDecision);
        // A decision that leaves its line where it stands (on hold, tabled, author asked) bears the line's instant.
        var open = subject.Bookmarks.Where(b => b.Stage == stage && (stage == Stages.Review || b.GroupId == meeting.GroupId))
            .Where(b => !decided.Exists(d => d.DecidedAt == b.Since)).OrderBy(b => b.Id).ToList();
        var replaces = open.Count == 0 && decided.Count == 1 ? decided[0].Id : (long?)null;
        var choices = Choices.Of(route, stage, meeting.Group, rights.MayMake, groups, nextMeeting, nextMeeting(meeting.GroupId), decided);
        var next = nextMeeting(meeting.GroupId);
        var panel = new DecisionPanel(choices, form)
        {
            Lines = [.. open.Select(b => LineOf(b, subject))],
            Targets = Targets.Of(open.Count > 0 ? open : replaces == null ? [] : subject.Bookmarks).ToString(),
            Decisions = standing,
            Replaces = replaces,
            Open = choices.FirstOrDefault(c => c.Asks && c.Value == form.Chosen),
            NextMeeting = next,
        };
        if (stage != Stages.Group) return panel;
        // What was posted stands, also a date that was cleared.
        if (form.Gor == null) panel = panel with { AnswerBy = AnswerBy.Proposed(route.Deadlines, today, next) };
        return PartyChoices.Add(panel, meeting, subject, open.Count > 0 ? open : subject.Bookmarks, audience);
    }

    private DecisionPanel WithKeys(DecisionPanel panel)
    {
        var keys = MeetingKeys.Read(current.ShortcutKeys).On([.. Choices.Actions(panel.Choices), .. MeetingKeys.Common]);
        var choices = panel.Choices.Select(c => c with { Key = keys[c.Value] }).ToList();
        return panel with { Choices = choices, Keys = keys, Open = choices.Find(c => c.Value == panel.Open?.Value) };
    }

    private static OpenLine LineOf(Bookmark b, Deficiency subject)
    {
        var addressee = subject.Addressees.Find(a => a.Id == b.AddresseeId);
        return new OpenLine(b.Id, b.Version, addressee?.Authority.Plate ?? "", addressee?.Authority.Name ?? "Hela systemfelet");
    }

    internal static string SeenOf(Deficiency d, Audience audience)
    {
        var counted = d.Occurrences.Where(o => o.UndoneAt == null).ToList();
        var municipalities = counted.Select(o => o.MunicipalityId).Append(d.MunicipalityId).OfType<long>().Distinct().Count();
        var first = counted.Select(o => o.Month).Append(d.PeriodFrom ?? d.SubmittedAt.SwedishDay()).Min();
        var text = counted.Count == 0 ? "1 gång" : $"{counted.Count + 1} gånger sedan {first.Month()}";
        if (municipalities > 1) text += $" i {MeetingWords.Count(municipalities)} kommuner";
        return d.Band == null ? text + "." : $"{text}, {audience.Persons(d.Band)}.";
    }

    private static List<(string, string)> BecauseOf(Deficiency d, AgendaItem item, Meeting meeting, bool withAnswer)
    {
        var because = AgendaPointsReader.HereOf(d, meeting).Where(b => MeetingWords.Of(b.Mark) != null && b.Since <= meeting.OpenedAt)
            .Select(b => (MeetingWords.Of(b.Mark)!, b.Note)).Distinct().ToList();
        if (withAnswer && d.Questions.Where(q => q.Answer != null).MaxBy(q => q.AnsweredAt) is { } answered)
            because.Add(("Komplettering", $"{answered.Text} {answered.Answer}"));
        if (item.Section == AgendaSection.HoldDue) because.Add(("Har väntat", "Tiden eller antalet som ni väntade på är nått."));
        return because;
    }

    private async Task<IReadOnlyList<SimilarCase>> SimilarAsync(Deficiency subject, Viewer viewer, CancellationToken ct)
    {
        if (SearchWords.Similar($"{subject.Title} {subject.Pattern}") is not { } query) return [];
        var hits = await reader.SearchAsync(query, 12, ct);
        var found = await reader.Deficiencies.VisibleTo(viewer)
            .Where(d => hits.Contains(d.Id) && d.Id != subject.Id && d.OrganisationId == subject.OrganisationId && d.IsExample == subject.IsExample && d.Instance.ClosedAt == null && !d.IsDraft)
            .Select(d => new SimilarCase(d.Id, d.Number, d.Title)).ToListAsync(ct);
        return [.. found.OrderBy(f => hits.IndexOf(f.Id)).Take(SimilarShown)];
    }

    private static SupportRow SupportOf(Party p, AgendaItem item, MeetingRights rights) => new(
        p.Id, p.Name, item.Supports.Exists(s => s.PartyId == p.Id && s.Kind == SupportKind.SeesItToo),
        item.Supports.Find(s => s.PartyId == p.Id && s.Kind == SupportKind.Reservation)?.Text ?? "", rights.MaySpeakFor(p.Id));
}
