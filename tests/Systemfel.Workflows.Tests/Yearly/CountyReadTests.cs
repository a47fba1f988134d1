using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

/// <summary>What the County Administrative Board may read, and what it reads out of a Word document that somebody has changed.</summary>
public sealed class CountyReadTests
{
    [Fact]
    public async Task Published_ByAnAccountThatTheServiceHasNotLetRead_NeitherBindsItNorShowsItsReturn()
    {
        await using var world = await LetterWorld.StartAsync();
        var (other, _) = await world.ElsewhereAsync();
        await world.DoAsync<SystemfelDb>(db => db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.County, "Dalarna")));
        var person = await world.PersonAsync("Lena Länsstyrelsen");
        var membership = new Membership { AccountId = person.AccountId!.Value, OrganisationId = other, Role = Role.CountyBoard };
        await world.DoAsync<SystemfelDb>(db => { db.Add(membership); return db.SaveChangesAsync(); });
        var board = new Actor(person.AccountId, person.Name, [membership]);
        await world.DoAsync<CountyPublishing>(p => p.PublishAsync(new CountyOrder("Dalarna", 2026, "2013", new DateOnly(2027, 2, 3), ""), [], board));
        var id = await world.WithAsync<YearWriting, long>(w => w.BeginAsync(world.Organisation, 2026, null, world.Coordinator));
        await world.DoAsync<SystemfelDb>(db => db.YearDocuments.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, YearDocumentState.Sent).SetProperty(d => d.SentAt, world.Time.GetUtcNow())));

        var stands = await world.WithAsync<SystemfelReader, IReadOnlyList<CountyStand>>(async r =>
            await CountyStand.OfAsync(r, await r.CountyYears.Include(y => y.Services).SingleAsync(), CountyRights.ReadBy(board.Memberships), withTexts: true));

        Assert.NotEqual("2013", await world.ReadAsync(db => db.YearDocuments.Where(d => d.Id == id).Select(d => d.TemplateKey).SingleAsync()));
        var stand = stands.Single(s => s.Service.OrganisationId == world.Organisation);
        Assert.Equal((false, CountyReturnState.Missing, 0), (stand.IsReadable, stand.State, stand.Values.Typed.Count));
    }

    [Fact]
    public async Task Stand_OfAServiceThatLetsReadAfterItsFileWasReadIn_IsThatOfTheReturnInTheProduct()
    {
        await using var world = await LetterWorld.StartAsync();
        await world.DoAsync<SystemfelDb>(db => db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.County, "Dalarna")));
        var person = await world.PersonAsync("Lena Länsstyrelsen");
        var membership = new Membership { AccountId = person.AccountId!.Value, OrganisationId = world.Organisation, Role = Role.CountyBoard };
        await world.DoAsync<SystemfelDb>(db => { db.Add(membership); return db.SaveChangesAsync(); });
        await world.DoAsync<CountyPublishing>(p => p.PublishAsync(new CountyOrder("Dalarna", 2026, "2022", new DateOnly(2027, 2, 3), ""), [], new Actor(person.AccountId, person.Name, [membership])));
        var id = await world.WithAsync<YearWriting, long>(w => w.BeginAsync(world.Organisation, 2026, null, world.Coordinator));
        var now = world.Time.GetUtcNow();
        await world.DoAsync<SystemfelDb>(async db =>
        {
            await db.YearDocuments.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, YearDocumentState.Sent).SetProperty(d => d.SentAt, now.AddDays(-1)));
            await db.CountyServices.Where(c => c.OrganisationId == world.Organisation)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Source, "docx").SetProperty(c => c.ReceivedAt, now).SetProperty(c => c.State, CountyReturnState.AskedToComplete));
        });

        var stands = await world.WithAsync<SystemfelReader, IReadOnlyList<CountyStand>>(async r =>
            await CountyStand.OfAsync(r, await r.CountyYears.Include(y => y.Services).SingleAsync(), CountyRights.ReadBy([membership]), withTexts: false));

        var stand = stands.Single(s => s.Service.OrganisationId == world.Organisation);
        Assert.Equal((id, CountyReturnState.Received), (stand.DocumentId, stand.State));
    }

    [Fact]
    public void Word_FilledInByHand_TakesYesAndNoHoweverTheyAreTyped()
    {
        var file = CountyFileCheck.Read(Changed(body =>
        {
            var cells = body.Descendants<TableRow>().Select(r => r.Elements<TableCell>().ToList()).First(c => c[0].InnerText == "Kommun");
            cells[1].Descendants<DocumentFormat.OpenXml.Wordprocessing.Text>().First().Text = "– ja ";
            var routine = body.Elements<Paragraph>().First(p => p.InnerText.StartsWith("6.1 ", StringComparison.Ordinal));
            routine.InsertAfterSelf(Line(ReturnTemplates.Find("2022")!.Field("6.1") is { } f ? $"6.1 {f.Label}: NEJ" : ""));
            routine.Remove();
        }), new CountyYear { TemplateKey = "2022", Year = 2026 }).File;

        Assert.Equal((ReturnCheck.Yes, ReturnCheck.No), (file.Values["5.1/kommun/svar"], file.Values["6.1"]));
        Assert.Empty(ReturnCheck.FaultsOf(ReturnTemplates.Find("2022")!, new ReturnValues(file.Values)));
    }

    [Fact]
    public void Word_WithQuestionsRewrittenBoxesAndStrangeRows_ReadsWhatItCanAndSaysTheRest()
    {
        var read = ReturnWordFile.Read(Changed(body =>
        {
            var count = body.Elements<Paragraph>().First(p => p.InnerText.StartsWith("4.1a ", StringComparison.Ordinal));
            count.InsertAfterSelf(new SdtBlock(new SdtContentBlock(Line("17"))));
            var table = body.Elements<Table>().First();
            table.AppendChild(new TableRow());
            table.AppendChild(new TableRow(new TableCell(Line("därav 18–30 år")), new TableCell(Line("4"))));
            var renamed = body.Elements<Paragraph>().First(p => p.InnerText.StartsWith("7.1 ", StringComparison.Ordinal));
            renamed.InsertAfterSelf(Line("7.1 Vad vi fick: 12"));
            renamed.Remove();
        }), "2022", 2026);

        Assert.Equal(("17", "12"), (read.File.Values["4.1a"], read.File.Values["7.1"]));
        Assert.Equal(["7.1 Vad vi fick: 12", "därav 18–30 år 4"], read.NotUnderstood.Select(l => l.Split('”')[1]).Order(StringComparer.Ordinal));
    }

    private static Paragraph Line(string text) => new(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(text)));

    /// <summary>The product's own document of a return, changed by hand.</summary>
    private static byte[] Changed(Action<Body> change)
    {
        var document = new YearDocument { Year = 2026, TemplateKey = "2022", State = YearDocumentState.Sent, Organisation = new Organisation { Name = "PO Prov", County = "Dalarna" }, ValuesJson = """{"1.1":"5"}""" };
        using var stream = new MemoryStream();
        stream.Write(WordWriter.Write(ReturnDocument.Of(document, ReturnTemplates.Find("2022")!, [], [], new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        using (var word = WordprocessingDocument.Open(stream, isEditable: true))
        {
            change(word.MainDocumentPart!.Document!.Body!);
            word.MainDocumentPart.Document.Save();
        }
        return stream.ToArray();
    }
}
