using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Web.Tests.Incidents;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Exporting;

namespace Systemfel.Web.Tests.Exporting;

/// <summary>'Hämta allt' over the demo, with an answer that has come by mail and a case that is masked.</summary>
public sealed class ExportAllTests(IncidentHost host) : MaskSteps(host), IClassFixture<IncidentHost>
{
    [Theory]
    [InlineData(Role.Ombud)]
    [InlineData(Role.UnitManager)]
    [InlineData(Role.Registrar)]
    [InlineData(Role.Member)]
    public async Task All_ForAnyoneButTheCoordinator_Is404(Role role)
    {
        using var browser = await Host.AsAsync(role);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/export/allt.zip")).Status);
    }

    [Fact]
    public async Task All_OfTheDemo_HoldsEveryKindWithItsRows()
    {
        using var zip = await TakeAsync();

        var (cases, events, meetings, mails) = await Host.ReadAsync(async r => (
            await r.Deficiencies.CountAsync(d => !d.IsDraft), await r.CaseEvents.CountAsync(e => !e.Deficiency.IsDraft), await r.Meetings.CountAsync(), await r.MailMessages.CountAsync()));
        Assert.Equal(OrganisationExport.Files.Order(), zip.Entries.Select(e => e.FullName).Where(n => n.EndsWith(".json", StringComparison.Ordinal) && n != "manifest.json").Order());
        Assert.Equal(cases, Json(zip, "cases.json").GetArrayLength());
        Assert.Equal(events, Json(zip, "cases.json").EnumerateArray().Sum(c => c.GetProperty("events").GetArrayLength()));
        Assert.Equal(meetings, Json(zip, "meetings.json").GetArrayLength());
        Assert.Equal(mails, Json(zip, "mails.json").GetArrayLength());
        var manifest = Json(zip, "manifest.json");
        Assert.Equal(cases, manifest.GetProperty("kinds").EnumerateArray().Single(k => k.GetProperty("file").GetString() == "cases.json").GetProperty("rows").GetInt32());
        Assert.True(await Host.ReadAsync(r => r.AccessLog.AnyAsync(a => a.What == "export.all" && a.SubjectId != null)));
    }

    [Fact]
    public async Task All_WithAMail_HoldsItAsItCameWithItsFile()
    {
        var (_, _, link) = await Host.SentAsync();
        var mail = await Host.ArriveAsync(link, "Vi ser över rutinen.");

        using var zip = await TakeAsync();

        var stored = await Host.ReadAsync(r => r.MailMessages.Where(m => m.Id == mail).Select(m => m.Raw).SingleAsync());
        Assert.Equal(stored, Bytes(zip, $"mails/{mail}.eml"));
        var file = Assert.Single(zip.Entries, e => e.FullName.StartsWith("attachments/", StringComparison.Ordinal) && e.FullName.Contains($"-{IncidentHost.Word}.txt", StringComparison.Ordinal)
            && Text(e).Contains($"Om {IncidentHost.Word}.", StringComparison.Ordinal) && e.FullName.Contains($"/{AttachmentOf(zip, mail)}-", StringComparison.Ordinal));
        Assert.NotEmpty(file.FullName);
    }

