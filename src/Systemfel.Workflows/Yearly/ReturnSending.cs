namespace Systemfel.Workflows.Yearly;

/// <summary>What there is to say before a return is sent.</summary>
public static class ReturnSending
{
    /// <summary>Everything in it that is not of its kind or does not agree: it is sent only with a written reason.</summary>
    public static IReadOnlyList<string> FaultsOf(ReturnTemplate template, ReturnValues values) =>
        [.. ReturnCheck.FaultsOf(template, values).Select(f => f.Sentence), .. ReturnSums.FaultsOf(template, values).Select(f => f.Sentence)];

    /// <summary>The key of whom the return is for, when somebody has chosen: of the product's own, and of no form.</summary>
    public const string ReceiverKey = "mottagare";

    /// <summary>What is kept under <see cref="ReceiverKey"/>: it goes to the county, or to the municipality, which returns.</summary>
    public const string ToCounty = "lansstyrelsen", ToMunicipality = "kommunen";

    /// <summary>
    /// The municipality returns, and this is its material: as somebody has chosen, else when an association, a foundation or a company runs the service (5.1).
    /// A municipality that buys its service from one returns itself, and chooses so.
    /// </summary>
    public static bool IsMaterial(ReturnValues values) => values[ReceiverKey] switch
    {
        ToCounty => false,
        ToMunicipality => true,
        _ => IsRunByOthers(values),
    };

    private static bool IsRunByOthers(ReturnValues values) =>
        values["5.1/kommun/svar"] != ReturnCheck.Yes && ((string[])["forening", "stiftelse", "aktiebolag", "annan"]).Any(r => values[$"5.1/{r}/svar"] == ReturnCheck.Yes);
}
