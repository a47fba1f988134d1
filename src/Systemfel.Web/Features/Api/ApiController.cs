using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Web.Hosting;

namespace Systemfel.Web.Features.Api;

/// <summary>What all of the interface has in common: it only reads, and as often as a key may.</summary>
[ApiController, Route("api/v1"), EnableRateLimiting(RateLimits.Api), Produces("application/json")]
public abstract class ApiController : ControllerBase;
