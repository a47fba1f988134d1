using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Shared;

/// <summary>
/// What the stages and the team are called where the signed-in person works: from that organisation's route in use. Lists over many
/// cases use these words; the page of one case uses those of the version that it started on.
/// </summary>
public static class RouteWords
{
    private static readonly AsyncLocal<RouteDefinition?> Now = new();

    private static readonly Dictionary<string, string> Plain = new()
    {
        [Stages.Draft] = "Utkast",
        [Stages.Submitted] = "Inskickad",
        [Stages.Review] = "Genomgång",
        [Stages.Group] = "Grupp",
        [Stages.AwaitingAnswer] = "Väntar på svar",
        [Stages.FollowUp] = "Uppföljning",
        [Stages.Effect] = "Effekt",
        [Stages.Closed] = "Avslutad",
    };

    /// <summary>The name of a stage; a plain word where the route has no such stage or nobody is signed in.</summary>
    public static string Stage(string id) => Now.Value?.Stages.FirstOrDefault(s => s.Id == id)?.Label ?? Plain.GetValueOrDefault(id, id);

    /// <summary>The name of those who have the ball before a group does.</summary>
    public static string Team => Now.Value?.Groups.FirstOrDefault(g => g.Kind == "team")?.Label ?? "PO-teamet";

    /// <summary>For the rest of this request.</summary>
    internal static void Use(RouteDefinition? route) => Now.Value = route;
}

internal static class RouteWordsSetup
{
    /// <summary>After the current viewer is known.</summary>
    public static void UseRouteWords(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var current = context.RequestServices.GetRequiredService<CurrentViewer>();
        RouteWords.Use(current is { IsSignedIn: true, Viewer.HomeOrganisationId: { } home } ? await RouteAsync(context, home) : null);
        await next(context);
    });

    private static async Task<RouteDefinition?> RouteAsync(HttpContext context, long organisation)
    {
        var reader = context.RequestServices.GetRequiredService<SystemfelReader>();
        var routes = context.RequestServices.GetRequiredService<RouteCache>();
        var id = await reader.Organisations.Where(o => o.Id == organisation).Select(o => o.CurrentRouteId).SingleOrDefaultAsync(context.RequestAborted);
        if (id is not { } version) return null;
        return routes.Known(version) ?? routes.Of(await reader.RouteVersions.SingleAsync(r => r.Id == version, context.RequestAborted));
    }
}
