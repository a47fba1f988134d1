using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Systemfel.Web.Hosting;

/// <summary>Takes the controllers of Features/Demo away outside Development: there they have no address at all.</summary>
internal sealed class DevelopmentOnly(bool isDevelopment) : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        if (isDevelopment) return;
        foreach (var controller in application.Controllers.Where(c => IsDemo(c.ControllerType.Namespace)).ToList())
            application.Controllers.Remove(controller);
    }

    private static bool IsDemo(string? space) => space?.StartsWith("Systemfel.Web.Features.Demo", StringComparison.Ordinal) == true;
}
