using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Systemfel.Web.Hosting;

/// <summary>A controller's views lie beside it: Features/Meetings/MeetingController.cs shows Features/Meetings/Agenda.cshtml.</summary>
internal sealed class FeatureFolders : IControllerModelConvention, IViewLocationExpander
{
    private const string Key = "feature";

    public void Apply(ControllerModel controller)
    {
        var space = controller.ControllerType.Namespace ?? "";
        var at = space.IndexOf(".Features.", StringComparison.Ordinal);
        if (at >= 0) controller.Properties[Key] = space[(at + ".Features.".Length)..].Replace('.', '/');
    }

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Key] = Feature(context) ?? "";

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        if (Feature(context) is { } feature) yield return $"/Features/{feature}/{{0}}.cshtml";
        yield return "/Features/Shared/{0}.cshtml";
    }

    private static string? Feature(ViewLocationExpanderContext context) =>
        context.ActionContext.ActionDescriptor is ControllerActionDescriptor action && action.Properties.TryGetValue(Key, out var feature)
            ? feature as string
            : null;
}
