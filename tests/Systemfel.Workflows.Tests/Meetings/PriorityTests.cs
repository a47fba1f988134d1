using Systemfel.Data.Cases;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Tests.Meetings;

public class PriorityTests
{
    [Fact]
    public void Of_WhenSeenThriceInTwoMunicipalitiesAtLocalLevel_IsTwelve() =>
        Assert.Equal(new Priority(3, 0, 2, 2), Priority.Of(Case(Level.Local, 1, 1, 2)));

    [Fact]
    public void Value_IsTheProductOfTheThree() => Assert.Equal(12, new Priority(3, 0, 2, 2).Value);

    [Fact]
    public void Value_WhenAPartyHasMarkedIt_WeighsTheMarkAsOneTimeMore() => Assert.Equal(16, new Priority(3, 1, 2, 2).Value);

    [Theory]
    [InlineData(null, 1)]
    [InlineData(Level.CaseOfficer, 1)]
    [InlineData(Level.Local, 2)]
    [InlineData(Level.Central, 3)]
    public void Of_TakesSeverityFromTheLevel(Level? level, int severity) => Assert.Equal(severity, Priority.Of(Case(level, 1)).Severity);

    [Fact]
    public void Of_WhenACountWasUndone_LeavesItOut()
    {
        var c = Case(Level.Local, 1, 2);
        c.Occurrences[0].UndoneAt = DateTimeOffset.UnixEpoch;

        Assert.Equal(new Priority(1, 0, 2, 1), Priority.Of(c));
    }

    [Fact]
    public void Of_WhenSeveralMunicipalitiesAreMeant_CountsAtLeastTwo() => Assert.Equal(2, Priority.Of(Case(Level.Local, null)).Municipalities);

    private static Deficiency Case(Level? level, long? municipality, params long?[] counted) => new()
    {
        Level = level,
        MunicipalityId = municipality,
        Occurrences = [.. counted.Select(m => new Occurrence { MunicipalityId = m })],
    };
}
