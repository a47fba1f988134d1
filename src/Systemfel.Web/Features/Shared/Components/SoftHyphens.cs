namespace Systemfel.Web.Features.Shared.Components;

/// <summary>Where the long words of the line may break when a station is narrow. Browsers without Swedish hyphenation break anywhere.</summary>
public static class SoftHyphens
{
    private static readonly string[] Parts = ["Månads|genomgång", "Samverkans|grupp", "Försäkrings|kassan", "Arbets|förmedlingen", "Läns|styrelsen",
        "Vräknings|förebyggande", "Bistånds|bedömning", "Handläggnings|tid", "Ansvars|fördelning", "Försörjnings|stöd", "Sjuk|ersättning", "Aktivitets|ersättning"];

    public static string In(string text)
    {
        foreach (var part in Parts)
            text = text.Replace(part.Replace("|", "", StringComparison.Ordinal), part.Replace('|', '\u00AD'), StringComparison.Ordinal);
        return text;
    }
}
