using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Features.Shared;

/// <summary>Who is looking in this request. Read from the database each time, so that a changed role counts at once.</summary>
public sealed class CurrentViewer(SystemfelReader reader)
{
    /// <summary>The claim of somebody who came with a key: in which organisation it reads.</summary>
    public const string OnlyOrganisation = "organisation";

    private Viewer? _viewer;

    public bool IsSignedIn => _viewer is not null;

    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks [SignedIn] or [AllowedRoles].</exception>
    public Viewer Viewer => _viewer ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool ShortcutsOff { get; private set; }

    /// <summary>Own keys in meetings, as they are stored.</summary>
    public string ShortcutKeys { get; private set; } = "";

    /// <summary>The organisation whose name stands in the footer; null before sign-in.</summary>
    public string? OrganisationName { get; private set; }

    /// <summary>False when the account is gone or disabled.</summary>
    internal async Task<bool> LoadAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (!long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        var account = await reader.Accounts.Include(a => a.Memberships.OrderBy(m => m.Id))
            .SingleOrDefaultAsync(a => a.Id == id && a.DisabledAt == null, ct);
        if (account is null) return false;
        var only = user.FindFirstValue(OnlyOrganisation) is { } organisation ? long.Parse(organisation, CultureInfo.InvariantCulture) : (long?)null;
        _viewer = new Viewer(account.Id, account.DisplayName, only == null ? account.Memberships : account.Memberships.FindAll(m => m.OrganisationId == only));
        ShortcutsOff = account.ShortcutsOff;
        ShortcutKeys = account.ShortcutKeys;
        if (_viewer.HomeOrganisationId is { } home)
            OrganisationName = await reader.Organisations.Where(o => o.Id == home).Select(o => o.Name).SingleOrDefaultAsync(ct);
        return true;
    }
}

internal static class CurrentViewerSetup
{
    public static void AddCurrentViewer(this IServiceCollection services) => services.AddScoped<CurrentViewer>();

    public static void UseCurrentViewer(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true
            && !await context.RequestServices.GetRequiredService<CurrentViewer>().LoadAsync(context.User, context.RequestAborted))
        {
            await context.SignOutAsync();
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }
        await next(context);
    });
}
