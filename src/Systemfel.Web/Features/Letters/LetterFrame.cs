using Microsoft.AspNetCore.Mvc;

namespace Systemfel.Web.Features.Letters;

/// <summary>
/// The HTML of a letter of ours, alone in its own document: inline styles allowed, no script, nothing fetched, no form, and in a
/// sandbox even when its address is opened by itself.
/// </summary>
internal static class LetterFrame
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    private const string Link = "{{svarslänk}}";

    public static IActionResult Of(Controller controller, string html)
    {
        var headers = controller.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "SAMEORIGIN";
        // The link is each recipient's own and is not shown to us.
        return controller.Content(html.Replace(Link, "#", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    /// <summary>The letter as text, for paper: a frame would be cut at its edge.</summary>
    public static string Shown(string text) => text.Replace(Link, "(mottagarens egen länk)", StringComparison.Ordinal);
}
