using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

/// <summary>The return for 2022, made again in the product: its figures typed and pasted as a user would, and its section 6 reported as cases. docs/annual-return.md has it beside the original.</summary>
public sealed class RebuiltReturnTests
{
    [Fact]
    public async Task ReturnOf2022_EnteredAsAUserWould_HasEachPointUnderItsHeadingAndNamesTheTwoFaultyTotals()
    {
        await using var world = await LetterWorld.StartAsync();
        var cases = await ReportAsync(world);
        await AnswerAsync(world, cases[0].Id, "Enheten har arbetat in ombudens förslag: den är lättare att nå, och handläggarna förklarar hur ansökan fylls i.");
        world.Time.Set(new DateTimeOffset(2022, 12, 20, 9, 0, 0, TimeSpan.Zero));
        var meeting = await world.MeetingAsync("sg1");
        foreach (var (_, subject) in cases.Take(20)) await world.ItemAsync(meeting, subject);
        var id = await world.WithAsync<YearWriting, long>(w => w.BeginAsync(world.Organisation, 2022, null, world.Coordinator));

        await TypeAsync(world, id);
        await world.DoAsync<YearDrafting>(d => d.DraftAsync(id, world.Coordinator));

        var document = await world.ReadAsync(db => db.YearDocuments.Include(d => d.Organisation).AsNoTracking().SingleAsync(d => d.Id == id));
        var passages = await world.ReadAsync(db => db.YearPassages.AsNoTracking().Include(p => p.Cases).Where(p => p.DocumentId == id).OrderBy(p => p.SortOrder).ToListAsync());
        var headings = passages.Where(p => p.Field == "6.2").SelectMany(p => p.Cases.Select(c => (c.DeficiencyId, p.Heading))).ToDictionary();
        Assert.Equal(cases.Select(c => (c.Case.Title, c.Case.Now ?? c.Case.Heading)), cases.Select(c => (c.Case.Title, headings[c.Id])));
        Assert.Equal(
            [
                "Kommunen har ändrat något efter frågan om ”Svårt att nå handläggare”: Enheten har arbetat in ombudens förslag: den är lättare att nå, och handläggarna förklarar hur ansökan fylls i.",
                "Samverkansgrupp 1 har haft ett möte och behandlat 20 systemfel.",
            ],
            passages.Where(p => p.Field == "6.3").Select(p => p.Text));
        var values = ReturnValues.FromJson(document.ValuesJson);
        Assert.Equal(("2022", "Ja"), (document.TemplateKey, values["6.1"]));
        Assert.Equal(["2.2/totalt/k", "2.3/totalt/m"], ReturnSums.FaultsOf(FormOf2022.Template, values).Select(f => f.Key));
        using var word = WordprocessingDocument.Open(new MemoryStream(WordWriter.Write(ReturnDocument.Of(document, FormOf2022.Template, passages, [], world.Time.GetUtcNow()))), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(word).Select(e => e.Description));
    }

    private static async Task<List<(CaseOf2022 Case, long Id)>> ReportAsync(LetterWorld world)
    {
        var areas = await world.ReadAsync(db => db.SubAreas.Select(s => new { Key = s.Authority.Code + "/" + s.Code, s.Id, s.AuthorityId }).ToDictionaryAsync(s => s.Key));
        var reported = new List<(CaseOf2022, long)>();
        for (var i = 0; i < CasesOf2022.All.Count; i++)
        {
            var subject = CasesOf2022.All[i];
            world.Time.Set(new DateTimeOffset(2022, 1, 10, 8, 0, 0, TimeSpan.Zero).AddDays(7 * i));
            var area = areas[subject.To];
            var report = new ReportText { Title = subject.Title, Pattern = subject.Pattern, Consequence = subject.Consequence, Level = Level.Local, Addressees = [new ReportAddressee(area.AuthorityId, area.Id)] };
            var check = await world.WithAsync<TextCheck, CheckedText>(c => Task.FromResult(c.Check(report.AllText())));
            Assert.Empty(check.Open);
            reported.Add((subject, await world.WithAsync<CaseMoves, long>(m => m.SubmitAsync(world.Organisation, new Submit(report, check), world.Ombud, $"2022:{i}"))));
        }
        return reported;
    }

    private static Task AnswerAsync(LetterWorld world, long caseId, string text) => world.DoAsync<SystemfelDb>(async db =>
    {
        var line = await db.Bookmarks.Where(b => b.DeficiencyId == caseId).Select(b => b.Id).SingleAsync();
        db.Add(new Answer { DeficiencyId = caseId, BookmarkId = line, Kind = AnswerKind.Changed, State = AnswerState.Accepted, Text = text, ReceivedAt = new DateTimeOffset(2022, 11, 1, 8, 0, 0, TimeSpan.Zero) });
        await db.SaveChangesAsync();
    });

    /// <summary>Sections 1, 4 and 7 typed; the tables of 2 and 3 pasted as they stand in the form.</summary>
    private static async Task TypeAsync(LetterWorld world, long id)
    {
        foreach (var section in FormOf2022.Template.Sections.Where(s => s.Id is "1" or "2" or "3" or "4" or "7"))
        {
            var stored = ReturnValues.FromJson(await world.ReadAsync(db => db.YearDocuments.Where(d => d.Id == id).Select(d => d.ValuesJson).SingleAsync()));
            var typed = FormOf2022.Values.Of(section).ToDictionary();
            foreach (var table in section.Fields.Where(f => f.Kind == ReturnFieldKind.Table))
            {
                var pasted = TablePaste.Read(table, string.Join("\r\n", table.Rows.Select(r => string.Join('\t', table.Columns.Select(c => FormOf2022.Values[table.KeyOf(r, c)]).Prepend(r.Label)))));
                Assert.Empty(pasted.NotUnderstood);
                foreach (var (key, value) in pasted.Values) typed[key] = value;
            }
            await world.DoAsync<YearWriting>(w => w.WriteAsync(id, section.Id, typed, ReturnVersion.Of(section, stored), [], world.Coordinator));
        }
    }
}
