using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Register;

/// <summary>A view among those above the register; without a count, an own one that asks for something that is no longer there.</summary>
public sealed record ViewLink(string Label, string Href, int? Count, bool Current);

public sealed record RegisterPage(
    RegisterQuestion Question, RegisterLists Lists, RegisterHits Hits, IReadOnlyList<RegisterLine> Rows, IReadOnlyList<ViewLink> Views, Pager Pager, DateOnly Today)
{
    /// <summary>The account may keep views of its own, and mail them.</summary>
    public bool MaySave { get; init; }

    /// <summary>The own view that is shown; null for another question.</summary>
    public long? OwnView { get; init; }
}

/// <summary>All cases that a person may see, filtered, sorted, and as a file.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation, Role.CountyBoard)]
public sealed class RegisterController(SystemfelReader reader, CurrentViewer current, RegisterIndex index, TimeProvider time) : Controller
{
    [HttpGet("/register")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var (register, lists, question, sight, audience) = await AskAsync(ct);
        var today = time.Today();
        var filter = await question.Kept.FilterAsync(reader, ct);
        var hits = register.Search(filter, sight, today, (question.Page - 1) * RegisterQuestion.PageSize, RegisterQuestion.PageSize);
        if (hits.Ids.Count == 0 && hits.Total > 0) return Redirect(question.Url());
        var rows = await RegisterRows.ReadAsync(reader, hits.Ids, audience, today, ct);
        var own = await OwnViews.ReadAsync(reader, current.Viewer, lists, ct);
        List<ViewLink> views = [.. BuiltInViews.Of(lists, question, view => register.Count(view, sight, today), today)];
        foreach (var view in own) views.Add(await LinkAsync(view, question, register, sight, today, ct));
        var pager = new Pager(question.Page, RegisterQuestion.PageSize, hits.Total, page => question.Url(page));
        return View("Register", new RegisterPage(question, lists, hits, rows, views, pager, today)
        {
            MaySave = audience.IsTeam,
            OwnView = own.FirstOrDefault(v => !v.IsOutdated && v.Question.Url() == question.Url())?.View.Id,
        });
    }

    [HttpGet("/register.csv"), HttpGet("/register.xlsx")]
    public async Task<IActionResult> Export(CancellationToken ct)
    {
        var (register, _, question, sight, audience) = await AskAsync(ct);
        var hits = register.Search(await question.Kept.FilterAsync(reader, ct), sight, time.Today());
        return new ListResult<Deficiency>(RegisterList.Of(audience, time.Today()), RegisterList.ReadAsync(reader, hits.Ids, ct));
    }

    private async Task<(RegisterSnapshot, RegisterLists, RegisterQuestion, RegisterSight, Audience)> AskAsync(CancellationToken ct)
    {
        var organisation = current.Viewer.HomeOrganisationId ?? throw new Workflows.Running.CaseNotFoundException();
        var audience = await Audience.OfAsync(reader, current.Viewer, organisation, ct);
        var lists = await RegisterLists.LoadAsync(reader, organisation, audience, ct);
        var sight = await RegisterIndex.SightAsync(reader, current.Viewer, organisation, ct);
        return (await index.NowAsync(organisation, ct), lists, new RegisterQuestion(Request.Query, lists), sight, audience);
    }

    private async Task<ViewLink> LinkAsync(OwnView view, RegisterQuestion asked, RegisterSnapshot register, RegisterSight sight, DateOnly today, CancellationToken ct) => view.IsOutdated
        ? new ViewLink(view.View.Name, $"/vyer#vy-{view.View.Id}", null, false)
        : new ViewLink(view.View.Name, view.Question.Url(), register.Count(await view.Question.Kept.FilterAsync(reader, ct), sight, today), view.Question.Url() == asked.Url());
}
