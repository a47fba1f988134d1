using System.Globalization;

namespace Systemfel.Web.Hosting;

/// <summary>The one language of the product: dates, numbers and order of letters.</summary>
internal static class Swedish
{
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("sv-SE");

    public static void UseEverywhere()
    {
        CultureInfo.DefaultThreadCurrentCulture = Culture;
        CultureInfo.DefaultThreadCurrentUICulture = Culture;
        CultureInfo.CurrentCulture = Culture;
        CultureInfo.CurrentUICulture = Culture;
    }

    /// <summary>A name inside a sentence: 'boendestöd', while 'SIP och samordning' keeps its capitals.</summary>
    public static string InSentence(string name) => name.Length > 1 && char.IsLower(name[1]) ? char.ToLower(name[0], Culture) + name[1..] : name;

    /// <summary>Without ICU the culture has English names and å ä ö sort among a and o.</summary>
    public static void WarnWithoutIcu(ILogger logger)
    {
        if (Culture.DateTimeFormat.GetMonthName(1) != "januari")
            logger.LogWarning("ICU is missing on this machine: Swedish dates and sorting will be wrong. Install libicu.");
    }
}
