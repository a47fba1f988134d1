using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Tests.Reports;

/// <summary>What tests of reports do over and over: a filled-in form, a look into the tables, a meeting that moves a case on.</summary>
internal static class Reporting
{
    /// <summary>A form in which nothing is missing, with changes on top.</summary>
    public static (string Name, string Value)[] Filled(string title, params (string Name, string Value)[] changes)
    {
        (string Name, string Value)[] all =
        [
            ("Kind", "Deficiency"), ("Authorities", "KO"), ("Title", title), ("Level", "2"), ("Municipality", "flera"),
            ("Pattern", "Telefontiden är en timme om dagen och linjen är upptagen."), ("Band", "TwoToFour"), ("act", "send"),
        ];
        return [.. all.Where(f => changes.All(c => c.Name != f.Name)), .. changes];
    }

    public static Task<Page> ReportAsync(this Browser browser, string title, params (string Name, string Value)[] changes) =>
        browser.PostFormAsync("/rapportera", Filled(title, changes));

    public static Task<Deficiency?> FindAsync(this WebHost host, string title) =>
        host.WithAsync<SystemfelReader, Deficiency?>(r => r.Deficiencies.Include(d => d.Bookmarks).SingleOrDefaultAsync(d => d.Title == title));

    public static Task<int> CountAsync(this WebHost host, Func<SystemfelReader, IQueryable<object>> of) =>
        host.WithAsync<SystemfelReader, int>(r => of(r).CountAsync());

    /// <summary>Whether words stand anywhere in what has been written by people: cases, drafts, events, answers.</summary>
    public static Task<bool> IsStoredAsync(this WebHost host, string words) => host.WithAsync<SystemfelReader, bool>(async r =>
        await r.Drafts.AnyAsync(d => d.FieldsJson.Contains(words))
        || await r.Deficiencies.AnyAsync(d => (d.Title + d.Pattern + d.Consequence + d.Proposal).Contains(words))
        || await r.CaseEvents.AnyAsync(e => e.Data!.Contains(words))
        || await r.AuthorQuestions.AnyAsync(q => q.Answer!.Contains(words)));

    public static async Task<Actor> ActorAsync(this WebHost host, string email) => await host.WithAsync<SystemfelReader, Actor>(async r =>
    {
        var account = await r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == email);
        return new Actor(account.Id, account.DisplayName, account.Memberships);
    });

    /// <summary>Opens today's monthly review, which takes in what has been sent.</summary>
    public static async Task OpenReviewAsync(this WebHost host, Actor coordinator)
    {
        var organisation = await host.OrganisationAsync();
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().DateTime);
        var team = await host.WithAsync<SystemfelReader, long>(r =>
            r.Groups.Where(g => g.OrganisationId == organisation && g.Kind == GroupKind.Team).Select(g => g.Id).SingleAsync());
        var meeting = await host.WithAsync<SystemfelReader, long>(r =>
            r.Meetings.Where(m => m.GroupId == team && m.OpenedAt != null).Select(m => m.Id).FirstOrDefaultAsync());
        await host.WithAsync<MeetingService, bool>(async m =>
        {
            if (meeting == 0) meeting = await m.PlanAsync(team, today.AddDays(1), "Teams", coordinator);
            await m.OpenAsync(meeting, coordinator);
            return true;
        });
    }

    /// <summary>Decides on a case in the review that is open.</summary>
    public static async Task DecideAsync(this WebHost host, string title, Move move, Actor coordinator)
    {
        var subject = await host.FindAsync(title);
        var item = await host.WithAsync<SystemfelReader, long>(r => r.AgendaItems.Where(i => i.DeficiencyId == subject!.Id).Select(i => i.Id).SingleAsync());
        await host.WithAsync<CaseMoves, long>(m =>
            m.MakeAsync(subject!.Id, move, Targets.Of(subject.Bookmarks), coordinator, Guid.NewGuid().ToString(), new InMeeting(item)));
    }

    /// <summary>Makes a move outside meetings.</summary>
    public static async Task MakeAsync(this WebHost host, string title, Move move, Actor actor)
    {
        var subject = await host.FindAsync(title);
        await host.WithAsync<CaseMoves, long>(m => m.MakeAsync(subject!.Id, move, Targets.Of(subject.Bookmarks), actor, Guid.NewGuid().ToString()));
    }

    /// <summary>A signed-in ombud of one's own.</summary>
    public static async Task<Browser> OmbudAsync(this WebHost host, string email)
    {
        await host.CreateAccountAsync(email, Role.Ombud);
        return await host.SignedInAsync(email);
    }

    public static async Task<Actor> CoordinatorAsync(this WebHost host, string email)
    {
        await host.CreateAccountAsync(email, Role.Coordinator, Role.Ombud);
        return await host.ActorAsync(email);
    }
}
