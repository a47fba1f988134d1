using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Data.Watching;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

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
[Collection(DatabasesBeside.Name)]
public class YearPassageTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory]
    [InlineData(YearDocumentState.WithSignatory)]
    [InlineData(YearDocumentState.Signed)]
    public async Task Report_WhenOthersHaveTheReturnToRead_CanOnlyMaskTheCase(YearDocumentState state)
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.Stored.SubmitAsync();
        await world.Database.WriteAsync(db =>
        {
            db.Add(Yearly.Telling(world.Stored.Org, id, "Besked dröjer för den som söker.", state));
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author, IncidentAction.Erased));
    }

    [Theory]
    [InlineData(IncidentAction.Erased, 0)]
    [InlineData(IncidentAction.Masked, 1)]
    public async Task Report_WhenAReturnThatIsBeingWrittenTellsOfTheCase_TakesThePassageOutAndKeepsTheOthers(IncidentAction action, int grants)
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var (id, other) = (await world.Stored.SubmitAsync(), await world.Stored.SubmitAsync());
        await world.Database.WriteAsync(db =>
        {
            db.AddRange(Grants(id, grants));
            var document = Yearly.Telling(world.Stored.Org, id, "Besked dröjer för den som söker.");
            document.Passages[0].Cases.Add(new YearPassageCase { DeficiencyId = other });
            document.Passages.Add(new YearPassage { Field = "6.2", Text = "Telefonen är stängd.", Cases = { new YearPassageCase { DeficiencyId = other } } });
            db.Add(document);
            return Task.CompletedTask;
        });

        await world.ReportAsync(id, world.Stored.Author, action);

        Assert.Equal(["Telefonen är stängd."], await world.Database.ReadAsync(db => db.YearPassages.Select(p => p.Text).ToListAsync()));
    }

    [Theory]
    [InlineData(IncidentAction.Erased, 0)]
    [InlineData(IncidentAction.Masked, 1)]
    public async Task Report_WhenMailsToOurOwnNameTheCaseAmongOthers_EmptiesThemAndAsksAnewOfTheOthers(IncidentAction action, int grants)
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var (id, other) = (await world.Stored.SubmitAsync(), await world.Stored.SubmitAsync());
        var number = await world.Database.ReadAsync(db => db.Deficiencies.Where(d => d.Id == id).Select(d => d.Number).SingleAsync());
        var ombud = world.Stored.Author.AccountId!.Value;
        var sent = world.Stored.Time.GetUtcNow();
        await world.Database.WriteAsync(async db =>
        {
            db.AddRange(Grants(id, grants));
            var line = await db.Bookmarks.Where(b => b.DeficiencyId == other).Select(b => b.Id).SingleAsync();
            db.Add(new EffectQuestion { DeficiencyId = other, BookmarkId = line, AccountId = ombud, AskedAt = sent, MailedAt = sent });
            db.Add(new Watch { OrganisationId = world.Stored.Org, AccountId = ombud, Kind = WatchKind.Case, SubjectId = other, ToldUntil = sent });
            var view = new SavedView { OrganisationId = world.Stored.Org, AccountId = ombud, Name = "Alla", Mailing = ViewMailing.Weekly, ToldUntil = sent, ToldOn = SwedishCalendar.DateOf(sent) };
            db.Add(view);
            await db.SaveChangesAsync();
            OutboxItem Mail(string purpose, string key, OutboxState state) => new()
            {
                OrganisationId = world.Stored.Org,
                Purpose = purpose,
                UniqueKey = key,
                MessageId = $"<{key}@po.example>",
                State = state,
                ToAddress = "a@po.example",
                Subject = "Bevakning",
                Text = $"{number} Besked dröjer",
            };
            db.AddRange(
                Mail(OutboxPurpose.Ombud, $"effect-mail:{ombud}:{world.Stored.Org}:20261128", OutboxState.Queued),
                Mail(OutboxPurpose.Watch, $"watch:{ombud}:{world.Stored.Org}:20261128:{sent.AddDays(-1).UtcTicks}", OutboxState.Queued),
                Mail(OutboxPurpose.View, $"view:{view.Id}:20261128:{sent.AddDays(-8).UtcTicks}", OutboxState.Queued),
                Mail(OutboxPurpose.Chair, "chair:1:2:2026-11-28", OutboxState.Sent));
        });

        await world.ReportAsync(id, world.Stored.Author, action);

        var mails = await world.Database.ReadAsync(db => db.OutboxItems.Where(o => o.Purpose != OutboxPurpose.Letter).OrderBy(o => o.Id).ToListAsync());
        Assert.Equal(["", "", "", ""], mails.Select(m => m.Text));
        Assert.Equal([OutboxState.Cancelled, OutboxState.Cancelled, OutboxState.Cancelled, OutboxState.Sent], mails.Select(m => m.State));
        Assert.Null(await world.Database.ReadAsync(db => db.EffectQuestions.Select(q => q.MailedAt).SingleAsync()));
        // The next working day tells of the others, in the same period.
        var told = await world.Database.ReadAsync(db => db.SavedViews.SingleAsync());
        Assert.Equal((sent.AddDays(-8), SwedishCalendar.DateOf(sent.AddDays(-8))), (told.ToldUntil, told.ToldOn));
        Assert.Equal(sent.AddDays(-1), await world.Database.ReadAsync(db => db.Watches.Select(w => w.ToldUntil).SingleAsync()));
    }

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

    /// <summary>With a grant it has left the team, and can only be masked.</summary>
    private static IEnumerable<Grant> Grants(long id, int count) => Enumerable.Repeat(id, count).Select(d => new Grant { DeficiencyId = d, Kind = GrantKind.County });
}
