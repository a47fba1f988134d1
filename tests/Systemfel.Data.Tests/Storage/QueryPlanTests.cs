using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Storage;

[Collection(Databases.Databases.Name)]
public class QueryPlanTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task QueryThatReadsAWholeTable_IsCaught(DatabaseProvider provider)
    {
        await using var db = (await databases.OpenAsync(provider)).OpenWriter();

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => QueryPlan.UsesIndexAsync(db, db.Deficiencies.Where(d => d.Title == "x")));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task ReportsOfAnAuthor_UseAnIndex(DatabaseProvider provider)
    {
        await using var db = (await databases.OpenAsync(provider)).OpenWriter();

        await QueryPlan.UsesIndexAsync(db, db.Deficiencies.Where(d => d.AuthorId == 1).OrderByDescending(d => d.SubmittedAt).Select(d => d.Title));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task RegisterSinceAChange_UsesAnIndex(DatabaseProvider provider)
    {
        await using var db = (await databases.OpenAsync(provider)).OpenWriter();

        await QueryPlan.UsesIndexAsync(db, db.RegisterEntries.Where(r => r.OrganisationId == 1 && r.ChangeSeq > 5).OrderBy(r => r.ChangeSeq));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task LinesThatWaitForAGroup_UseAnIndex(DatabaseProvider provider)
    {
        await using var db = (await databases.OpenAsync(provider)).OpenWriter();

        await QueryPlan.UsesIndexAsync(db, db.Bookmarks.Where(b => b.Stage == Stages.Group && b.GroupId == 1));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Search_UsesTheFullTextIndex(DatabaseProvider provider)
    {
        await using var db = (await databases.OpenAsync(provider)).OpenWriter();

        await QueryPlan.UsesIndexAsync(db, () =>
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = db.FullText.SearchSql;
            foreach (var (name, value) in new (string, object)[] { ("@query", provider == DatabaseProvider.Sqlite ? "\"beslut\"*" : "'beslut':*"), ("@limit", 10L) })
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
            return command;
        });
    }
}
