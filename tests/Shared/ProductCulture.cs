using System.Globalization;
using System.Runtime.CompilerServices;

namespace Systemfel.Testing;

/// <summary>Tests run in the culture that the product runs in: what machines read must come out right there too.</summary>
internal static class ProductCulture
{
#pragma warning disable CA2255 // A test assembly is loaded by a runner: there is no other place that comes before every test.
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Use()
    {
        var swedish = CultureInfo.GetCultureInfo("sv-SE");
        CultureInfo.DefaultThreadCurrentCulture = swedish;
        CultureInfo.DefaultThreadCurrentUICulture = swedish;
        CultureInfo.CurrentCulture = swedish;
        CultureInfo.CurrentUICulture = swedish;
    }
}
