using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Starting;

namespace Systemfel.Web.Features.Guide;

/// <summary>A step of the start guide, and what there is of it.</summary>
public sealed record GuideStep(string Path, string Name, string What, string State, bool IsDone);

/// <summary>The steps in their order. Whether one is done is read from what is stored: there is nothing else to remember.</summary>
public sealed class GuideSteps(SystemfelReader reader)
{
    public static readonly IReadOnlyList<(string Path, string Name)> Order =
    [
        ("arbetssatt", "Arbetssätt"), ("verksamhet", "Verksamhet"), ("grupper", "Grupper"), ("parter", "Parter"),
        ("kontakter", "Kontakter"), ("e-post", "E-post"), ("konton", "Konton"), ("exempel", "Exempel"),
    ];

    /// <summary>The step after this one; the overview after the last.</summary>
    public static string After(string path)
    {
        var next = Order.ToList().FindIndex(s => s.Path == path) + 1;
        return next < Order.Count ? $"/start/{Order[next].Path}" : "/start";
    }

    public async Task<IReadOnlyList<GuideStep>> ReadAsync(long organisation, CancellationToken ct)
    {
        var o = await reader.Organisations.Include(x => x.CurrentRoute).SingleAsync(x => x.Id == organisation, ct);
        var municipalities = await reader.Municipalities.CountAsync(m => m.OrganisationId == organisation, ct);
        var groups = await reader.Groups.Where(g => g.OrganisationId == organisation && g.EndedAt == null).ToListAsync(ct);
        var parties = await reader.Parties.CountAsync(p => p.OrganisationId == organisation, ct);
        var contacts = await reader.Contacts.CountAsync(c => c.OrganisationId == organisation && c.State != ContactState.Retired, ct);
        var tested = await reader.OutboxItems.AnyAsync(i => i.OrganisationId == organisation && i.Purpose == "test", ct);
        var accounts = await reader.Accounts.CountAsync(a => a.DisabledAt == null && a.Memberships.Any(m => m.OrganisationId == organisation), ct);
        var examples = await reader.Deficiencies.CountAsync(d => d.OrganisationId == organisation && d.IsExample, ct);
        // What is in use is chosen, whoever chose it: it can no longer be changed here.
        var isChosen = o.PresetKey.Length > 0 || await reader.Deficiencies.AnyAsync(d => d.OrganisationId == organisation && !d.IsExample, ct) || await reader.Meetings.AnyAsync(m => m.OrganisationId == organisation, ct);
        // By who can have done it: the log is long.
        var administrators = reader.Memberships.Where(m => m.OrganisationId == organisation && m.Role == Role.Administrator).Select(m => m.AccountId);
        var emptied = await reader.AccessLog.AnyAsync(l => administrators.Contains(l.AccountId) && l.What == ExampleRemoval.Logged && l.SubjectId == organisation, ct);
        return
        [
            Step(0, "Vilka som går igenom, beslutar och informeras", !isChosen ? "Inte valt" : o.CurrentRoute is { } route ? RouteReader.Read(route.Json).Name : "Valt", isChosen),
            Step(1, "Namn, huvudman, län och kommuner", $"{o.Name}, {municipalities} {(municipalities == 1 ? "kommun" : "kommuner")}", o.Name.Length > 0 && o.Phone.Length > 0 && municipalities > 0),
            Step(2, "Vad de heter och hur ofta de träffas", string.Join(", ", groups.OrderBy(g => g.SortOrder).ThenBy(g => g.Id).Select(g => g.MeetingsPerYear > 0 ? g.Name : $"{g.Name} (antal möten inte angivet)")), groups.Count > 1),
            Step(3, "Myndigheter, kommuner och brukarorganisationer", $"{parties} {(parties == 1 ? "part" : "parter")}", parties > 0),
            Step(4, "Dit brev går", $"{contacts} {(contacts == 1 ? "kontakt" : "kontakter")}", contacts > 0),
            Step(5, "Vad som ska ställas in, och ett provbrev", tested ? "Provbrev skickat" : "Inget provbrev skickat", tested),
            Step(6, "De som ska arbeta i Systemfel", $"{accounts} {(accounts == 1 ? "konto" : "konton")}", accounts > 1),
            Step(7, "Se hur det ser ut, och töm sedan", examples > 0 ? $"{examples} exempel" : emptied ? "Prövade och tömda" : "Inga exempel", examples > 0 || emptied),
        ];
    }

    private static GuideStep Step(int n, string what, string state, bool done) => new($"/start/{Order[n].Path}", Order[n].Name, what, state, done);
}
