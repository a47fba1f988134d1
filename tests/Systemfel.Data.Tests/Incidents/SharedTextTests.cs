using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>Words of an erased case in texts that belong to other cases too: read, and written over, by whoever erases.</summary>
[Collection(DatabasesBeside.Name)]
public class SharedTextTests(DatabaseFixture databases)
{
    private const string Notes = $"Vi talade om {IncidentWorld.Word} och om lokalen.";
    private const string Introduction = $"Hej, det här gäller {IncidentWorld.Word}.";

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Offer_OfACase_ListsTheNotesAndTheLetterThatItShares(DatabaseProvider provider)
    {
        var (world, id, meeting, letter) = await SharingAsync(provider);

        var offer = await world.WithAsync((_, s) => s.Incidents.OfferAsync(IncidentPlace.Report, id, world.Stored.Author));

        Assert.Equal(
            [($"notes-{meeting}", $"/mote/{meeting}/anteckningar", Notes), ($"introduction-{letter}", $"/brev/{letter}", Introduction)],
            offer.Shared.Select(s => (s.Key, s.Link, s.Text)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WhenATextHasNotBeenRead_IsRefusedAndErasesNothing(DatabaseProvider provider)
    {
        var (world, id, meeting, _) = await SharingAsync(provider);
        var read = await ReadAsync(world, id, t => "");

        var none = await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author));
        var one = await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author, read: [read[0] with { IsRead = false }, read[1]]));

