using Systemfel.Web.Tests.Access;
using Systemfel.Web.Tests.Plans;
using Systemfel.Web.Tests.Verbs;

[assembly: TestCollectionOrderer("Systemfel.Web.Tests.RunOrder", "Systemfel.Web.Tests")]

namespace Systemfel.Web.Tests;

public sealed class RunOrder() : Testing.LongestFirst($".{nameof(PostgresPagePlanTests)}", $".{nameof(MatrixTests)}", $".{nameof(SqlitePagePlanTests)}", $".{nameof(VerbTests)}", $".{nameof(ExportVerbTests)}");
