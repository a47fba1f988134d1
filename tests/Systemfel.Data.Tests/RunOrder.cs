using Systemfel.Data.Tests.Databases;
using Systemfel.Data.Tests.Kills;

[assembly: TestCollectionOrderer("Systemfel.Data.Tests.RunOrder", "Systemfel.Data.Tests")]

namespace Systemfel.Data.Tests;

public sealed class RunOrder() : Testing.LongestFirst(Databases.Databases.Name, nameof(KillTests), DatabasesBeside.Name);
