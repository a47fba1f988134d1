using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

/// <summary>Drafts out of stored cases: what they tell of, and what they leave alone.</summary>
public sealed class YearDraftingTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Draft_ByAnOmbud_IsNotFound()
    {
        var id = await BeginAsync();

        await Assert.ThrowsAsync<CaseNotFoundException>(() => DraftAsync(id, _world.Ombud));
        Assert.Equal(0, await _world.CountAsync<YearPassage>());
    }

    [Fact]
    public async Task Draft_NeverTellsOfWhatDoesNotCount()
    {
        var told = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var now = _world.Time.GetUtcNow();
        await ChangeAsync("Utkast", s => s.SetProperty(d => d.IsDraft, true));
        await ChangeAsync("Exempel", s => s.SetProperty(d => d.IsExample, true));
        await ChangeAsync("Sammanslagen", s => s.SetProperty(d => d.MergedIntoId, told));
        await ChangeAsync("Raderad", s => s.SetProperty(d => d.ErasedAt, now));
        await ChangeAsync("Maskerad", s => s.SetProperty(d => d.MaskedAt, now));
        await ChangeAsync("Gott exempel", s => s.SetProperty(d => d.Kind, DeficiencyKind.GoodExample));
        await ChangeAsync("Från i fjol", s => s.SetProperty(d => d.SubmittedAt, now.AddYears(-1)));
        var notOne = await _world.SubmitAsync("Inte ett systemfel", "Det gällde ett enda besök.");
        await _world.DoAsync<SystemfelDb>(db => db.Set<Instance>().Where(i => i.DeficiencyId == notOne).ExecuteUpdateAsync(s => s.SetProperty(i => i.Outcome, "not-a-deficiency")));
        var id = await BeginAsync();

        await DraftAsync(id);

        Assert.Equal([told], await _world.ReadAsync(db => db.YearPassageCases.Select(c => c.DeficiencyId).Distinct().ToListAsync()));
    }

    [Fact]
    public async Task Draft_WhereAColleagueMustApprove_TellsOfWhatIsApproved()
    {
        var approved = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        await _world.SubmitAsync("Blanketten är svår", "Blanketten är lång.");
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.RequiresFourEyes, true));
            await db.Deficiencies.Where(d => d.Id == approved).ExecuteUpdateAsync(s => s.SetProperty(d => d.TextApprovedAt, _world.Time.GetUtcNow()));
        });
        var id = await BeginAsync();

        await DraftAsync(id);

        Assert.Equal([approved], (await PassagesAsync(id)).SelectMany(p => p.Cases.Select(c => c.DeficiencyId)));
    }

    [Fact]
    public async Task Draft_Again_LeavesWhatSomebodyWroteWithItsCases()
    {
        await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        await _world.SubmitAsync("Blanketten är svår", "Blanketten är lång.");
        var id = await BeginAsync();
        await DraftAsync(id);
        var first = (await PassagesAsync(id)).First(p => p.Field == "6.2");
        await WriteAsync(id, first, "Telefontiden räcker inte.");

        await DraftAsync(id);

        var after = (await PassagesAsync(id)).Where(p => p.Field == "6.2").ToList();
        Assert.Equal(("Telefontiden räcker inte.", first.Id), (after[0].Text, after[0].Id));
        Assert.Equal([first.Cases.Single().DeficiencyId], after[0].Cases.Select(c => c.DeficiencyId));
        Assert.Equal(2, after.SelectMany(p => p.Cases).DistinctBy(c => c.DeficiencyId).Count());
    }

    [Fact]
    public async Task Read_OfMeasures_TellsWhatWasDoneInTheYearAndWhatWasStillPromisedAtItsEnd()
    {
        var id = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var year = _world.Time.GetUtcNow().Year;
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            var line = await db.Bookmarks.Include(b => b.Addressee).FirstAsync(b => b.DeficiencyId == id);
            var party = await db.Parties.Select(p => p.Id).FirstAsync();
            DateTimeOffset On(int y, int month) => new(y, month, 8, 8, 0, 0, TimeSpan.Zero);
            Measure Of(string text, DateTimeOffset promised, MeasureState state) => new() { DeficiencyId = id, BookmarkId = line.Id, Text = text, ResponsiblePartyId = party, PromisedAt = promised, State = state };
            CaseEvent Done(int seq, DateTimeOffset at) => new() { DeficiencyId = id, Seq = seq, Kind = "measure-done", AddresseeId = line.Addressee?.Id, At = at };
            db.AddRange(
                Of("Gjort i fjol.", On(year - 1, 3), MeasureState.Done), Done(901, On(year - 1, 5)),
                Of("Gjort i år.", On(year, 3), MeasureState.Done), Done(902, On(year, 5)),
                Of("Gjort året efter.", On(year, 6), MeasureState.Done), Done(903, On(year + 1, 1)),
                Of("Lovat i fjol och kvar.", On(year, 7), MeasureState.Planned), Of(TextMask.Hidden, On(year, 8), MeasureState.Planned));
            await db.SaveChangesAsync();
        });

        var told = (await _world.WithAsync<YearCases, IReadOnlyList<YearCase>>(c => c.ReadAsync(_world.Organisation, year, Audience.Team))).Single(c => c.Id == id).Measures;

        Assert.Equal([(YearMeasureKind.Done, "Gjort i år."), (YearMeasureKind.Planned, "Gjort året efter."), (YearMeasureKind.Planned, "Lovat i fjol och kvar.")], told.Select(m => (m.Kind, m.Text)));
    }

    [Fact]
    public async Task Draft_OfATextThatPointsAtAPerson_LeavesItOutAndSaysSo()
    {
        var id = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.Pattern, "Gäller 19121212-1212.")));
        var document = await BeginAsync();

        await DraftAsync(document);

        Assert.Equal(YearDrafting.LeftOut, Assert.Single(await PassagesAsync(document), p => p.Cases.Count > 0).Text);
    }

    [Fact]
    public async Task Draft_OfAListWithOneTitleThatPointsAtAPerson_LeavesOutThatTitleAlone()
    {
        var ids = new List<long>();
        foreach (var n in Enumerable.Range(1, YearDraft.MostTold + 2)) ids.Add(await _world.SubmitAsync($"Blanketten {n} är svår", "Blanketten är lång."));
        var last = ids[^1];
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.Where(d => d.Id == last).ExecuteUpdateAsync(s => s.SetProperty(d => d.Title, "Gäller 19121212-1212")));
        var document = await BeginAsync();

        await DraftAsync(document);

        Assert.Equal(
            $"Ombuden har också rapporterat:\n– Blanketten {YearDraft.MostTold + 1} är svår\n– {YearDrafting.LeftOut}", Assert.Single(await PassagesAsync(document), p => p.Cases.Count > 1).Text);
    }

    [Fact]
    public async Task Draft_AgainWhenOneMeasureOfACaseIsWritten_KeepsTheOthersAndAddsWhatCameLater()
    {
        var id = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        await PromiseAsync(id, "En ny blankett.");
        await PromiseAsync(id, "Fler telefontider.");
        var document = await BeginAsync();
        await DraftAsync(document);
        await WriteAsync(document, (await PassagesAsync(document)).Single(p => p.Text.Contains("En ny blankett", StringComparison.Ordinal)), "Blanketten görs om.");
        await DraftAsync(document);
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        await PromiseAsync(id, "En egen ingång.");
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        await _world.WithAsync<YearDrafting, int>(d => d.AddNewAsync(document, _world.Coordinator));

        await DraftAsync(document);

        var told = (await PassagesAsync(document)).Where(p => p.Field == "6.3" && p.Cases.Count > 0).Select(p => p.Text).ToList();
        Assert.Equal(3, told.Count);
        Assert.All(["Blanketten görs om.", "Fler telefontider.", "En egen ingång."], t => Assert.Single(told, p => p.Contains(t, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AddNew_OfACaseThatOnlyAMeasureIsToldOf_TellsOfTheDeficiency()
    {
        var id = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.SubmittedAt, _world.Time.GetUtcNow().AddYears(-1))));
        await PromiseAsync(id, "En ny blankett.");
        var document = await BeginAsync();
        await DraftAsync(document);
        Assert.Equal(["6.3"], (await PassagesAsync(document)).Where(p => p.Cases.Count > 0).Select(p => p.Field));
        await _world.DoAsync<SystemfelDb>(db =>
        {
            db.Add(new Occurrence { DeficiencyId = id, AccountId = _world.Ombud.AccountId!.Value, Month = new DateOnly(2026, 5, 1), CountedAt = _world.Time.GetUtcNow() });
            return db.SaveChangesAsync();
        });

        var added = await _world.WithAsync<YearDrafting, int>(d => d.AddNewAsync(document, _world.Coordinator));

        Assert.Equal(1, added);
        Assert.Equal(["6.2", "6.3"], (await PassagesAsync(document)).Where(p => p.Cases.Count > 0).Select(p => p.Field));
    }

    /// <summary>Something that an authority has promised now.</summary>
    private Task PromiseAsync(long id, string text) => _world.DoAsync<SystemfelDb>(async db =>
    {
        db.Add(new Measure
        {
            DeficiencyId = id,
            BookmarkId = await db.Bookmarks.Where(b => b.DeficiencyId == id).Select(b => b.Id).FirstAsync(),
            Text = text,
            ResponsiblePartyId = await db.Parties.Select(p => p.Id).FirstAsync(),
            PromisedAt = _world.Time.GetUtcNow(),
        });
        await db.SaveChangesAsync();
    });

    [Fact]
    public async Task AddNew_WhenCasesCameLater_AddsThoseAndTouchesNoOther()
    {
        await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var id = await BeginAsync();
        await DraftAsync(id);
        var before = await PassagesAsync(id);
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        var later = await _world.SubmitAsync("Blanketten är svår", "Blanketten är lång.");
        var document = await _world.ReadAsync(db => db.YearDocuments.AsNoTracking().SingleAsync());
        Assert.Equal([later], await _world.WithAsync<YearCases, IReadOnlyList<long>>(c => c.NewAsync(document)));

        var added = await _world.WithAsync<YearDrafting, int>(d => d.AddNewAsync(id, _world.Coordinator));

        var after = await PassagesAsync(id);
        Assert.Equal(1, added);
        Assert.Equal(before.Select(p => (p.Id, p.Text)), after.Where(p => p.Cases.All(c => c.DeficiencyId != later)).Select(p => (p.Id, p.Text)));
        Assert.Equal("Blanketten är lång. Hyran blir obetald.", Assert.Single(after, p => p.Cases.Any(c => c.DeficiencyId == later)).Text);
        document = await _world.ReadAsync(db => db.YearDocuments.AsNoTracking().SingleAsync());
        Assert.Empty(await _world.WithAsync<YearCases, IReadOnlyList<long>>(c => c.NewAsync(document)));
    }

    [Fact]
    public async Task Write_WhenSomebodyHasWrittenThePassage_IsRefused()
    {
        await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var id = await BeginAsync();
        await DraftAsync(id);
        var passage = (await PassagesAsync(id))[0];
        await WriteAsync(id, passage, "Först.");

        var stale = await Assert.ThrowsAsync<StaleNotesException>(() => WriteAsync(id, passage, "Sedan."));

        Assert.Equal("Först.", stale.Current);
    }

    [Fact]
    public async Task Write_WhatPointsAtAPerson_IsRefused()
    {
        await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var id = await BeginAsync();
        await DraftAsync(id);

        var refused = await Assert.ThrowsAsync<TypedTextException>(() => WriteAsyncNow(id, "Ring 19121212-1212."));

        Assert.Equal("text", refused.Input);
    }

    [Fact]
    public async Task Join_TwoPassages_KeepsBothTextsAndBothCases()
    {
        await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        await _world.SubmitAsync("Blanketten är svår", "Blanketten är lång.");
        var id = await BeginAsync();
        await DraftAsync(id);
        var passages = (await PassagesAsync(id)).Where(p => p.Field == "6.2").ToList();
        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<YearDrafting>(d => d.JoinAsync(id, passages[0].Id, _world.Coordinator)));

        await _world.DoAsync<YearDrafting>(d => d.JoinAsync(id, passages[1].Id, _world.Coordinator));

        var one = Assert.Single(await PassagesAsync(id), p => p.Field == "6.2");
        Assert.Equal($"{passages[0].Text}\n\n{passages[1].Text}", one.Text);
        Assert.Equal(2, one.Cases.Count);
    }

    [Fact]
    public async Task Draft_OfAReportToAGroup_TellsOfItsOwnCasesAndNamesNoSmallUnit()
    {
        var own = await _world.SubmitAsync("Sätersborna får vänta", "I Säter är telefontiden kort.");
        await _world.SubmitAsync("Blanketten är svår", "Blanketten är lång.");
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Municipalities.Where(m => m.Code == "SAT").ExecuteUpdateAsync(s => s.SetProperty(m => m.IsSmallUnit, true));
            db.Add(new Grant { DeficiencyId = own, Kind = GrantKind.Group, GroupId = await db.Groups.Where(g => g.Code == "sg1").Select(g => g.Id).SingleAsync(), GivenAt = _world.Time.GetUtcNow() });
            await db.SaveChangesAsync();
        });
        var id = await _world.WithAsync<ReportFlow, long>(f => f.BeginAsync(_world.Organisation, 2026, "sg1", _world.Coordinator));
        await DraftAsync(id);
        var passages = await PassagesAsync(id);
        var typed = passages.First(p => p.Field == "2013.1");
        await WriteAsync(id, typed, "Vi har träffat ombuden i Säter.");

        var document = await _world.ReadAsync(db => db.YearDocuments.Include(d => d.Organisation).AsNoTracking().SingleAsync());
        var audience = await _world.WithAsync<SystemfelReader, Audience>(r => Audience.OfRoomAsync(r, _world.Organisation));
        var text = string.Join('\n', ReturnDocument.Report(document, "Samverkansgrupp 1", await PassagesAsync(id), audience, _world.Time.GetUtcNow()).Blocks.OfType<WordParagraph>().Select(p => p.Text));

        Assert.Equal([own], passages.SelectMany(p => p.Cases.Select(c => c.DeficiencyId)));
        Assert.Contains("I en mindre enhet är telefontiden kort.", text);
        Assert.Contains("Vi har träffat ombuden i en mindre enhet.", text);
        Assert.DoesNotContain("Blanketten", text);
    }

    [Fact]
    public async Task Report_ToWhoIsNoRecipient_IsNotFound() => await Assert.ThrowsAsync<CaseNotFoundException>(() =>
        _world.DoAsync<ReportFlow>(f => f.BeginAsync(_world.Organisation, 2026, "team", _world.Coordinator)));

    [Fact]
    public async Task Report_ThatIsSent_IsLocked()
    {
        await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var id = await _world.WithAsync<ReportFlow, long>(f => f.BeginAsync(_world.Organisation, 2026, YearRecipients.County, _world.Coordinator));
        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<ReportFlow>(f => f.ApproveAsync(id, _world.Coordinator)));
        await DraftAsync(id);
        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<ReportFlow>(f => f.SendAsync(id, "", [], _world.Coordinator)));
        await _world.DoAsync<ReportFlow>(f => f.ApproveAsync(id, _world.Coordinator));
        await _world.DoAsync<ReportFlow>(f => f.SendAsync(id, "utlämnad på mötet", [], _world.Coordinator));

        await Assert.ThrowsAsync<MoveRefusedException>(() => DraftAsync(id));
        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<ReportFlow>(f => f.OpenAsync(id, _world.Coordinator)));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<YearFlow>(f => f.ReturnAsync(id, YearDocumentState.Sent, "Fel.", [], _world.Coordinator)));
    }

    private Task<long> BeginAsync() => _world.WithAsync<YearWriting, long>(w => w.BeginAsync(_world.Organisation, 2026, null, _world.Coordinator));

    private Task DraftAsync(long id, Actor? actor = null) => _world.DoAsync<YearDrafting>(d => d.DraftAsync(id, actor ?? _world.Coordinator));

    private Task WriteAsync(long id, YearPassage passage, string text) =>
        _world.DoAsync<YearDrafting>(d => d.WriteAsync(id, passage.Id, ReturnVersion.OfText(passage.Text), text, [], _world.Coordinator));

    private async Task WriteAsyncNow(long id, string text) => await WriteAsync(id, (await PassagesAsync(id))[0], text);

    private Task<List<YearPassage>> PassagesAsync(long id) => _world.ReadAsync(db =>
        db.YearPassages.AsNoTracking().Include(p => p.Cases).Where(p => p.DocumentId == id).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync());

    private async Task ChangeAsync(string title, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Deficiency>> change)
    {
        var id = await _world.SubmitAsync(title, "Det tar lång tid.");
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(change));
    }
}