        Assert.Equal(($"notes-{meeting}", $"notes-{meeting}"), (none.Input, one.Input));
        Assert.Contains("Deficiency.Title", await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Contains("Meeting.Notes", await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Empty(await world.Log.ReadAsync(default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WhenTheNotesWereChangedMeanwhile_IsRefused(DatabaseProvider provider)
    {
        var (world, id, meeting, _) = await SharingAsync(provider);
        var read = await ReadAsync(world, id, t => "Vi talade om lokalen.");
        await world.Database.WriteAsync(db => db.Meetings.Where(m => m.Id == meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.Notes, Notes + " Kaffe.")));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author, read: read));

        Assert.Equal($"notes-{meeting}", refused.Input);
        Assert.Null((await world.LoadAsync(id)).ErasedAt);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WhenAPersonalNumberIsLeft_IsRefused(DatabaseProvider provider)
    {
        var (world, id, _, letter) = await SharingAsync(provider);
        var read = await ReadAsync(world, id, t => t.Key.StartsWith("notes", StringComparison.Ordinal) ? "" : "Gäller 19121212-1212.");

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author, read: read));

        Assert.Equal($"introduction-{letter}", refused.Input);
        Assert.Equal(Notes, await NotesAsync(world));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WithTheWordsWrittenOver_LeavesThemNowhere(DatabaseProvider provider)
    {
        var (world, id, _, letter) = await SharingAsync(provider);

        await world.ReportAsync(id, world.Stored.Author, read: await ReadAsync(world, id, t => t.Text.Replace(IncidentWorld.Word, "en fråga", StringComparison.Ordinal)));

        Assert.Empty(await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Equal("Vi talade om en fråga och om lokalen.", await NotesAsync(world));
        using var head = JsonDocument.Parse(await world.Database.ReadAsync(db => db.MinutesVersions.Select(v => v.HeadJson).SingleAsync()));
        Assert.Equal(("PO-teamet", "Vi talade om en fråga och om lokalen."), (head.RootElement.GetProperty("Name").GetString(), head.RootElement.GetProperty("Notes").GetString()));
        Assert.Equal(1, await world.Database.ReadAsync(db => db.LetterItems.CountAsync(i => i.LetterId == letter)));
        Assert.Contains("meeting", (await world.Database.ReadAsync(db => db.Incidents.SingleAsync())).Places);
        Assert.DoesNotContain(IncidentWorld.Word, await File.ReadAllTextAsync(world.Log.Path));
    }

    [Fact]
    public async Task Report_WithTheWordsWrittenOver_TakesThemOutOfTheFile()
    {
        var (world, id, _, _) = await SharingAsync(DatabaseProvider.Sqlite);
        Assert.True(world.IsInTheFiles(Notes));

        await world.ReportAsync(id, world.Stored.Author, read: await ReadAsync(world, id, t => ""));

        Assert.False(world.IsInTheFiles(IncidentWorld.Word));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_OfTextsThatAreReadAndKept_ChangesNothingInThem(DatabaseProvider provider)
    {
        var (world, id, _, letter) = await SharingAsync(provider);

        await world.ReportAsync(id, world.Stored.Author, read: await ReadAsync(world, id, t => t.Text));

        Assert.Equal(Notes, await NotesAsync(world));
        Assert.Equal(Introduction, await world.Database.ReadAsync(db => db.Letters.Where(l => l.Id == letter).Select(l => l.Introduction).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_OfARestoredCopy_RemovesWhatHadBeenWrittenOverAndKeepsWhatWasKept(DatabaseProvider provider)
    {
        var (world, id, _, letter) = await SharingAsync(provider);
        var copy = world.On(await RestoreTests.CopyAsync(databases, world));
        await world.ReportAsync(id, world.Stored.Author, read: await ReadAsync(world, id, t => t.Key.StartsWith("notes", StringComparison.Ordinal) ? "Lokalen." : t.Text));

        await copy.StartAsync();

        Assert.Equal(SharedTexts.Restored, await NotesAsync(copy));
        Assert.Equal(["Letter.Introduction"], await copy.PlacesOfAsync(IncidentWorld.Word));
        Assert.Equal(Introduction, await copy.Database.ReadAsync(db => db.Letters.Where(l => l.Id == letter).Select(l => l.Introduction).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Offer_WhenAnEarlierVersionReadOtherwise_ListsItsNotesItsReasonAndWhatAnAdjusterWanted(DatabaseProvider provider)
    {
        var (world, id, meeting, _) = await SharingAsync(provider);
        await RewordedAsync(world, meeting);

        var offer = await world.WithAsync((_, s) => s.Incidents.OfferAsync(IncidentPlace.Report, id, world.Stored.Author));

        Assert.Equal(
            [(Notes, "notes"), ($"Förr om {IncidentWorld.Word}.", "version"), ($"Fel om {IncidentWorld.Word}", "reason"), ($"Stryk {IncidentWorld.Word}", "objection"), (Introduction, "introduction")],
            offer.Shared.Select(s => (s.Text, s.Key.Split('-')[0])));
        Assert.Equal($"/mote/{meeting}/protokoll/2", offer.Shared[1].Link);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WhenAnEarlierVersionReadOtherwise_LeavesTheWordsInNoVersion(DatabaseProvider provider)
    {
        var (world, id, meeting, _) = await SharingAsync(provider);
        await RewordedAsync(world, meeting);

        await world.ReportAsync(id, world.Stored.Author, read: await ReadAsync(world, id, t => t.Text.Replace(IncidentWorld.Word, "en fråga", StringComparison.Ordinal)));

        Assert.Empty(await world.PlacesOfAsync(IncidentWorld.Word));
        var heads = await world.Database.ReadAsync(db => db.MinutesVersions.OrderBy(v => v.Number).Select(v => v.HeadJson).ToListAsync());
        Assert.Equal(["Vi talade om en fråga och om lokalen.", "Förr om en fråga.", "Förr om en fråga."], heads.Select(h => JsonDocument.Parse(h).RootElement.GetProperty("Notes").GetString()));
    }

    [Fact]
    public async Task Start_OfACopyFromBeforeTheVersionWasKept_RemovesItsWordsFromTheNotesThere()
    {
        var (world, id, meeting, _) = await SharingAsync(DatabaseProvider.Sqlite);
        var copy = world.On(await RestoreTests.CopyAsync(databases, world));
        await RewordedAsync(world, meeting);
        await world.Database.WriteAsync(db => db.Meetings.Where(m => m.Id == meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.Notes, "Lokalen.")));
        await world.ReportAsync(id, world.Stored.Author, read: await ReadAsync(world, id, t => t.Text == Introduction ? t.Text : t.Text.Replace(IncidentWorld.Word, "en fråga", StringComparison.Ordinal)));

        await copy.StartAsync();

        Assert.Equal(["Letter.Introduction"], await copy.PlacesOfAsync(IncidentWorld.Word));
    }

    /// <summary>Two more versions of the minutes, with other notes than the meeting has now, and an adjuster who wants something changed.</summary>
    private static Task RewordedAsync(IncidentWorld world, long meeting) => world.Database.WriteAsync(db =>
    {
        foreach (var number in new[] { 2, 3 })
            db.Add(new MinutesVersion
            {
                MeetingId = meeting,
                Number = number,
                ById = world.Stored.Coordinator.AccountId!.Value,
                Reason = number == 2 ? $"Fel om {IncidentWorld.Word}" : "",
                HeadJson = $$"""{"Name":"PO-teamet","Notes":"Förr om {{IncidentWorld.Word}}."}""",
            });
        db.Add(new Adjustment { MeetingId = meeting, Name = "Anna Berg", Address = "anna@ort.example", Objection = $"Stryk {IncidentWorld.Word}" });
        return Task.CompletedTask;
    });

    /// <summary>A talkative case whose meeting has notes, kept with its minutes, and whose letter has a point about another case.</summary>
    private async Task<(IncidentWorld World, long Id, long Meeting, long Letter)> SharingAsync(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var other = await world.Stored.InReviewAsync();
        await world.Database.WriteAsync(async db =>
        {
            var meeting = await db.Meetings.SingleAsync(m => m.Items.Any(i => i.DeficiencyId == id));
            meeting.Notes = Notes;
            db.Add(new MinutesVersion { MeetingId = meeting.Id, Number = 1, ById = world.Stored.Coordinator.AccountId!.Value, HeadJson = $$"""{"Name":"PO-teamet","Notes":"{{Notes}}"}""" });
            var letter = await db.Letters.SingleAsync();
            letter.Introduction = Introduction;
            letter.Items.Add(new LetterItem { Number = 2, DeficiencyId = other, BookmarkId = await db.Bookmarks.Where(b => b.DeficiencyId == other).Select(b => b.Id).SingleAsync(), Title = "Annat", Pattern = "Annat" });
        });
        return (world, id, await world.Database.ReadAsync(db => db.Meetings.Where(m => m.Notes == Notes).Select(m => m.Id).SingleAsync()), await world.Database.ReadAsync(db => db.Letters.Select(l => l.Id).SingleAsync()));
    }

    /// <summary>All shared texts, read, each as it is to stand.</summary>
    private static async Task<IReadOnlyList<ReadText>> ReadAsync(IncidentWorld world, long id, Func<SharedText, string> written)
    {
        var offer = await world.WithAsync((_, s) => s.Incidents.OfferAsync(IncidentPlace.Report, id, world.Stored.Author));
        return [.. offer.Shared.Select(t => new ReadText(t.Key, t.Seen, IsRead: true, written(t)))];
    }

    private static Task<string> NotesAsync(IncidentWorld world) => world.Database.ReadAsync(db => db.Meetings.Where(m => m.Notes != "").Select(m => m.Notes).SingleAsync());
}
