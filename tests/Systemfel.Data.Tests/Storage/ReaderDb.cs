using System.Reflection;
using Systemfel.Data.Storage;

namespace Systemfel.Data.Tests.Storage;

/// <summary>The context behind a reader, which no one but a test may have.</summary>
internal static class ReaderDb
{
    public static SystemfelDb Of(SystemfelReader reader) =>
        (SystemfelDb)typeof(SystemfelReader).GetField("_db", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(reader)!;
}
