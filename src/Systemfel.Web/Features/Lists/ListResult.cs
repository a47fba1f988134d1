using Microsoft.AspNetCore.Mvc;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Lists;

/// <summary>Sends a list as the file that the address asks for, while it is read; that it was taken is noted first.</summary>
public sealed class ListResult<T>(ListOf<T> list, IAsyncEnumerable<T> rows) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var format = ListFormats.Of(http.Request.Path.Value!);
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        await services.GetRequiredService<AccessLogWriter>()
            .WriteAsync(services.GetRequiredService<CurrentViewer>().Viewer.AccountId, $"{list.Word}.{format.Ending()}", ct: ct);
        http.Response.ContentType = format.ContentType();
        http.Response.Headers.ContentDisposition = $"attachment; filename={list.Name}-{services.GetRequiredService<TimeProvider>().Today().Iso()}.{format.Ending()}";
        http.Response.Headers.CacheControl = "no-store";
        await list.WriteAsync(format, rows, http.Response.Body, ct);
    }
}
