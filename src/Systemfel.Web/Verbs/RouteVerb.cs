using System.CommandLine;
using Systemfel.Workflows.Routes;

namespace Systemfel.Web.Verbs;

/// <summary>`route validate FILE` and `route draw FILE`.</summary>
internal static class RouteVerb
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A route as JSON." };
        var validate = new Command("validate", "Checks a route and names each fault.") { file };
        validate.SetAction((parsed, ct) => WithRouteAsync(parsed.GetRequiredValue(file), route =>
            Console.Out.WriteLineAsync($"{route.Id} version {route.Version}: {route.Stages.Count} stages, {route.Moves.Count} moves, {route.Groups.Count} groups. No fault found."), ct));
        var draw = new Command("draw", "Draws a route as SVG on stdout.") { file };
        draw.SetAction((parsed, ct) => WithRouteAsync(parsed.GetRequiredValue(file), route => Console.Out.WriteLineAsync(RouteDrawing.ToSvg(route)), ct));
        return new Command("route", "Routes: how an organisation handles a deficiency.") { validate, draw };
    }

    private static async Task<int> WithRouteAsync(FileInfo file, Func<RouteDefinition, Task> work, CancellationToken ct)
    {
        if (!file.Exists) return await Verb.FailAsync($"{file.Name}: there is no such file.");
        try
        {
            await work(RouteReader.Read(await File.ReadAllTextAsync(file.FullName, ct)));
            return 0;
        }
        catch (RouteException e)
        {
            return await Verb.FailAsync($"{file.Name}: {e.Message}");
        }
    }
}
