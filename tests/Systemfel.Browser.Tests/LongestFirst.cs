using Systemfel.Browser.Tests.Journey;
using Systemfel.Browser.Tests.Pages;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Systemfel.Browser.Tests.LongestFirst", "Systemfel.Browser.Tests")]

namespace Systemfel.Browser.Tests;

/// <summary>Begins with the classes that take minutes: begun last, each would keep one processor while the others have nothing to do.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly List<string> Long = [typeof(PageTests).FullName!, typeof(JourneyTests).FullName!, typeof(KeyboardMeetingTests).FullName!];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Long.FindIndex(l => c.DisplayName.EndsWith(l, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Count)
            .ThenBy(c => c.DisplayName, StringComparer.Ordinal);
}
