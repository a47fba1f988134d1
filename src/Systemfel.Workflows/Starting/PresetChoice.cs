using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Starting;

/// <summary>Chooses how an organisation works, before it has cases and meetings; later the route is changed in its editor. For its administrator.</summary>
public sealed class PresetChoice
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal PresetChoice(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Takes a preset's route and groups into use. Choosing the one in use again changes nothing.</summary>
    /// <param name="organisationId">The organisation.</param>
    /// <param name="preset">The preset's id.</param>
    /// <param name="seen">What the person has confirmed (<see cref="PresetPlan.Seen"/>); empty before they have seen anything.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>Null when it is chosen; else what it would replace, which is to be confirmed first, and nothing is stored.</returns>
    /// <exception cref="MoveRefusedException">It is in use, someone sits in a group that would end, or there is no such preset.</exception>
    public async Task<PresetPlan?> ChooseAsync(long organisationId, string preset, string seen, Actor actor, CancellationToken ct = default)
    {
        PresetPlan? asked = null;
        await new SetupChange(_db, _calendar).RunAsync(organisationId, actor, "start.preset", async organisation =>
        {
            if (!RouteReader.Presets.Contains(preset)) throw new MoveRefusedException("Välj ett av arbetssätten.", "preset");
            var current = await _db.RouteVersions.SingleOrDefaultAsync(r => r.Id == organisation.CurrentRouteId, ct);
            if (organisation.PresetKey == preset && current?.RouteKey == preset) return false;
            if (await _db.Deficiencies.AnyAsync(d => d.OrganisationId == organisationId, ct) || await _db.Meetings.AnyAsync(m => m.OrganisationId == organisationId, ct))
                throw new MoveRefusedException("Det finns redan systemfel eller möten, så arbetssättet kan inte bytas här. Finns det bara exempel, töm dem först.", "preset");
            var version = current?.RouteKey == preset ? current : await VersionAsync(organisationId, preset, actor, ct);
            var groups = await _db.Groups.Include(g => g.Parties).Where(g => g.OrganisationId == organisationId).OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync(ct);
            var plan = PresetPlan.Of(current?.RouteKey, RouteReader.Read(version.Json), groups);
            await RefuseWhatIsInUseAsync(plan.Ends.Select(g => g.Id).ToList(), ct);
            if (plan.Replaces && plan.Seen != seen)
            {
                asked = plan;
                return false;
            }
            organisation.CurrentRoute = version;
            organisation.PresetKey = preset;
            Apply(organisationId, plan);
            return true;
        }, ct);
        return asked;
    }

    /// <summary>The latest version that the organisation has of the preset's route, or the one that it comes with.</summary>
    private async Task<RouteVersion> VersionAsync(long organisationId, string preset, Actor actor, CancellationToken ct) =>
        await _db.RouteVersions.Where(r => r.OrganisationId == organisationId && r.RouteKey == preset && r.Version > 0).OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct)
            ?? new RouteVersion
            {
                OrganisationId = organisationId,
                RouteKey = preset,
                Version = RouteReader.Read(RouteReader.Preset(preset)).Version,
                Json = RouteReader.Preset(preset),
                CreatedAt = _calendar.Now,
                CreatedById = actor.AccountId,
            };

    private async Task RefuseWhatIsInUseAsync(List<long> ends, CancellationToken ct)
    {
        if (await _db.Memberships.Where(m => m.GroupId != null && ends.Contains(m.GroupId.Value)).Select(m => m.Account.DisplayName).FirstOrDefaultAsync(ct) is { } name)
            throw new MoveRefusedException($"Det finns konton som sitter i grupper som försvinner, {name} till exempel. Ta bort dem ur grupperna under Konton först.", "preset");
        if (await _db.MeetingSeries.AnyAsync(s => ends.Contains(s.GroupId) && s.EndedAt == null, ct) || await _db.Set<Data.Meetings.RaisedPoint>().AnyAsync(p => ends.Contains(p.GroupId) && p.ClosedAt == null, ct))
            throw new MoveRefusedException("Grupper som försvinner har mötesserier eller väckta punkter. Avsluta dem först.", "preset");
    }

    private void Apply(long organisationId, PresetPlan plan)
    {
        foreach (var group in plan.Ends) group.EndedAt = _calendar.Now;
        foreach (var part in plan.Comes)
        {
            var kind = PresetPlan.KindOf(part);
            _db.Add(new Group
            {
                OrganisationId = organisationId,
                Code = part.Id,
                Name = part.Label,
                Kind = kind,
                SortOrder = Order(part.Id),
                MeetingsPerYear = part.MeetingsPerYear ?? PresetPlan.UsualMeetingsPerYear(kind),
                Parties = kind == GroupKind.Team ? [] : [.. plan.Seated.Select(p => new GroupParty { PartyId = p })],
            });
        }
        foreach (var group in plan.Returns) (group.EndedAt, group.SortOrder) = (null, Order(group.Code));
        foreach (var stay in plan.Stays)
        {
            var kind = PresetPlan.KindOf(stay.Part);
            (stay.Group.Name, stay.Group.SortOrder) = (stay.NewName ?? stay.Group.Name, Order(stay.Group.Code));
            if (stay.IsUsual) stay.Group.MeetingsPerYear = stay.Part.MeetingsPerYear ?? PresetPlan.UsualMeetingsPerYear(kind);
            stay.Group.Kind = kind;
        }

        int Order(string code) => plan.Route.Groups.ToList().FindIndex(g => g.Id == code);
    }
}