    [Fact]
    public async Task All_WithAFileThatIsInfected_HoldsNeitherItNorTheMailThatCarriedIt()
    {
        var (_, _, link) = await Host.SentAsync();
        var mail = await Host.ArriveAsync(link, "Vi ser över rutinen.");
        Host.Scanner.Verdict = new ScanVerdict(false, "Eicar-Signature");
        await Host.WithAsync<AttachmentScanning, string>(s => s.ExecuteAsync(default));
        Host.Scanner.Verdict = new ScanVerdict(true, "");

        using var zip = await TakeAsync();

        var infected = AttachmentOf(zip, mail);
        Assert.Null(zip.GetEntry($"mails/{mail}.eml"));
        Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith($"attachments/{infected}-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_WithAMaskedCase_HoldsNoWordOfItAndSaysThatItIsMasked()
    {
        var (_, _, link) = await Host.SentAsync();
        var (_, subject, texts) = await MaskedCaseAsync();
        var mail = await Host.ArriveAsync(link, $"Jag heter Ragnvald Ohemul.");
        Assert.Equal($"/post/{mail}", (await Host.Coordinator.PostFormAsync($"/post/{mail}/fel-uppgift", ("kinds", "NAMN"))).Location);

        using var zip = await TakeAsync();

        var all = string.Join('\n', zip.Entries.Select(Text));
        Assert.DoesNotContain("Ragnvald Ohemul", all, StringComparison.Ordinal);
        Assert.All(new[] { texts.Title, texts.Pattern, texts.Proposal }.Where(t => t.Length > 0), t => Assert.DoesNotContain(t, all, StringComparison.Ordinal));
        var masked = Json(zip, "cases.json").EnumerateArray().Single(c => c.GetProperty("id").GetInt64() == subject);
        Assert.Equal("[maskerat]", masked.GetProperty("title").GetString());
        Assert.NotEqual(JsonValueKind.Null, masked.GetProperty("maskedAt").ValueKind);
        Assert.Null(zip.GetEntry($"mails/{mail}.eml"));
        var attachment = AttachmentOf(zip, mail);
        Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith($"attachments/{attachment}-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_HoldsNothingThatOneSignsInOrAnswersWith()
    {
        await Host.SentAsync();
        var secrets = await Host.ReadAsync(async r => (await r.Accounts.Select(a => new { a.PasswordHash, a.SecurityStamp }).ToListAsync()).SelectMany(a => new[] { a.PasswordHash!, a.SecurityStamp! })
            .Concat((await r.LetterRecipients.Where(x => x.Letter.State == LetterState.Sent).Select(x => new { x.Nonce, x.TokenHash }).ToListAsync())
                .SelectMany(x => new[] { Convert.ToHexStringLower(x.Nonce), Convert.ToHexStringLower(x.TokenHash), Convert.ToBase64String(x.TokenHash) }))
            .Where(s => s.Length > 0).Distinct().ToList());
        Assert.True(secrets.Count > 10);

        using var zip = await TakeAsync();

        var all = string.Join('\n', zip.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.Ordinal)).Select(Text));
        Assert.DoesNotContain(secrets, s => all.Contains(s, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("\"account:", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_WithAReportThatIsWithdrawn_HoldsItNot()
    {
        var one = await Host.ReadAsync(r => r.Deficiencies.Where(d => !d.IsDraft).MinAsync(d => d.Id));
        await Host.SetAsync($"""UPDATE "Deficiencies" SET "IsDraft" = 1 WHERE "Id" = {one}""");

        using var zip = await TakeAsync();

        await Host.SetAsync($"""UPDATE "Deficiencies" SET "IsDraft" = 0 WHERE "Id" = {one}""");
        Assert.DoesNotContain(one, Ids(Json(zip, "cases.json")));
    }

    [Fact]
    public async Task All_WithAnAnswerThatIsBegun_HoldsItNot()
    {
        var (one, state) = await Host.ReadAsync(async r => await r.Answers.Where(a => a.State != AnswerState.Started).OrderBy(a => a.Id).Select(a => ValueTuple.Create(a.Id, a.State)).FirstAsync());
        await Host.SetAsync($"""UPDATE "Answers" SET "State" = {(int)AnswerState.Started} WHERE "Id" = {one}""");

        using var zip = await TakeAsync();

        await Host.SetAsync($"""UPDATE "Answers" SET "State" = {(int)state} WHERE "Id" = {one}""");
        Assert.DoesNotContain(one, Json(zip, "cases.json").EnumerateArray().SelectMany(c => Ids(c.GetProperty("answers"))));
    }

    [Fact]
    public async Task All_WithAMailThatOneSignsInBy_HoldsItNot()
    {
        await Host.SentAsync();
        var (one, letter, purpose) = await Host.ReadAsync(async r => await r.OutboxItems.OrderByDescending(o => o.Id).Where(o => o.LetterId != null).Select(o => ValueTuple.Create(o.Id, o.LetterId, o.Purpose)).FirstAsync());
        await Host.SetAsync($"""UPDATE "OutboxItems" SET "LetterId" = NULL, "Purpose" = 'account' WHERE "Id" = {one}""");

        using var zip = await TakeAsync();

        await Host.SetAsync($"""UPDATE "OutboxItems" SET "LetterId" = {letter}, "Purpose" = '{purpose}' WHERE "Id" = {one}""");
        Assert.DoesNotContain(one, Ids(Json(zip, "sent-mails.json")));
    }

    [Fact]
    public async Task All_OfOneOrganisation_HoldsNoRowOfAnother()
    {
        using var zip = await TakeAsync(organisation: long.MaxValue);

        Assert.All(OrganisationExport.Files, f => Assert.Equal(0, Json(zip, f).GetArrayLength()));
        Assert.DoesNotContain(zip.Entries, e => e.FullName.Contains('/', StringComparison.Ordinal));
    }

    private static IEnumerable<long> Ids(JsonElement rows) => rows.EnumerateArray().Select(r => r.GetProperty("id").GetInt64());

    private static long AttachmentOf(ZipArchive zip, long mail) =>
        Json(zip, "mails.json").EnumerateArray().Single(m => m.GetProperty("id").GetInt64() == mail).GetProperty("attachments")[0].GetProperty("id").GetInt64();

    private async Task<ZipArchive> TakeAsync(long? organisation = null)
    {
        if (organisation is null)
        {
            var page = await Host.Coordinator.GetAsync("/export/allt.zip");
            Assert.Equal("application/zip", page.Header("Content-Type"));
            return new ZipArchive(new MemoryStream(await page.Response.Content.ReadAsByteArrayAsync()));
        }
        var file = new MemoryStream();
        await using var scope = Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrganisationExport>().WriteAsync(organisation.Value, file);
        return new ZipArchive(new MemoryStream(file.ToArray()));
    }

    private static JsonElement Json(ZipArchive zip, string name) => JsonDocument.Parse(Bytes(zip, name)).RootElement;

    private static string Text(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
