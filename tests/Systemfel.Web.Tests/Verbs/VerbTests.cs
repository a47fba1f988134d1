using System.Text.Json;
using System.Xml.Linq;
using Systemfel.Workflows.Routes;

namespace Systemfel.Web.Tests.Verbs;

/// <summary>Every verb through the command line: exit 0 fine, 1 failed with one line on stderr, 2 wrong use.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly VerbRun _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("demo")]
    [InlineData("demo", "--reports", "0")]
    [InlineData("route", "validate")]
    [InlineData("mail", "inspect")]
    [InlineData("user", "add", "eva@po.example")]
    [InlineData("annual-return", "2026", "--format", "pdf")]
    public async Task Verb_WhenUsedWrongly_ExitsWithTwoAndSaysWhy(params string[] args)
    {
        var (exit, _, error) = await _program.RunAsync(args);

        Assert.Equal(2, exit);
        Assert.NotEmpty(error.Trim());
    }

    [Fact]
    public async Task MailInspect_ByDotnetRun_FindsAFileBesideTheCaller()
    {
        _program.File("brev.eml", "From: a@b.example\r\nSubject: Hej\r\n\r\nHej\r\n");

        var (exit, output, error) = await _program.RunFromSourceAsync("mail", "inspect", "brev.eml");

        Assert.Equal("", error);
        Assert.Equal(0, exit);
        Assert.Equal("brev.eml", JsonDocument.Parse(output).RootElement.GetProperty("file").GetString());
    }

    [Fact]
    public async Task RouteValidate_WhenAStageIsMissing_NamesItInOneLine()
    {
        var route = _program.File("route.json", RouteReader.Preset("sodra-dalarna").Replace("\"to\": \"follow-up\"", "\"to\": \"nowhere\"", StringComparison.Ordinal));

        var (exit, _, error) = await _program.RunAsync(["route", "validate", route]);

        Assert.Equal(1, exit);
        Assert.Contains("'nowhere'", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnnualReturn_OfAYearWithoutOne_SaysWhereItIsBegun()
    {
        await _program.WithDemoAsync();

        var (exit, output, error) = await _program.RunAsync(["annual-return", "2019", "--format", "json"]);

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal("There is no return for 2019. It is begun at /arsrapport.", Assert.Single(error.Trim().Split('\n')));
    }

    [Fact]
    public async Task RouteValidate_WhenTheRouteIsGood_ExitsWithZero()
    {
        var (exit, output, _) = await _program.RunAsync(["route", "validate", _program.File("route.json", RouteReader.Preset("sodra-dalarna"))]);

        Assert.Equal(0, exit);
        Assert.Contains("No fault found", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RouteDraw_WhenTheRouteIsGood_PrintsSvg()
    {
        var (exit, output, _) = await _program.RunAsync(["route", "draw", _program.File("route.json", RouteReader.Preset("sodra-dalarna"))]);

        Assert.Equal(0, exit);
        Assert.Equal("svg", XDocument.Parse(output).Root!.Name.LocalName);
    }

    [Fact]
    public async Task AnonymiseCheck_WhenALineIsNoObject_NamesTheLine()
    {
        var (exit, _, error) = await _program.RunAsync(["anonymise", "check"], "{\"id\":1,\"text\":\"hej\"}\nnonsense\n");

        Assert.Equal(1, exit);
        Assert.Contains("Line 2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnonymiseCheck_WhenTextHasAPersonnummer_PrintsItsPlaceInUtf16Units()
    {
        var (exit, output, _) = await _program.RunAsync(["anonymise", "check"], "{\"id\":\"a\",\"text\":\"🙂 19121212-1212 ringde\"}\n");

        Assert.Equal(0, exit);
        Assert.Equal("""{"id":"a","spans":[{"start":3,"end":16,"label":"PERSONNUMMER","certainty":"certain"}]}""", output.Trim());
    }

    [Fact]
    public async Task AnonymiseCheck_WhenTextHasHalfASurrogatePair_StillAnswersWithTheRightPlaces()
    {
        var (exit, output, _) = await _program.RunAsync(["anonymise", "check"], """{"id":"a","text":"\\\ud83d 19121212-1212 \ud83d\ude42"}""" + "\n");

        Assert.Equal(0, exit);
        Assert.Equal("""{"id":"a","spans":[{"start":3,"end":16,"label":"PERSONNUMMER","certainty":"certain"}]}""", output.Trim());
    }

    [Fact]
    public async Task MailInspect_WhenTheFileIsMissing_SaysSo()
    {
        var (exit, _, error) = await _program.RunAsync(["mail", "inspect", "borta.eml"]);

        Assert.Equal(1, exit);
        Assert.Contains("borta.eml", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailInspect_WhenAMailIsRead_PrintsOneObjectWithItsParts()
    {
        var mail = _program.File("svar.eml", "From: Eva <eva@sater.example>\r\nTo: svar@po.example\r\nSubject: SV: Systemfel\r\n\r\nVi har ändrat rutinen.\r\n");

        var (exit, output, _) = await _program.RunAsync(["mail", "inspect", mail]);

        Assert.Equal(0, exit);
        var read = JsonDocument.Parse(Assert.Single(output.Trim().Split('\n'))).RootElement;
        Assert.Equal(("svar.eml", "reply", "eva@sater.example"), (read.GetProperty("file").GetString(), read.GetProperty("kind").GetString(), read.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task MailIngest_WhenTheSameMailComesTwice_IsOneMail()
    {
        var mail = _program.File("svar.eml", "From: Eva <eva@sater.example>\r\nTo: svar@po.example\r\nSubject: Hej\r\n\r\nEn fråga.\r\n");

        await _program.WithDemoAsync();

        var (exit, output, _) = await _program.RunAsync(["mail", "ingest", mail, mail]);

        Assert.Equal(0, exit);
        var lines = output.Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Single(lines.Select(l => l.GetProperty("id").GetInt64()).Distinct());
        Assert.All(lines, l => Assert.Equal("Unsorted", l.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Demo_WhenTheDatabaseHasSomething_RefusesInOneLine()
    {
        await _program.WithDemoAsync();

        var (exit, _, error) = await _program.RunAsync(["demo", "--reports", "3"]);

        Assert.Equal(1, exit);
        Assert.Contains("only an empty one", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_WhenTheDatabaseIsEmpty_MakesAsManyAsAskedFor()
    {
        var (exit, output, error) = await _program.RunAsync(["demo", "--reports", "120", "--mails", "10", "--seed", "7"]);

        Assert.Equal("", error);
        Assert.Equal(0, exit);
        Assert.StartsWith("120 deficiencies", output, StringComparison.Ordinal);
        Assert.EndsWith("10 mails.", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserDisable_WhenThereIsNoAccount_SaysSo()
    {
        await _program.WithDemoAsync();

        var (exit, _, error) = await _program.RunAsync(["user", "disable", "ingen@po.example"]);

        Assert.Equal(1, exit);
        Assert.Contains("no account", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserAdd_ThenDisableAndReset_FindTheAccount()
    {
        var added = await _program.RunAsync(["user", "add", "eva@po.example", "--name", "Eva Exempel", "--role", "ombud", "coordinator"]);
        var reset = await _program.RunAsync(["user", "reset", "eva@po.example"]);
        var disabled = await _program.RunAsync(["user", "disable", "eva@po.example"]);

        Assert.Equal((0, 0, 0), (added.Exit, reset.Exit, disabled.Exit));
    }

    [Fact]
    public async Task Check_WhenThereIsNoDatabase_ExitsWithOneAndNamesIt()
    {
        var (exit, output, _) = await _program.RunAsync(["check"]);

        Assert.Equal(1, exit);
        Assert.Contains("WRONG database", output, StringComparison.Ordinal);
        Assert.Contains("ok    configuration", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WhenTheDatabaseIsThere_SaysOkLineByLine()
    {
        await _program.WithDemoAsync();

        var (exit, output, _) = await _program.RunAsync(["check"]);

        Assert.Equal(0, exit);
        Assert.Equal(6, output.Trim().Split('\n').Count(l => l.StartsWith("ok ", StringComparison.Ordinal)));
    }
}
