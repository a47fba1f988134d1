using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>A return of 2026 with one passage about a case.</summary>
internal static class Yearly
{
    public static YearDocument Telling(long organisation, long caseId, string text, YearDocumentState state = YearDocumentState.Draft) => new()
    {
        OrganisationId = organisation,
        Year = 2026,
        TemplateKey = "2026",
        State = state,
        Passages = { new YearPassage { Field = "6.2", Text = text, IsEdited = true, Cases = { new YearPassageCase { DeficiencyId = caseId } } } },
    };
}

/// <summary>What the year's documents say of a case goes with it.</summary>
[Collection(Databases.Databases.Name)]
public class YearPassageTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WhenASentReturnTellsOfTheCase_CanOnlyMaskIt(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.Stored.SubmitAsync();
        await world.Database.WriteAsync(db =>
        {
            db.Add(Yearly.Telling(world.Stored.Org, id, "Besked dröjer för den som söker.", YearDocumentState.Sent));
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author, IncidentAction.Erased));
        await world.ReportAsync(id, world.Stored.Author, IncidentAction.Masked);

        Assert.Equal(TextMask.Hidden, await world.Database.ReadAsync(db => db.YearPassages.Select(p => p.Text).SingleAsync()));
    }
}
