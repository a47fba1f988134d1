namespace Systemfel.Web.Tests.Verbs;

/// <summary>Route files that are broken in one way each: `route validate` names the fault and its place in one line.</summary>
public sealed class RouteFileTests : IDisposable
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Verbs", "routes");
    private readonly VerbRun _program = new();

    public static TheoryData<string, string> Broken { get; } = new()
    {
        { "comma-missing", "line 4, $: " },
        { "field-misspelt", "line 13, $.stages[3].waitsFro: " },
        { "move-leads-to-no-stage", "move 'reopen' leads to 'vila', which is no stage" },
        { "move-unknown", "move 'sleep' is unknown to this version" },
        { "move-twice", "move 'reopen' is there 2 times" },
        { "role-unknown", "move 'close' names the role 'kejsare', which is unknown" },
        { "input-dropped", "move 'close' needs 'outcome' in this version, which its row does not require" },
        { "stage-without-deadline", "stage 'group' has neither a deadline nor a meeting" },
        { "stage-never-reached", "stage 'follow-up' can never be reached" },
        { "stage-without-way-out", "from stage 'pit' no way leads to 'closed'" },
        { "routing-to-the-team", "routing for authority 'KO' names the group 'team', which is no steering or reference group" },
        { "days-out-of-range", "deadline 'tokenDays' is 0 days; it must be 1 to 3650" },
    };

    public void Dispose() => _program.Dispose();

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Validate_OfABrokenFile_NamesTheFaultAndItsPlaceInOneLine(string file, string fault)
    {
        var (exit, output, error) = await _program.RunAsync(["route", "validate", Path.Combine(Files, file + ".json")]);

        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"{file}.json: {fault}", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("; move", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfTheFileThatTheOthersAreMadeFrom_FindsNoFault() =>
        Assert.Equal(0, (await _program.RunAsync(["route", "validate", Path.Combine(Files, "good.json")])).Exit);

    [Fact]
    public void Files_AreAllTried() =>
        Assert.Equal(Broken.Select(b => (string)b[0]).Append("good").Order(), Directory.GetFiles(Files).Select(f => Path.GetFileNameWithoutExtension(f)).Order());
}
