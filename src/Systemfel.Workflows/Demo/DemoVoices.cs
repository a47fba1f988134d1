using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>What the demo's parties say before the groups' next meetings, through the same door as on the page.</summary>
internal sealed class DemoVoices(SystemfelDb db, SwedishCalendar calendar, DemoStage stage)
{
    private readonly Beforehand _beforehand = new(db, calendar, new RouteCache(), Texts.Checker);
    private readonly RaisedPoints _raised = new(db, calendar, Texts.Checker);

    public async Task SpeakAsync(CancellationToken ct)
    {
        var sg1 = Next("sg1");
        var falun = await CaseAsync(sg1, "FAL", ct);
        var ludvika = await CaseAsync(sg1, "LUD", ct);
        await _beforehand.MarkAsync(sg1.Id, falun, Party("ledamot.falun"), isImportant: true, Who("ledamot.falun"), ct);
        await _beforehand.MarkAsync(sg1.Id, ludvika, Party("ledamot.ludvika"), isImportant: true, Who("ledamot.ludvika"), ct);
        await _beforehand.MarkAsync(sg1.Id, ludvika, Party("rsmh"), isImportant: true, Who("rsmh"), ct);
        await _beforehand.SupportAsync(sg1.Id, ludvika, Party("attention"), SupportKind.SeesItToo, "", [], Who("attention"), ct);
        await _raised.RaiseAsync(sg1.Id, Party("rsmh"), "Vi vill tala om hur boendestöd ges under tiden som en ansökan utreds.", [], Who("rsmh"), ct);
        // The route lets the addressed unit comment from some days before the meeting; on which day the demo is made varies.
        if (SeesFirst.From(sg1, stage.Simulation.Route.Deadlines) <= calendar.Today)
            await _beforehand.CommentAsync(sg1.Id, falun, Party("ledamot.falun"), "Kommunen ser över rutinen och berättar mer på mötet.", [], Who("ledamot.falun"), ct);
        var sg2 = Next("sg2");
        var insurance = await db.Bookmarks.Where(b => b.Stage == Stages.Group && b.GroupId == sg2.GroupId && b.Addressee!.Authority.Code == "FK")
            .OrderBy(b => b.DeficiencyId).Select(b => b.DeficiencyId).FirstAsync(ct);
        await _beforehand.CommentAsync(sg2.Id, insurance, Party("ledamot.fk"), "Frågan ägs av huvudkontoret. Vi tar med ett svar därifrån.", [], Who("ledamot.fk"), ct);
    }

    private Meeting Next(string group) => stage.Meetings.Where(m => m.GroupId == stage.Simulation.Facts.Groups[group].Id && m.State == MeetingState.Planned).MinBy(m => m.Date)!;

    private Actor Who(string name) => stage.Actors[$"{name}@demo.example"];

    private long Party(string name) => Who(name).Memberships[0].PartyId!.Value;

    /// <summary>A case before the group that is about a municipality.</summary>
    private Task<long> CaseAsync(Meeting meeting, string municipality, CancellationToken ct) => db.Bookmarks
        .Where(b => b.Stage == Stages.Group && b.GroupId == meeting.GroupId && b.Deficiency.Municipality!.Code == municipality)
        .OrderBy(b => b.DeficiencyId).Select(b => b.DeficiencyId).FirstAsync(ct);
}
