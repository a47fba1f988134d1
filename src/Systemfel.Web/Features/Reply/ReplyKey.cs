using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Systemfel.Web.Hosting;

namespace Systemfel.Web.Features.Reply;

/// <summary>
/// Carries the token from the link to the page without leaving it in an address: in a short-lived, encrypted cookie, and in the
/// page's forms, so that an answer that takes long to write is not lost with the cookie. No account, no session.
/// </summary>
public sealed class ReplyKey(IDataProtectionProvider protection, SystemfelSettings settings)
{
    private static readonly TimeSpan CookieLife = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan FormLife = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Systemfel.Reply").ToTimeLimitedDataProtector();

    public void Give(HttpResponse response, string token)
    {
        var cookie = Cookie();
        response.Cookies.Append(cookie.Name!, _protector.Protect(token, CookieLife), cookie.Build(response.HttpContext));
    }

    /// <summary>The token of the form that was sent, else of the cookie; null when neither works.</summary>
    public string? Read(HttpRequest request, string? form = null) => Open(form) ?? Open(request.Cookies[Cookie().Name!]);

    public string ForForm(string token) => _protector.Protect(token, FormLife);

    private CookieBuilder Cookie()
    {
        var cookie = new CookieBuilder { MaxAge = CookieLife };
        // Lax: the first page is reached by a redirect that began in a mail program.
        cookie.Bind("systemfel-svar", settings);
        return cookie;
    }

    private string? Open(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return _protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            // Too old, or made up.
            return null;
        }
    }
}

internal static class ReplySetup
{
    public static void AddReplyPage(this IServiceCollection services) => services.AddSingleton<ReplyKey>();
}
