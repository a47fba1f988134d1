using Microsoft.Playwright;

namespace Systemfel.Browser.Tests.Hosting;

/// <summary>The window that a page is seen in.</summary>
public sealed record Look(int Width, int Height, ColorScheme Scheme, bool Scripts = true)
{
    public static readonly Look Desk = new(1280, 900, ColorScheme.Light);
    public static readonly Look Phone = new(390, 844, ColorScheme.Dark);
    public static readonly Look Narrow = new(320, 640, ColorScheme.Light);
    public static readonly Look WithoutScripts = Desk with { Scripts = false };

    /// <summary>Those that every page is seen in.</summary>
    public static IReadOnlyList<Look> Each => [Desk, Phone, Narrow];

    public override string ToString() => $"{Width} {Scheme}{(Scripts ? "" : " without scripts")}";
}
