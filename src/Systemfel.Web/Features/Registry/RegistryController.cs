using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Features.Registry;

/// <param name="From">As it was asked for; the first day of this month without.</param>
/// <param name="To">The last day; today without.</param>
/// <param name="Problem">What is wrong with the days that were typed; then nothing is listed.</param>
/// <param name="Documents">The oldest first.</param>
/// <param name="Today">For how days are written.</param>
public sealed record RegistryPage(string From, string To, string? Problem, IReadOnlyList<RegistryDocument> Documents, DateOnly Today)
{
    /// <summary>How many the page shows; a file has all.</summary>
    public const int MostShown = 500;

    public string Query => $"?fran={Uri.EscapeDataString(From)}&till={Uri.EscapeDataString(To)}";
}

/// <summary>'Registerlista för diarium': sent and received documents of a period, for whoever enters them in the registry.</summary>
[AllowedRoles(Role.Coordinator, Role.Registrar), Route("registerlista")]
public sealed class RegistryController(RegistryReader registry, CurrentViewer current, TimeProvider time) : Controller
{
    private List<long> Readable => current.Viewer.OrganisationsWith([Role.Coordinator, Role.Registrar]);

    [HttpGet("")]
    public async Task<IActionResult> Show(string? fran, string? till, CancellationToken ct)
    {
        var (from, to, problem) = Period(fran, till);
        if (problem != null) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var documents = problem == null ? await registry.ReadAsync(Readable, from, to, ct) : [];
        return View("Registry", new RegistryPage(problem == null ? from.Iso() : fran ?? "", problem == null ? to.Iso() : till ?? "", problem, documents, time.Today()));
    }

    [HttpGet("/registerlista.csv"), HttpGet("/registerlista.xlsx")]
    public async Task<IActionResult> Export(string? fran, string? till, CancellationToken ct)
    {
        var (from, to, problem) = Period(fran, till);
        if (problem != null) return Redirect($"/registerlista{Request.QueryString}");
        return new ListResult<RegistryDocument>(RegistryList.Columns, (await registry.ReadAsync(Readable, from, to, ct)).ToAsyncEnumerable());
    }

    private (DateOnly From, DateOnly To, string? Problem) Period(string? from, string? to)
    {
        var today = time.Today();
        var (first, last) = (new DateOnly(today.Year, today.Month, 1), today);
        if (!string.IsNullOrWhiteSpace(from) && !Read(from, out first)) return (first, last, "Skriv första dagen som 2026-11-01.");
        if (!string.IsNullOrWhiteSpace(to) && !Read(to, out last)) return (first, last, "Skriv sista dagen som 2026-11-30.");
        if (last < first) return (first, last, "Sista dagen är före den första.");
        return last.DayNumber - first.DayNumber > 366 ? (first, last, "Välj högst ett år i taget.") : (first, last, null);
    }

    private static bool Read(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 2000 and < 9999;
}
