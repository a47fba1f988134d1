using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Tests.Architecture;

/// <summary>The rules of the house that the compiler cannot see.</summary>
public class HouseTests
{
    private static readonly string[] Rooms = ["src/Systemfel.Web", "src/Systemfel.Workflows", "src/Systemfel.Data", "src/Systemfel.Mail"];

    public static TheoryData<string> AllRooms() => [.. Rooms];

    [Theory]
    [InlineData("Systemfel.Web", "Systemfel.Data Systemfel.Mail Systemfel.Workflows")]
    [InlineData("Systemfel.Workflows", "Systemfel.Data Systemfel.Mail")]
    [InlineData("Systemfel.Data", "")]
    [InlineData("Systemfel.Mail", "")]
    public void Room_ReferencesOnlyTheRoomsBelowIt(string room, string below)
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "src", room, room + ".csproj"));

        var references = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)).Order();

        Assert.Equal(below, string.Join(' ', references));
    }

    [Fact]
    public void Web_NeverNamesTheWritingContext() => NoneHolds("src/Systemfel.Web", @"\b(?:SystemfelDb|SqliteDb|PgDb|OpenWriter)\b");

    [Fact]
    public void Web_NeverWritesThroughAQuery() => NoneHolds("src/Systemfel.Web", @"\b(?:ExecuteUpdate|ExecuteDelete|SaveChanges|ExecuteSql)");

    [Fact]
    public void Data_NamesNoOtherRoom() => NoneHolds("src/Systemfel.Data", @"using Systemfel\.(?:Web|Workflows|Mail)\b");

    [Fact]
    public void Mail_NamesNoOtherRoom() => NoneHolds("src/Systemfel.Mail", @"using Systemfel\.(?:Web|Workflows|Data)\b");

    [Fact]
    public void DataAndMail_AreBuiltWithoutTheOtherRooms()
    {
        foreach (var assembly in new[] { typeof(Deficiency).Assembly, Assembly.Load("Systemfel.Mail") })
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("Systemfel.", StringComparison.Ordinal));
    }

    [Fact]
    public void Entities_HaveNoPublicSetter()
    {
        var open = typeof(Deficiency).Assembly.GetTypes()
            .Where(t => t is { IsPublic: true, IsClass: true } && t.Namespace is { } n && n.StartsWith("Systemfel.Data.", StringComparison.Ordinal) && !n.EndsWith(".Migrations", StringComparison.Ordinal))
            .Where(t => t.GetProperty("Id") != null || t.GetProperty("Key") != null || t.Name is "RegisterEntry" or "NumberSeries" or "GroupParty" or "MailLetter" or "Session")
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
            .Where(p => !(p.DeclaringType == typeof(Account) && p.Name == nameof(Account.DisplayName)))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}");

        Assert.Empty(open);
    }

    [Fact]
    public void Moves_AreExactlyThoseOfThePresetsTablesAndTheProductsOwn()
    {
        var tables = RouteReader.Presets.SelectMany(p => RouteReader.Read(RouteReader.Preset(p)).AllMoves).Select(m => m.Id).Distinct();

        Assert.Equal(tables.Order(), MoveCatalogue.Ids.Order());
    }

    [Fact]
    public void Move_HasAFileOfItsOwn()
    {
        var moves = typeof(Move).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Move)) && !t.IsAbstract);

        Assert.All(moves, m => Assert.True(File.Exists(Path.Combine(SourceTree.Root, "src/Systemfel.Workflows/Moves", m.Name + ".cs")), $"Moves/{m.Name}.cs"));
    }

    [Fact]
    public void Moves_AskNoClockAndNoDatabase() => NoneHolds("src/Systemfel.Workflows/Moves", @"\b(?:SystemfelDb|TimeProvider|SwedishCalendar\()");

    /// <summary>
    /// What leaves the organisation passes one function. Pages that only the team can open, and those of the writer's own report and
    /// counts, say numbers and names as they are.
    /// </summary>
    [Theory]
    [InlineData(@"\.Band\b", @"\b(?:Persons|who\.Band)\(")]
    [InlineData(@"\b(?:Municipality|SubArea)[?!]?\.Name\b", "(?!)")]
    public void Web_OutsideTheTeamsOwnPages_ReadsPersonCountsAndUnitsThroughTheirAudience(string reads, string through)
    {
        string[] ofTheTeam = ["Features/Reports/", "Features/Start/Ombud", "Features/Settings/", "Features/Cases/_Count.cshtml", "Features/Cases/CaseWords.cs"];

        var found = SourceTree.Files("src/Systemfel.Web").Concat(SourceTree.Files("src/Systemfel.Web", "*.cshtml"))
            .Where(f => !ofTheTeam.Any(t => SourceTree.Name(f).Contains(t, StringComparison.Ordinal)))
            .SelectMany(f => File.ReadLines(f).Select((line, n) => (File: f, Line: line, Number: n + 1)))
            .Where(l => Regex.IsMatch(l.Line, reads) && !Regex.IsMatch(l.Line, through))
            .Select(l => $"{SourceTree.Name(l.File)}:{l.Number}: {l.Line.Trim()}");

        Assert.Empty(found);
    }

    [Theory, MemberData(nameof(AllRooms))]
    public void File_IsSmallEnoughToBeSeenAtOnce(string room)
    {
        var long_ = SourceTree.Files(room).Where(f => File.ReadLines(f).Count() > 400).Select(SourceTree.Name);

        Assert.Empty(long_);
    }

    [Theory, MemberData(nameof(AllRooms))]
    public void Source_HoldsNothingUnfinished(string room) => NoneHolds(room, @"\b(?:TODO|FIXME|HACK|XXX|NotImplementedException)\b");

    /// <summary>TagHelper is ASP.NET Core's own word.</summary>
    [Theory, MemberData(nameof(AllRooms))]
    public void Type_IsNotNamedForNothing(string room) =>
        NoneHolds(room, @"\b(?:class|record|struct|interface|enum)\s+(?:\w*(?:Manager|Utils?|Utilities|Common)|(?:\w*[^g\W])?Helper)\b");

    [Fact]
    public void Tests_AreNeverSkipped() => NoneHolds("tests", @"\[(?:Fact|Theory)\([^)]*\bSkip\s*=");

    /// <summary>What .editorconfig says of every text file; the indents and spaces of C# are the build's to refuse.</summary>
    [Theory]
    [InlineData("*.cs"), InlineData("*.cshtml"), InlineData("*.css"), InlineData("*.js"), InlineData("*.md"), InlineData("*.tsv"), InlineData("*.csproj"), InlineData("*.props")]
    public void Text_EndsItsLinesAndItsFileAsItShould(string pattern)
    {
        var found = new[] { "src", "tests", "bench", "docs" }.SelectMany(folder => SourceTree.Files(folder, pattern)).SelectMany(f => Ends(File.ReadAllText(f)).Select(e => $"{SourceTree.Name(f)}: {e}"));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("a\nb\n"), InlineData("a\r\nb\n", "a carriage return"), InlineData("a \nb\n", "spaces at the end of line 1"), InlineData("a\nb\t\n", "spaces at the end of line 2")]
    [InlineData("a\nb", "no newline at the end"), InlineData("a\n\n", "empty lines at the end")]
    public void Ends_OfAText_AreSaid(string text, params string[] said) => Assert.Equal(said, Ends(text));

    private static IEnumerable<string> Ends(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal)) yield return "a carriage return";
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].EndsWith(' ') || lines[i].EndsWith('\t')) yield return $"spaces at the end of line {i + 1}";
        if (text.Length > 0 && !text.EndsWith('\n')) yield return "no newline at the end";
        if (text.EndsWith("\n\n", StringComparison.Ordinal)) yield return "empty lines at the end";
    }

    private static void NoneHolds(string folder, string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.NonBacktracking);

        var found = SourceTree.Files(folder)
            .SelectMany(f => File.ReadLines(f).Select((line, n) => (File: f, Line: line, Number: n + 1)))
            .Where(l => regex.IsMatch(l.Line) && !l.File.EndsWith("HouseTests.cs", StringComparison.Ordinal))
            .Select(l => $"{SourceTree.Name(l.File)}:{l.Number}: {l.Line.Trim()}");

        Assert.Empty(found);
    }
}
