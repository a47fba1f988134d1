namespace Systemfel.Web.Hosting;

/// <summary>Cookies are bound to this host and to https, except on plain http in Development where browsers would refuse them.</summary>
internal static class CookieNames
{
    public static void Bind(this CookieBuilder cookie, string name, SystemfelSettings settings, SameSiteMode sameSite = SameSiteMode.Lax)
    {
        cookie.Name = (settings.SecureCookies ? "__Host-" : "") + name;
        cookie.SecurePolicy = settings.SecureCookies ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
        cookie.SameSite = sameSite;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }
}
