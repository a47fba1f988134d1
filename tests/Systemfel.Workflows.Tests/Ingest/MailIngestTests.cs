using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

public sealed class MailIngestTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Store_OfTheSameMailAgain_IsTheOneAlreadyThere()
    {
        var raw = Encoding.UTF8.GetBytes(Mails.Reply("svar@po.example", "Hej"));
        Task<long> StoreAsync(long? uid) => _world.WithAsync<MailIngest, long>(i => i.StoreAsync(_world.Organisation, "INBOX", uid == null ? null : 9, uid, raw));

        long[] ids = [await StoreAsync(1), await StoreAsync(1), await StoreAsync(2), await StoreAsync(null)];

        Assert.Single(ids.Distinct());
        Assert.Equal(1, await _world.CountAsync<MailMessage>());
    }

    [Fact]
    public async Task Process_Twice_ProposesOnce()
    {
        var letter = await _world.SendLetterAsync(1);
        var (id, _) = await _world.DeliverAsync(Mails.Reply(await AddressAsync(letter), "Vi planerar en ändring i vår."));

        await _world.WithAsync<MailIngest, MailState>(i => i.ProcessAsync(id));

        var answer = Assert.Single(await AnswersAsync());
        Assert.Equal((AnswerState.Proposed, AnswerKind.Planned), (answer.State, answer.Kind));
        Assert.Equal(1, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "answer-received")));
    }

    [Theory]
    [InlineData("svar@po.example", "registrator@sater.example")]
    [InlineData("svar+00000000000000000000000000@po.example", "socialforvaltningen@sater.example")]
    [InlineData("svar+ZZZZZZZZZZZZZZZZZZZZZZZZZZ@po.example", "socialforvaltningen@sater.example")]
    public async Task Process_OfAForgedReply_ChangesNoCaseAndWaitsUnsorted(string to, string from)
    {
        await _world.SendLetterAsync(2);
        var before = await _world.PictureAsync();
        var tag = await _world.ReadAsync(db => db.Letters.Select(l => l.Tag).SingleAsync());

        var (_, state) = await _world.DeliverAsync(Mails.Reply(to, "1. Vi har ändrat allt.", from, $"SV: Systemfel att besvara [#{tag}]"));

        Assert.Equal(MailState.Unsorted, state);
        Assert.Equal(before, await _world.PictureAsync());
    }

    [Fact]
    public async Task Process_WithAnotherOrganisationsToken_ChangesNothingAndGuessesNothing()
    {
        var letter = await _world.SendLetterAsync(1);
        var address = await AddressAsync(letter);
        var stranger = await _world.ReadAsync(async db =>
        {
            var other = new Organisation { Name = "En annan" };
            db.Add(other);
            await db.SaveChangesAsync();
            return other.Id;
        });
        var before = await _world.PictureAsync();

        var id = await _world.WithAsync<MailIngest, long>(i => i.StoreAsync(stranger, "INBOX", null, null, Encoding.UTF8.GetBytes(Mails.Reply(address, "Hej"))));
        await _world.DoAsync<MailIngest>(i => i.ProcessAsync(id));

        Assert.Equal(before, await _world.PictureAsync());
        var mail = await _world.MailAsync(id);
        Assert.Equal((MailState.Unsorted, "[]"), (mail.State, mail.GuessesJson));
    }

    [Theory]
    [InlineData("socialforvaltningen@sater.example", true)]
    [InlineData("eva@enhet.sater.example", true)]
    [InlineData("socialforvaltningen@sater-kommun.example", false)]
    [InlineData("socialforvaltningen@sater.example.evil.example", false)]
    [InlineData("socialforvaltningen@sater.example>, <b@c.example", false)]
    public async Task Process_FromSuchASender_IsVerifiedOnlyWhenTheDomainIsTheContacts(string from, bool verified)
    {
        var letter = await _world.SendLetterAsync(1);

        var (id, state) = await _world.DeliverAsync(Mails.Reply(await AddressAsync(letter), "Vi gör ingen ändring.", from));

        Assert.Equal(MailState.Filed, state);
        Assert.Equal(verified, (await _world.MailAsync(id)).UnverifiedReason == "");
    }

    [Fact]
    public async Task Process_WithATokenInLowerCaseInDeliveredTo_IsFiled()
    {
        var letter = await _world.SendLetterAsync(1);
        var mail = "Delivered-To: " + await AddressAsync(letter) + "\n" + Mails.Reply("svar@po.example", "Hej på er.");

        var (_, state) = await _world.DeliverAsync(mail);

        Assert.Equal(MailState.Filed, state);
    }

    [Fact]
    public async Task Process_OfNumberedAnswers_ProposesForThosePointsOnly()
    {
        var letter = await _world.SendLetterAsync(3);

        await _world.DeliverAsync(Mails.Reply(await AddressAsync(letter), "Hej\n\n1. Vi har ändrat rutinen.\n\n3. Vi behöver mer tid."));

        var answers = await AnswersAsync();
        Assert.Equal([1, 3], answers.Select(a => a.LetterItem!.Number));
        Assert.Equal([AnswerKind.Changed, AnswerKind.MoreTime], answers.Select(a => a.Kind!.Value));
        Assert.Equal("Vi har ändrat rutinen.", answers[0].Text);
    }

    [Fact]
    public async Task Process_OfAnUnnumberedAnswer_ProposesForEveryOpenPointWithoutAKind()
    {
        var letter = await _world.SendLetterAsync(2);

        await _world.DeliverAsync(Mails.Reply(await AddressAsync(letter), "Det här tar vi upp i ledningsgruppen."));

        var answers = await AnswersAsync();
        Assert.Equal(2, answers.Count);
        Assert.All(answers, a => Assert.Null(a.Kind));
    }

    [Fact]
    public async Task Process_OfAnyAnswer_MovesNoLine()
    {
        var letter = await _world.SendLetterAsync(1);

        await _world.DeliverAsync(Mails.Reply(await AddressAsync(letter), "Vi har ändrat rutinen."));

        var line = await _world.ReadAsync(db => db.Bookmarks.SingleAsync());
        Assert.Equal(Stages.AwaitingAnswer, line.Stage);
    }

    [Fact]
    public async Task Process_OfOneMailToTwoLetters_ReachesBoth()
    {
        var first = await _world.SendLetterAsync(1);
        var second = await _world.SendLetterAsync(1, "kommun-avesta");

        var (id, _) = await _world.DeliverAsync(Mails.Reply($"{await AddressAsync(first)}, {await AddressAsync(second)}", "Vi svarar gemensamt."));

        Assert.Equal([first, second], (await _world.MailAsync(id)).Letters.Select(l => l.LetterId).Order());
        Assert.Equal(2, (await AnswersAsync()).Select(a => a.LetterItem!.LetterId).Distinct().Count());
    }

    [Fact]
    public async Task Process_OfTheSecondCopyOfAMailToTwoLetters_ProposesNothingMore()
    {
        var first = await _world.SendLetterAsync(1);
        var second = await _world.SendLetterAsync(1, "kommun-avesta");
        var mail = Mails.Reply($"{await AddressAsync(first)}, {await AddressAsync(second)}", "Vi svarar gemensamt.");

        await _world.DeliverAsync("Delivered-To: a@po.example\n" + mail, uid: 1);
        await _world.DeliverAsync("Delivered-To: b@po.example\n" + mail, uid: 2);

        Assert.Equal(2, (await AnswersAsync()).Count);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", "Automatiskt svar", "Jag är på semester till den 4 augusti.")]
    [InlineData("", "Bekräftelse", "Ert ärende har registrerats med diarienummer SN 2026/431.")]
    public async Task Process_OfAnAutomaticReply_FilesItButProposesNothing(string header, string subject, string text)
    {
        var letter = await _world.SendLetterAsync(1);
        var before = await _world.PictureAsync();

        var (id, state) = await _world.DeliverAsync(header + Mails.Reply(await AddressAsync(letter), text, subject: subject));

        Assert.Equal((MailState.Filed, "auto-reply"), (state, (await _world.MailAsync(id)).Kind));
        Assert.Equal(before, await _world.PictureAsync());
    }

    [Fact]
    public async Task Process_OfARegistratorsReceipt_LearnsTheirReference()
    {
        var letter = await _world.SendLetterAsync(1);

        await _world.DeliverAsync(Mails.Reply(await AddressAsync(letter), "Ert ärende har registrerats med diarienummer SN 2026/431.", subject: "Bekräftelse"));

        Assert.Equal("SN 2026/431", await _world.ReadAsync(db => db.Letters.Select(l => l.TheirReference).SingleAsync()));
    }

    [Theory]
    [InlineData("Authentication-Results: mx.po.example; spf=pass; dmarc=fail header.from=sater.example\n", true, "spf=pass dmarc=fail")]
    [InlineData("Authentication-Results: mx.po.example; dmarc=pass header.from=sater.example\n", false, "dmarc=pass")]
    [InlineData("Authentication-Results: mx.sater.example; dmarc=fail header.from=sater.example\n", false, "")]
    public async Task Process_BelievesOnlyOurOwnServerAboutTheSender(string header, bool unverified, string noted)
    {
        var letter = await _world.SendLetterAsync(1);

        var (id, state) = await _world.DeliverAsync(header + Mails.Reply($"svar+{await _world.TokenAsync(letter)}@po.example", "Vi har ändrat rutinen."));

        var mail = await _world.MailAsync(id);
        Assert.Equal(MailState.Filed, state);
        Assert.Equal(unverified, mail.UnverifiedReason.Contains("DMARC", StringComparison.Ordinal));
        Assert.Equal(noted, mail.Authentication);
    }

    [Fact]
    public async Task Process_OfAMailWithAMailAttached_OpensItAsFoldedText()
    {
        var letter = await _world.SendLetterAsync(1);
        var to = $"svar+{await _world.TokenAsync(letter)}@po.example";

        var (id, _) = await _world.DeliverAsync($"""
            From: <socialforvaltningen@sater.example>
            To: <{to}>
            Subject: SV: Systemfel att besvara
            Message-ID: <hel@sater.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8

            Se enhetens svar i det bifogade brevet.
            --b
            Content-Type: message/rfc822

            From: <enheten@sater.example>
            To: <{to}>
            Subject: Vårt svar
            Content-Type: text/plain; charset=utf-8

            Rutinen ändras i mars. Sänd till {to}.
            --b--

            """);

        var mail = await _world.MailAsync(id);
        Assert.Contains("--- Bifogat brev: Vårt svar ---\nRutinen ändras i mars.", mail.QuotedText);
        Assert.DoesNotContain(await _world.TokenAsync(letter), mail.QuotedText, StringComparison.OrdinalIgnoreCase);
        Assert.Single(mail.Attachments);
    }

    [Fact]
    public async Task Process_OfAReportOfDelivery_MarksTheLetterAsDelivered()
    {
        var letter = await _world.SendLetterAsync(1);

        await _world.DeliverAsync(Mails.Report($"svar+{await _world.TokenAsync(letter)}@po.example", "socialforvaltningen@sater.example", "delivered", "2.0.0"));

        Assert.Equal(DeliveryState.Delivered, await _world.ReadAsync(db => db.LetterRecipients.Select(r => r.Delivery).SingleAsync()));
        Assert.NotNull(await _world.ReadAsync(db => db.OutboxItems.Select(o => o.DeliveredAt).SingleAsync()));
    }

    [Fact]
    public async Task Process_OfALateReportOfDelay_DoesNotTakeADeliveryBack()
    {
        var letter = await _world.SendLetterAsync(1);
        var to = $"svar+{await _world.TokenAsync(letter)}@po.example";
        await _world.DeliverAsync(Mails.Report(to, "socialforvaltningen@sater.example", "delivered", "2.0.0"));

        await _world.DeliverAsync(Mails.Report(to, "socialforvaltningen@sater.example", "delayed", "4.4.1"));

        Assert.Equal(DeliveryState.Delivered, await _world.ReadAsync(db => db.LetterRecipients.Select(r => r.Delivery).SingleAsync()));
    }

    [Fact]
    public async Task Process_OfABounce_MarksRecipientAndContactAndTellsTheCaseOnce()
    {
        var letter = await _world.SendLetterAsync(1);
        var recipient = await _world.ReadAsync(db => db.LetterRecipients.SingleAsync());
        var bounce = Mails.Bounce(await AddressAsync(letter), recipient.Address);

        await _world.DeliverAsync(bounce, uid: 1);
        await _world.DeliverAsync("X-Copy: 2\n" + bounce, uid: 2);

        Assert.Equal((DeliveryState.Failed, "5.1.1"), await _world.ReadAsync(async db => { var r = await db.LetterRecipients.SingleAsync(); return (r.Delivery, r.DeliveryDetail); }));
        Assert.Equal(1, await _world.ReadAsync(db => db.Contacts.CountAsync(c => c.State == ContactState.Bouncing)));
        Assert.Equal(1, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "delivery-failed")));
    }

    [Fact]
    public async Task Process_OfBytesThatAreNoMail_PutsThemInQuarantineTheThirdTime()
    {
        var id = await _world.WithAsync<MailIngest, long>(i => i.StoreAsync(_world.Organisation, "INBOX", 1, 1, [0, 1, 2, 3]));
        var states = new List<MailState>();
        for (var i = 0; i < 3; i++) states.Add(await _world.WithAsync<MailIngest, MailState>(m => m.ProcessAsync(id)));

        Assert.Equal([MailState.Stored, MailState.Stored, MailState.Quarantined], states);
        Assert.Equal([0, 1, 2, 3], (await _world.MailAsync(id)).Raw);
    }

    [Fact]
    public async Task Process_WhenReadingItHasStoppedTheProgramThreeTimes_QuarantinesItUnread()
    {
        var letter = await _world.SendLetterAsync(1);
        var raw = Encoding.UTF8.GetBytes(Mails.Reply(await AddressAsync(letter), "Vi har ändrat rutinen."));
        var id = await _world.WithAsync<MailIngest, long>(i => i.StoreAsync(_world.Organisation, "INBOX", 1, 1, raw));
        await _world.DoAsync<SystemfelDb>(db => db.MailMessages.ExecuteUpdateAsync(s => s.SetProperty(m => m.Attempts, 3)));

        var state = await _world.WithAsync<MailIngest, MailState>(m => m.ProcessAsync(id));

        Assert.Equal(MailState.Quarantined, state);
        Assert.Empty(await AnswersAsync());
    }

    [Theory]
    [InlineData("svar@po.example")]
    [InlineData("Svar+00000000000000000000000000@PO.example")]
    public async Task Process_OfAMailThatCameBackFromOurOwnAddress_ProposesNothing(string from)
    {
        var letter = await _world.SendLetterAsync(1);

        var (_, state) = await _world.DeliverAsync(Mails.Reply(await AddressAsync(letter), "Vi har ändrat rutinen.", from));

        Assert.Equal(MailState.Filed, state);
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task Process_WithOneWrongCharacterInTheToken_GuessesTheLetterAndFilesNothing()
    {
        var letter = await _world.SendLetterAsync(1);
        var token = (await _world.TokenAsync(letter)).ToCharArray();
        token[5] = token[5] == 'A' ? 'B' : 'A';

        var (id, state) = await _world.DeliverAsync(Mails.Reply($"svar+{new string(token)}@po.example", "Hej"));

        Assert.Equal(MailState.Unsorted, state);
        var guess = LetterGuess.Read((await _world.MailAsync(id)).GuessesJson)[0];
        Assert.Equal(letter, guess.LetterId);
        Assert.Contains("ett tecken", guess.Why[0]);
    }

    [Fact]
    public async Task Process_AfterTheTokenExpired_FilesNothing()
    {
        var letter = await _world.SendLetterAsync(1);
        var address = await AddressAsync(letter);
        _world.Time.AdvanceDays(401);

        var (_, state) = await _world.DeliverAsync(Mails.Reply(address, "Sent omsider."));

        Assert.Equal(MailState.Unsorted, state);
    }

    [Fact]
    public async Task Process_OfADeceivingName_ShowsItWithoutTurningCharacters()
    {
        var (id, _) = await _world.DeliverAsync(Mails.Reply("svar@po.example", "Hej", "\"Borlänge\u202Eelpmaxe\" <a@b.example>"));

        Assert.DoesNotContain('\u202E', (await _world.MailAsync(id)).FromName);
    }

    private async Task<string> AddressAsync(long letter) => $"svar+{(await _world.TokenAsync(letter)).ToLowerInvariant()}@po.example";

    private Task<List<Answer>> AnswersAsync() => _world.ReadAsync(db => db.Answers.Include(a => a.LetterItem).OrderBy(a => a.Id).ToListAsync());
}

/// <summary>Mails as authorities' programs write them.</summary>
internal static class Mails
{
    public static string Reply(string to, string text, string from = "socialforvaltningen@sater.example", string subject = "SV: Systemfel att besvara") =>
        $"From: {(from.Contains('<', StringComparison.Ordinal) ? from : $"<{from}>")}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{Guid.NewGuid():N}@sater.example>\n"
        + $"Date: Tue, 15 Sep 2026 10:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n";

    public static string Bounce(string to, string failed) => Report(to, failed, "failed", "5.1.1");

    public static string Report(string to, string recipient, string action, string status) =>
        $"""
        From: <MAILER-DAEMON@mail.sater.example>
        To: <{to}>
        Subject: {(action == "failed" ? "Undelivered Mail Returned to Sender" : "Delivery Status Notification")}
        Message-ID: <{action}@mail.sater.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        {(action == "failed" ? "The mail could not be delivered." : "About your mail.")}
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.sater.example

        Final-Recipient: rfc822; {recipient}
        Action: {action}
        Status: {status}

        --b--

        """;
}
