using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Starting;

namespace Systemfel.Web.Features.Guide;

/// <summary>The start guide: how the organisation works, what it is called, who meets and who takes letters. A page a step, each stored by itself.</summary>
[AllowedRoles(Role.Administrator), Route("start")]
public sealed class GuideController(SystemfelReader reader, StartGuide guide, PresetChoice presets, GuideSteps steps, CurrentViewer current) : Controller
{
    private long Organisation => current.Viewer.OrganisationsWith([Role.Administrator])[0];

    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Steps", await steps.ReadAsync(Organisation, ct));

    [HttpGet("arbetssatt")]
    public async Task<IActionResult> Preset(CancellationToken ct) => View("Preset", await PresetAsync(null, ct));

    [HttpPost("arbetssatt")]
    public async Task<IActionResult> Preset(string? preset, string? seen, CancellationToken ct)
    {
        PresetPlan? asked = null;
        if (!await this.TryMoveAsync(async () => asked = await presets.ChooseAsync(Organisation, preset ?? "", seen ?? "", Me, ct))) return View("Preset", await PresetAsync(preset, ct));
        return asked is null ? Next("arbetssatt") : View("PresetConfirm", new PresetConfirmModel(asked, seen is { Length: > 0 }));
    }

    [HttpGet("verksamhet")]
    public async Task<IActionResult> Place(string? lan, CancellationToken ct)
    {
        var id = Organisation;
        var o = await reader.Organisations.SingleAsync(x => x.Id == id, ct);
        var names = await reader.Municipalities.Where(m => m.OrganisationId == id).Select(m => m.Name).ToListAsync(ct);
        var form = new PlaceForm { Name = o.Name, HostName = o.HostName, County = lan ?? o.County, Phone = o.Phone };
        form.Municipality.AddRange(Counties.Municipalities.Where(m => names.Contains(m.Name)).Select(m => m.Code));
        return View("Place", Offering(form));
    }

    [HttpPost("verksamhet")]
    public async Task<IActionResult> Place(PlaceForm form, string? visa, CancellationToken ct)
    {
        // Another county's municipalities are shown; what was typed stays.
        if (visa != null) return View("Place", Offering(form));
        return await this.TryMoveAsync(() => guide.NameAsync(Organisation, form.Input(), Me, ct)) ? Next("verksamhet") : View("Place", Offering(form));
    }

    [HttpGet("grupper")]
    public async Task<IActionResult> Groups(CancellationToken ct) => View("Groups", (await GroupsAsync(ct))
        .ConvertAll(g => new GroupRow(g.Id, g.Name, g.MeetingsPerYear.ToString(CultureInfo.InvariantCulture), g.Kind == GroupKind.Team)));

    [HttpPost("grupper")]
    public async Task<IActionResult> Groups(GroupsForm form, CancellationToken ct)
    {
        var stored = await GroupsAsync(ct);
        var rows = form.Id.Select((id, i) => new GroupRow(
            id, form.Name.ElementAtOrDefault(i) ?? "", form.Meetings.ElementAtOrDefault(i) ?? "", stored.Exists(g => g.Id == id && g.Kind == GroupKind.Team))).ToList();
        var inputs = rows.ConvertAll(r => new GroupInput(r.Id, r.Name, int.TryParse(r.Meetings, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1));
        return await this.TryMoveAsync(() => guide.SetGroupsAsync(Organisation, inputs, Me, ct)) ? Next("grupper") : View("Groups", rows);
    }

    [HttpGet("parter")]
    public async Task<IActionResult> Parties(CancellationToken ct) => View("Parties", await PartiesAsync(new PartyForm(), ct));

    [HttpPost("parter")]
    public async Task<IActionResult> Parties(PartyForm form, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => guide.AddPartyAsync(Organisation, form.Name ?? "", form.AuthorityId, form.Authority == PartyForm.Other, form.Group, Me, ct))) return View("Parties", await PartiesAsync(form, ct));
        this.Confirm($"{form.Name?.Trim()} är tillagd. Lägg till fler eller gå vidare.");
        return Redirect("/start/parter");
    }

    [HttpPost("parter/platser")]
    public async Task<IActionResult> Seats(SeatsForm form, CancellationToken ct)
    {
        if (form.Changes() is not { } changes) return NotFound();
        var changed = 0;
        if (!await this.TryMoveAsync(async () => changed = await guide.SeatAsync(Organisation, changes, Me, ct)))
        {
            var page = await PartiesAsync(new PartyForm(), ct);
            return View("Parties", page with { Sits = form.Sits.ToHashSet() });
        }
        this.Confirm(changed == 0 ? "Platserna är som de var." : "Platserna är sparade.");
        return Redirect("/start/parter");
    }

    private RedirectResult Next(string step)
    {
        this.Confirm("Sparat.");
        return Redirect(GuideSteps.After(step));
    }

    private async Task<PresetModel> PresetAsync(string? typed, CancellationToken ct)
    {
        var id = Organisation;
        var o = await reader.Organisations.Include(x => x.CurrentRoute).SingleAsync(x => x.Id == id, ct);
        var isReal = await reader.Deficiencies.AnyAsync(d => d.OrganisationId == id && !d.IsExample, ct) || await reader.Meetings.AnyAsync(m => m.OrganisationId == id, ct);
        var use = isReal ? PresetUse.Real : await reader.Deficiencies.AnyAsync(d => d.OrganisationId == id, ct) ? PresetUse.Examples : PresetUse.None;
        return new PresetModel(
            [.. RouteReader.Presets.Select(p => RouteReader.Read(RouteReader.Preset(p)))], typed ?? o.PresetKey, o.CurrentRoute is { } route ? RouteReader.Read(route.Json) : null, use);
    }

    private static PlaceModel Offering(PlaceForm form) =>
        new(form, [.. Counties.Of(form.County ?? "").Union(Counties.Municipalities.Where(m => form.Municipality.Contains(m.Code)))]);

    private Task<List<Group>> GroupsAsync(CancellationToken ct)
    {
        var id = Organisation;
        return reader.Groups.Where(g => g.OrganisationId == id && g.EndedAt == null).OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync(ct);
    }

    private async Task<PartiesModel> PartiesAsync(PartyForm form, CancellationToken ct)
    {
        var id = Organisation;
        var parties = await reader.Parties.Include(p => p.Authority).Where(p => p.OrganisationId == id).OrderBy(p => p.Name).ToListAsync(ct);
        var groups = await reader.Groups.Include(g => g.Parties).Where(g => g.OrganisationId == id && g.Kind != GroupKind.Team && g.EndedAt == null).OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync(ct);
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == id).OrderBy(a => a.SortOrder).ToListAsync(ct);
        var rows = parties.ConvertAll(p => new PartyRow(p.Id, p.Name, p.Authority?.Name ?? (p.Kind switch { PartyKind.CountyBoard => "Länsstyrelse", PartyKind.Other => "Annan", _ => "Organisation" }),
            string.Join(", ", groups.Where(g => g.Parties.Exists(x => x.PartyId == p.Id)).Select(g => g.Name))));
        var seats = groups.SelectMany(g => g.Parties.Select(p => SeatsForm.Seat(g.Id, p.PartyId))).ToHashSet();
        return new PartiesModel(form, rows, authorities, groups, seats, seats);
    }
}
