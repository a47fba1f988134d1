using Xunit.Abstractions;

namespace Systemfel.Testing;

/// <summary>Begins with what takes minutes: begun last, each would keep one processor while the others have nothing to do.</summary>
/// <param name="first">The ends of the names of classes, or of collections that have a name, the longest first.</param>
public abstract class LongestFirst(params string[] first) : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Array.FindIndex(first, f => c.DisplayName.EndsWith(f, StringComparison.Ordinal)) is >= 0 and var place ? place : first.Length)
            .ThenBy(c => c.DisplayName, StringComparer.Ordinal);
}
