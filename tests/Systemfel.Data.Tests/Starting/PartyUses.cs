using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Tests.Databases;

namespace Systemfel.Data.Tests.Starting;

/// <summary>Rows that name a party, each by a word.</summary>
internal static class PartyUses
{
    private static readonly Dictionary<string, Func<Place, object>> Rows = new()
    {
        ["contact"] = p => new Contact { OrganisationId = p.Org, PartyId = p.Party, Name = "Registrator", Address = "registrator@huddinge.example" },
        ["raised"] = p => new RaisedPoint { OrganisationId = p.Org, GroupId = p.Group, PartyId = p.Party, ById = p.Account, Text = "Väntetider" },
        ["remark"] = p => new Remark { GroupId = p.Group, DeficiencyId = p.Case, PartyId = p.Party, ById = p.Account, Kind = RemarkKind.ImportantToUs },
        ["support"] = p => new AgendaItem { MeetingId = p.Meeting, DeficiencyId = p.Case, Supports = { new Support { PartyId = p.Party, Kind = SupportKind.SeesItToo } } },
        ["attendance"] = p => new Attendance { MeetingId = p.Meeting, PartyId = p.Party, Name = "Siv Sand" },
        ["invitation"] = p => new Invitation { MeetingId = p.Meeting, PartyId = p.Party, Name = "Siv Sand", Address = "siv@huddinge.example" },
        ["adjustment"] = p => new Adjustment { MeetingId = p.Meeting, PartyId = p.Party, Name = "Siv Sand" },
        ["letter"] = p => new Letter { OrganisationId = p.Org, PartyId = p.Party },
        ["turn"] = p => new MeetingSeries { OrganisationId = p.Org, GroupId = p.Group, HostRotation = p.Party.ToString(CultureInfo.InvariantCulture), EndedAt = DateTimeOffset.UnixEpoch },
    };

    public static async Task AddAsync(StoredWorld world, string use, long subject, long party)
    {
        var group = world.Groups["sg1"];
        await world.Database.WriteAsync(async db =>
        {
            var meeting = await db.Meetings.Where(m => m.GroupId == group).Select(m => m.Id).FirstAsync();
            await db.Groups.Where(g => use == "invites" && g.Id == group).ExecuteUpdateAsync(s => s.SetProperty(g => g.InviterPartyId, party));
            await db.Addressees.Where(a => use == "addressee" && a.DeficiencyId == subject).ExecuteUpdateAsync(s => s.SetProperty(a => a.PartyId, party));
            db.AddRange(Rows.Where(r => r.Key == use).Select(r => r.Value(new Place(world.Org, party, group, meeting, subject, world.Coordinator.AccountId!.Value))));
        });
    }

    private sealed record Place(long Org, long Party, long Group, long Meeting, long Case, long Account);
}
