using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Register;

/// <summary>A view that an account has saved, and what it asks for. One that is outdated asks for something that can no longer be chosen: its question says less than was meant.</summary>
public sealed record OwnView(SavedView View, RegisterQuestion Question, bool IsOutdated);

/// <summary>The views that an account has saved, by name.</summary>
public static class OwnViews
{
    /// <returns>None for one who is not of the team.</returns>
    public static async Task<IReadOnlyList<OwnView>> ReadAsync(SystemfelReader reader, Viewer viewer, RegisterLists lists, CancellationToken ct)
    {
        if (viewer.HomeOrganisationId is not { } organisation || !viewer.OrganisationsWith(Viewer.TeamRoles).Contains(organisation)) return [];
        var views = await reader.SavedViews.Where(v => v.AccountId == viewer.AccountId && v.OrganisationId == organisation).ToListAsync(ct);
        return [.. views.OrderBy(v => v.Name, StringComparer.Create(Hosting.Swedish.Culture, false)).ThenBy(v => v.Id).Select(v => Of(v, lists))];
    }

    public static OwnView Of(SavedView view, RegisterLists lists)
    {
        var kept = SavedQuestion.FromJson(view.QuestionJson);
        return new OwnView(view, new RegisterQuestion(kept, lists), kept.IsOutdated(lists.Values));
    }

    /// <summary>When a view is mailed, as it reads.</summary>
    public static IReadOnlyList<(ViewMailing Mailing, string Label, string? Help)> Mailings { get; } =
    [
        (ViewMailing.Never, "Aldrig", null),
        (ViewMailing.Daily, "Varje dag", "Vardagar då något i vyn är nytt eller ändrat av andra."),
        (ViewMailing.Weekly, "Varje vecka", "På måndagen, eller nästa vardag om det är helg."),
        (ViewMailing.Monthly, "Varje månad", "Den 1:a, eller nästa vardag om det är helg."),
    ];

    public static string Label(ViewMailing mailing) => mailing == ViewMailing.Never ? "mejlas inte" : $"mejlas {Hosting.Swedish.InSentence(Mailings.First(m => m.Mailing == mailing).Label)}";
}
