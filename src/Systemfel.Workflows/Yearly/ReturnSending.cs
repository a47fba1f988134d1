namespace Systemfel.Workflows.Yearly;

/// <summary>What there is to say before a return is sent.</summary>
public static class ReturnSending
{
    /// <summary>Everything in it that is not of its kind or does not agree: it is sent only with a written reason.</summary>
    public static IReadOnlyList<string> FaultsOf(ReturnTemplate template, ReturnValues values) =>
        [.. ReturnCheck.FaultsOf(template, values).Select(f => f.Sentence), .. ReturnSums.FaultsOf(template, values).Select(f => f.Sentence)];

    /// <summary>An association, a foundation or a company runs the service (5.1): the municipality returns, and this is its material.</summary>
    public static bool IsMaterial(ReturnValues values) =>
        values["5.1/kommun/svar"] != ReturnCheck.Yes && ((string[])["forening", "stiftelse", "aktiebolag", "annan"]).Any(r => values[$"5.1/{r}/svar"] == ReturnCheck.Yes);
}
