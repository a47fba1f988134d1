using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Exporting;

namespace Systemfel.Workflows.Tests.Exporting;

/// <summary>A new table is either exported or said to be left out; a new column is exported or said to be withheld.</summary>
public class ExportSchemaTests
{
    /// <summary>Columns whose name sounds like a secret and whose bytes are not: what the chain of events is checked by, and fingerprints of files.</summary>
    private static readonly string[] NoSecrets =
    [
        "Deficiency.ChainHead", "CaseEvent.Salt", "CaseEvent.Commitment", "CaseEvent.PreviousHash", "CaseEvent.Hash", "MailMessage.Sha256", "Attachment.Sha256",
        "RouteVersion.RouteKey", "Organisation.PresetKey", "YearDocument.TemplateKey", "Incident.Key",
    ];

    private static readonly IReadOnlyList<IEntityType> Model = Read();

    private static IEnumerable<Type> Exported => ExportKinds.All.SelectMany(k => k.All()).Select(n => n.Entity);

    [Fact]
    public void EveryTable_IsExportedOrSaidToBeLeftOut()
    {
        var decided = Exported.Concat(LeftOut.Tables.Keys).ToHashSet();

        Assert.All(Model.Select(e => e.ClrType), t => Assert.Contains(t, decided));
    }

    [Fact]
    public void EveryTableThatIsNamed_IsInTheSchemaOnce()
    {
        var named = Exported.Concat(LeftOut.Tables.Keys).ToList();

        Assert.Empty(named.Except(Model.Select(e => e.ClrType)));
        Assert.Equal(named.Count, named.Distinct().Count());
        Assert.All(LeftOut.Tables.Values, why => Assert.NotEmpty(why));
    }

    [Fact]
    public void EveryColumnOfAnExportedTable_IsWrittenOrSaidToBeWithheld()
    {
        var missing = Model.Where(e => Exported.Contains(e.ClrType) && e.ClrType != typeof(Account))
            .SelectMany(e => e.GetProperties().Where(p => !ExportColumns.Of(e.ClrType).Contains(p.PropertyInfo)).Select(p => $"{e.ClrType.Name}.{p.Name}"))
            .Where(name => !ExportColumns.Withheld.ContainsKey(name));

        Assert.Empty(missing);
    }

    [Fact]
    public void EveryWithheldColumn_IsInTheSchema() =>
        Assert.Empty(ExportColumns.Withheld.Keys.Except(Model.SelectMany(e => e.GetProperties().Select(p => $"{e.ClrType.Name}.{p.Name}"))));

    [Fact]
    public void EveryColumnThatMayHoldASecret_IsDecided()
    {
        var written = Exported.SelectMany(t => ExportColumns.Of(t).Select(p => (Name: $"{t.Name}.{p.Name}", p.PropertyType)));

        var open = written.Where(c => c.PropertyType == typeof(byte[]) || Regex.IsMatch(c.Name.Split('.')[1], "Password|Stamp|Token|Nonce|Hash|Salt|Secret|Key|MappingJson|AnswersJson"))
            .Select(c => c.Name).Except(NoSecrets);

        Assert.Empty(open);
    }

    [Fact]
    public void Accounts_AreWrittenWithoutWhatTheySignInWith() =>
        Assert.Equal(["Email", "DisplayName", "DisabledAt", "MunicipalityId", "Id"], ExportColumns.Of(typeof(Account)).Select(p => p.Name).Order(Comparer<string>.Create((a, b) => Order(a) - Order(b))));

    [Theory]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("C:\\Windows\\a.exe", "C__Windows_a.exe")]
    [InlineData("  ...svar åäö (1).pdf", "svar åäö _1_.pdf")]
    [InlineData("a\u0000b\r\nc", "a_b__c")]
    public void FileName_FromOutside_NamesNoFolder(string name, string expected) => Assert.Equal(expected, ExportFiles.Safe(name));

    private static int Order(string name) => Array.IndexOf(["Email", "DisplayName", "DisabledAt", "MunicipalityId", "Id"], name);

    private static IReadOnlyList<IEntityType> Read()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
        return [.. db.Model.GetEntityTypes()];
    }
}
