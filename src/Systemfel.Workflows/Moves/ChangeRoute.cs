using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// The case goes on with another version of its organisation's route, where it stands: same stage, same group, same days. What was
/// decided before can no longer be undone, and a form that is open is too late.
/// </summary>
public sealed record ChangeRoute : Move
{
    /// <inheritdoc/>
    public override string Id => "change-route";

    internal override bool IsForWholeCase => true;

    internal override void Guard(MoveScope scope)
    {
        if (scope.NewRoute is not { } next) throw new MoveRefusedException("Den versionen av vägen finns inte. Ladda om sidan och försök igen.");
        if (next.Version.Id == scope.Case.Instance.RouteVersionId) throw new MoveRefusedException("Systemfelet går redan på den versionen.");
        var codes = scope.Facts.Groups.Values.ToDictionary(g => g.Id, g => new KnownGroup(g.Code, g.Name));
        if (RouteMapping.WhyNot(scope.Case.Bookmarks, scope.Route, codes, next.Route) is [var why, ..]) throw new MoveRefusedException(why);
    }

    internal override void Apply(MoveScope scope)
    {
        var (version, route) = scope.NewRoute!.Value;
        scope.Case.Instance.RouteVersion = version;
        scope.Case.Instance.RouteVersionId = version.Id;
        foreach (var line in scope.Case.Bookmarks.Where(b => b.Stage != Stages.Closed)) scope.Touch(line);
        scope.Record("route-changed", new { from = scope.Route.Version, to = route.Version });
    }
}
