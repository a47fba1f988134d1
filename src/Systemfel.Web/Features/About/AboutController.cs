using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Systemfel.Web.Features.About;

/// <summary>Pages about the service, for anyone.</summary>
[AllowAnonymous, Route("om")]
public sealed class AboutController(IConfiguration configuration) : Controller
{
    [HttpGet("tillganglighet")]
    public IActionResult Accessibility() => View("Accessibility", ContactAddress());

    [HttpGet("uppgifter")]
    public IActionResult Data() => View("Data", ContactAddress());

    /// <summary>The address of whoever runs this installation ('Contact:Email'); empty when none is set.</summary>
    private string ContactAddress() => configuration["Contact:Email"] ?? "";
}
