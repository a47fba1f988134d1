using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Systemfel.Workflows.Imports.Reading;

namespace Systemfel.Web.Features.Import;

/// <summary>A file that says it is too large is refused in words before a byte of it is read; one that does not say stops at the limit.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UploadSizeAttribute : Attribute, IAuthorizationFilter, IOrderedFilter, IRequestSizePolicy
{
    /// <summary>What a form carries around its file.</summary>
    private const int Around = 64 << 10;

    /// <summary>Before the form is read for its token.</summary>
    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var limit = context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (context.HttpContext.Request.ContentLength > ImportLimits.Bytes + Around)
        {
            // The rest is thrown away as it comes, so that the browser gets to read why.
            if (limit is { IsReadOnly: false }) limit.MaxRequestBodySize = null;
            context.Result = new RedirectResult("/import?forstor=ja");
        }
        else if (limit is { IsReadOnly: false }) limit.MaxRequestBodySize = ImportLimits.Bytes + Around;
    }
}
