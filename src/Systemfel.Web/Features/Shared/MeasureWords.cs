using Systemfel.Data.Cases;

namespace Systemfel.Web.Features.Shared;

/// <summary>Where a measure stands, as it is called on screens and in lists.</summary>
public static class MeasureWords
{
    public static string Of(MeasureState state, bool isLate = false) => state switch
    {
        MeasureState.Planned => isLate ? "försenad" : "planerad",
        MeasureState.Done => "gjord",
        MeasureState.NotDone => "inte gjord",
        _ => "återtagen",
    };

    /// <summary>The same at the beginning of a line.</summary>
    public static string First(MeasureState state, bool isLate)
    {
        var word = Of(state, isLate);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
