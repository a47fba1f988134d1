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

public sealed record SavedView(string Label, string Href, int Count, bool Current);

public sealed record RegisterPage(
    RegisterQuestion Question, RegisterLists Lists, RegisterHits Hits, IReadOnlyList<RegisterLine> Rows, IReadOnlyList<SavedView> Views, Pager Pager, DateOnly Today);

/// <summary>All cases that a person may see, filtered, sorted, and as a file.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation, Role.CountyBoard)]
public sealed class RegisterController(SystemfelReader reader, CurrentViewer current, RegisterIndex index, TimeProvider time) : Controller
{
    /// <summary>More hits of a word than this say nothing; the newest of them would be lost otherwise.</summary>
    private const int MostFound = 200_000;

    [HttpGet("/register")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var (register, lists, question, sight, audience) = await AskAsync(ct);
        var today = time.Today();
        var filter = question.Filter(await FoundAsync(question, ct));
        var hits = register.Search(filter, sight, today, (question.Page - 1) * RegisterQuestion.PageSize, RegisterQuestion.PageSize);
        if (hits.Ids.Count == 0 && hits.Total > 0) return Redirect(question.Url());
        var rows = await RegisterRows.ReadAsync(reader, hits.Ids, audience, today, ct);
        var views = SavedViews.Of(lists, question, view => register.Count(view, sight, today), today);
        var pager = new Pager(question.Page, RegisterQuestion.PageSize, hits.Total, page => question.Url(page));
        return View("Register", new RegisterPage(question, lists, hits, rows, views, pager, today));
    }

    [HttpGet("/register.csv"), HttpGet("/register.xlsx")]
    public async Task<IActionResult> Export(CancellationToken ct)
    {
        var (register, _, question, sight, audience) = await AskAsync(ct);
        var hits = register.Search(question.Filter(await FoundAsync(question, ct)), sight, time.Today());
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

    private async Task<IReadOnlySet<long>?> FoundAsync(RegisterQuestion question, CancellationToken ct) =>
        question.Words is { } words ? (await reader.SearchAsync(words, MostFound, ct)).ToHashSet() : null;
}
