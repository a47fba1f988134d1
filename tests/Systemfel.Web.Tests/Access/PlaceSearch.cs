using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Reports;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Outbox;

namespace Systemfel.Web.Tests.Access;

/// <summary>Finds, and where the demo has none makes, one of everything that the matrix names.</summary>
internal static partial class PlaceSearch
{
    public static async Task<Places> FindAsync(MatrixWorld world, long home, Browser coordinator, Browser ombud)
    {
        var review = await OpenNextAsync(world, coordinator, "team");
        var meeting = await OpenNextAsync(world, coordinator, "sg1");
        var planned = await world.WithAsync<SystemfelReader, long>(r => r.Meetings.Where(m => m.OrganisationId == home && m.Group.Code == "sg1" && m.State == MeetingState.Planned)
            .OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());
        Assert.Equal($"/mote/{planned}#kallade", (await coordinator.PostFormAsync($"/mote/{planned}", $"/mote/{planned}/kalla")).Location);
        var sent = (await world.WithAsync<DemoMailbox, IReadOnlyList<DemoMail>>(d => d.ListAsync(100))).First(m => Token().IsMatch(m.Mail.Text) && m.Mail.Html.Length > 0);
        var (withAttachment, attachment) = await AttachmentAsync(world, home);
        const string email = "prov@matris.example";
        var account = await world.WithAsync<AccountService, AccountResult>(a => a.InviteAsync("Prov", email, [new(home, Data.Accounts.Role.Ombud)]));
        // Not the account that the rows about accounts close.
        var reader = await world.WithAsync<AccountService, AccountResult>(a => a.InviteAsync("Läsare", "lasare@matris.example", [new(home, Data.Accounts.Role.Ombud)]));
        var feed = await world.WithAsync<CalendarKeys, Uri>(c => c.MakeAsync(reader.AccountId));
        var adjuster = await AdjusterAsync(world, coordinator, meeting);
        var minutes = await RewrittenAsync(world, coordinator, home);
        var withdrawn = await SentInAsync(world, ombud, "Återkallad rapport om långa väntetider");
        Assert.Equal($"/rapportera/systemfel/{withdrawn.Id}", (await ombud.PostFormAsync("/", "/rapportera/dra-tillbaka", ("id", $"{withdrawn.Id}"), ("targets", Line(withdrawn)))).Location);
        var fresh = await SentInAsync(world, ombud, "Nyss inskickad rapport om en stängd telefon");
        var raised = await RaisedAsync(world, meeting, coordinator);
        var (incident, sealedMail) = await IncidentAsync(world, home, coordinator);
        var import = (await coordinator.PostFormAsync("/import", "/import/text", ("text", "Långa köer utan datum"))).Location!.Split('/')[^1];
        var effect = await world.WithAsync<EffectLinks, string>(l => Task.FromResult(l.Of(reader.AccountId, Systemfel.Workflows.Time.SwedishCalendar.DateOf(world.Clock.GetUtcNow()))));
        var yearly = (await coordinator.PostFormAsync("/arsrapport", "/arsrapport", ("year", "2025"))).Location!;
        var onItsWay = (await coordinator.PostFormAsync("/arsrapport", "/arsrapport", ("year", "2024"))).Location!;
        await coordinator.PostFormAsync(yearly, $"{yearly}/utkast");
        var file = await FileOfReturnAsync(world, home);
        var report = (await coordinator.PostFormAsync($"{yearly}/rapport", $"{yearly}/rapport", ("recipient", "county"))).Location!;
        var reportOnItsWay = (await coordinator.PostFormAsync($"{yearly}/rapport", $"{yearly}/rapport", ("recipient", "sg1"))).Location!;
        await coordinator.PostFormAsync(report, $"{report}/utkast");
        var reportPassage = await world.WithAsync<SystemfelReader, long>(r => r.YearPassages.Where(p => p.Document.Recipient == "county").OrderBy(p => p.SortOrder).Select(p => p.Id).FirstAsync());
        await coordinator.PostFormAsync($"{report}/stycke/{reportPassage}", ("stycke", "Ombuden rapporterar varje vecka."));
        var passage = await world.WithAsync<SystemfelReader, long>(r => r.YearPassages.Where(p => p.Document.Recipient == "").OrderBy(p => p.SortOrder).Select(p => p.Id).FirstAsync());
        await coordinator.PostFormAsync($"{yearly}/stycke/{passage}", ("stycke", "Det är svårt att få svar."));
        var countyYear = await CountyYearAsync(world, home);
        var (view, viewToRemove) = (await ViewAsync(world, ombud, "Väntar på svar"), await ViewAsync(world, ombud, "Tas bort"));
        return await world.WithAsync<SystemfelReader, Places>(async r =>
        {
            var cases = r.Deficiencies.Where(d => d.OrganisationId == home && !d.IsDraft);
            var sg1 = await r.Groups.Where(g => g.OrganisationId == home && g.Code == "sg1").Select(g => g.Id).SingleAsync();
            var sg2 = await r.Groups.Where(g => g.OrganisationId == home && g.Code == "sg2").Select(g => g.Id).SingleAsync();
            var team = await cases.Where(d => d.Grants.Count == 0 && d.MergedIntoId == null && d.Bookmarks.Any(b => b.Stage == "review"))
                .Include(d => d.Bookmarks).OrderBy(d => d.Id).FirstAsync();
            var held = await r.Decisions.Where(d => d.AgendaItem.Meeting.State == MeetingState.Approved && d.AgendaItem.Meeting.Group.Kind == GroupKind.Team)
                .Select(d => new { d.Id, d.AgendaItem.MeetingId }).FirstAsync();
            var item = await r.LetterRecipients.Where(l => r.OutboxItems.Any(o => o.Id == sent.Id && o.LetterRecipientId == l.Id)).Select(l => l.Letter.Items.First().Id).FirstAsync();
            var letter = await r.Letters.Where(l => l.State == LetterState.Sent && l.Items.Count > 0).OrderBy(l => l.Id).Select(l => new { l.Id, Item = l.Items.First().Id }).FirstAsync();
            return new Places
            {
                Return = yearly,
                Report = report,
                ReportPassage = reportPassage,
                ReportOnItsWay = reportOnItsWay,
                ReturnOnItsWay = onItsWay,
                ReturnFile = file,
                Passage = passage,
                CountyYear = countyYear,
                CountyService = await r.CountyServices.Where(s => s.CountyYearId == countyYear).OrderBy(s => s.Id).Select(s => s.Id).FirstAsync(),
                GroupCase = await cases.Where(d => d.Grants.Any() && d.Grants.All(g => g.GroupId == sg1) && d.Bookmarks.Any(b => b.ClosedAt == null)).Select(d => d.Id).FirstAsync(),
                TeamCase = team.Id,
                TeamLine = Line(team),
                OmbudsView = view,
                OmbudsViewToRemove = viewToRemove,
                PlannedMeasure = await r.Measures.Where(m => m.State == MeasureState.Planned && cases.Any(d => d.Id == m.DeficiencyId)).OrderBy(m => m.Id).Select(m => $"/systemfel/{m.DeficiencyId}/atgard/{m.Id}").FirstAsync(),
                CountyCase = await cases.Where(d => d.Grants.Any(g => g.Kind == GrantKind.County) && d.Grants.Any(g => g.GroupId == sg2) && d.Grants.All(g => g.GroupId != sg1)).Select(d => d.Id).FirstAsync(),
                RouteVersion = await r.Organisations.Where(o => o.Id == home).Select(o => o.CurrentRouteId!.Value).SingleAsync(),
                Review = review,
                ReviewItem = await r.AgendaItems.Where(i => i.MeetingId == review && i.Decisions.Count == 0).Select(i => i.Id).FirstAsync(),
                Series = await r.MeetingSeries.Where(s => s.OrganisationId == home).OrderBy(s => s.Id).Select(s => s.Id).FirstAsync(),
                CalendarFeed = feed.AbsolutePath,
                AdjusterLink = adjuster,
                EffectLink = $"/effekt/{effect}",
                PlannedMeeting = planned,
                PlannedMember = await r.Invitations.Where(i => i.MeetingId == planned).OrderBy(i => i.Id).Select(i => i.AccountId!.Value).FirstAsync(),
                Invitation = await r.Invitations.Where(i => i.MeetingId == planned).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync(),
                GroupMeeting = meeting,
                RaisedPoint = raised,
                GroupItem = await r.AgendaItems.Where(i => i.MeetingId == meeting && i.Section != AgendaSection.SinceLast).Select(i => i.Id).FirstAsync(),
                HeldReview = held.MeetingId,
                HeldDecision = held.Id,
                TeamGroup = await r.Groups.Where(g => g.OrganisationId == home && g.Kind == GroupKind.Team).Select(g => g.Id).SingleAsync(),
                SteeringGroup = await r.Groups.Where(g => g.OrganisationId == home && g.Code == "sg1").Select(g => g.Id).SingleAsync(),
                UserParty = await r.Parties.Where(p => p.OrganisationId == home && p.Code == "rsmh").Select(p => p.Id).SingleAsync(),
                Letter = letter.Id,
                LetterItem = letter.Item,
                Contact = await r.Contacts.Select(c => c.Id).FirstAsync(),
                UnsortedMail = await r.MailMessages.Where(m => m.State == MailState.Unsorted).Select(m => m.Id).FirstAsync(),
                FiledMail = await r.MailMessages.Where(m => m.State == MailState.Filed).Select(m => m.Id).FirstAsync(),
                MailWithAttachment = withAttachment,
                Attachment = attachment,
                Answer = await r.Answers.Where(a => a.State == AnswerState.Proposed).Select(a => a.Id).FirstAsync(),
                Account = account.AccountId,
                AccountEmail = "sara@demo.example",
                SentMail = sent.Id,
                SentMinutes = minutes,
                ReplyToken = Token().Match(sent.Mail.Text).Groups[1].Value,
                ReplyItem = item,
                OmbudsDraft = await DraftAsync(ombud, "Ett utkast"),
                OmbudsDraftToDelete = await DraftAsync(ombud, "Ett utkast till"),
                OmbudsWithdrawnCase = withdrawn.Id,
                OmbudsNewCase = fresh.Id,
                OmbudsNewLine = Line(fresh),
                MailIncident = incident,
                SealedMail = sealedMail,
                Import = long.Parse(import, System.Globalization.CultureInfo.InvariantCulture),
                OmbudsCount = await CountAsync(world, ombud, team.Id),
                CaseWords = [.. (await cases.Select(d => new { d.Number, d.Title }).ToListAsync()).SelectMany(d => new[] { d.Number, d.Title }).Where(w => w.Length > 8)],
            };
        });
    }

    private static async Task<long> CountyYearAsync(MatrixWorld world, long home)
    {
        var memberships = await world.WithAsync<SystemfelReader, List<Data.Accounts.Membership>>(r => r.Memberships.Where(m => m.OrganisationId == home && m.Role == Data.Accounts.Role.CountyBoard).ToListAsync());
        var county = await world.WithAsync<SystemfelReader, string>(r => r.Organisations.Where(o => o.Id == home).Select(o => o.County).SingleAsync());
        return await world.WithAsync<Workflows.County.CountyPublishing, long>(p => p.PublishAsync(
            new Workflows.County.CountyOrder(county, 2025, "2026", new DateOnly(2026, 1, 15), ""), [], new Workflows.Running.Actor(memberships[0].AccountId, "Prov", memberships)));
    }

    private static async Task<long> FileOfReturnAsync(MatrixWorld world, long home)
    {
        var memberships = await world.WithAsync<SystemfelReader, List<Data.Accounts.Membership>>(r => r.Memberships.Where(m => m.OrganisationId == home && m.Role == Data.Accounts.Role.Coordinator).ToListAsync());
        var document = await world.WithAsync<SystemfelReader, long>(r => r.YearDocuments.Where(d => d.OrganisationId == home && d.Year == 2025).Select(d => d.Id).SingleAsync());
        await world.WithAsync<Workflows.Yearly.YearFiles, bool>(async f =>
        {
            await f.AddAsync(document, "protokoll.pdf", "%PDF-1.7"u8.ToArray(), new Workflows.Running.Actor(memberships[0].AccountId, "Prov", memberships));
            return true;
        });
        return await world.WithAsync<SystemfelReader, long>(r => r.YearFiles.Select(f => f.Id).SingleAsync());
    }

    private static async Task<long> RaisedAsync(MatrixWorld world, long meeting, Browser coordinator)
    {
        using var organisation = await world.SignedInAsync("rsmh@demo.example", Systemfel.Workflows.Demo.DemoSeeder.Password);
        await organisation.PostFormAsync($"/mote/{meeting}", $"/mote/{meeting}/vack", ("said", "Vi vill tala om väntetiderna."));
        var id = await world.WithAsync<SystemfelReader, long>(r => r.RaisedPoints.OrderByDescending(p => p.Id).Select(p => p.Id).FirstAsync());
        Assert.Equal($"/mote/{meeting}#vackta", (await coordinator.PostFormAsync($"/mote/{meeting}", $"/mote/{meeting}/vack/{id}/utfall", ("outcome", "Discussed"))).Location);
        return id;
    }

    private static async Task<long> ViewAsync(WebHost world, Browser ombud, string name)
    {
        Assert.Equal("/register?steg=vantar-pa-svar", (await ombud.PostFormAsync("/vyer/ny?steg=vantar-pa-svar", "/vyer/ny", ("name", name), ("mailing", "Daily"))).Location);
        return await world.WithAsync<SystemfelReader, long>(r => r.SavedViews.Where(v => v.Name == name).Select(v => v.Id).SingleAsync());
    }

    /// <summary>Asks somebody without account to confirm the meeting's minutes.</summary>
    private static async Task<string> AdjusterAsync(WebHost world, Browser coordinator, long meeting)
    {
        const string address = "justerare@matris.example";
        Assert.NotNull((await coordinator.PostFormAsync($"/mote/{meeting}/anteckningar", $"/mote/{meeting}/justerare", ("name", "Anna Justerare"), ("address", address))).Location);
        await world.WithAsync<OutboxSender, string>(o => o.ExecuteAsync(default));
        var mail = (await world.WithAsync<DemoMailbox, IReadOnlyList<DemoMail>>(d => d.ListAsync(100))).First(m => m.Mail.To.Address == address);
        return Adjusting().Match(mail.Mail.Text).Value;
    }

    /// <summary>Minutes of a held review in two versions, mailed; one of the mails.</summary>
    private static async Task<long> RewrittenAsync(WebHost world, Browser coordinator, long home)
    {
        var held = await world.WithAsync<SystemfelReader, long>(r => r.Decisions.Where(d => d.AgendaItem.Meeting.OrganisationId == home
            && d.AgendaItem.Meeting.State == MeetingState.Approved && d.AgendaItem.Meeting.Group.Kind == GroupKind.Team).Select(d => d.AgendaItem.MeetingId).FirstAsync());
        var changed = await coordinator.PostFormAsync($"/mote/{held}/andra-anteckningar", ("reason", "Ett ord var fel"), ("notes", "Nästa genomgång som vanligt."));
        Assert.Equal($"/mote/{held}/protokoll/2", changed.Location);
        Assert.NotNull((await coordinator.PostFormAsync($"/mote/{held}/anteckningar", $"/mote/{held}/skicka-anteckningar")).Location);
        await world.WithAsync<OutboxSender, string>(o => o.ExecuteAsync(default));
        return (await world.WithAsync<DemoMailbox, IReadOnlyList<DemoMail>>(d => d.ListAsync(100))).First(m => m.Purpose == "minutes").Id;
    }

    [GeneratedRegex("/justera/[0-9A-Za-z]+")]
    private static partial Regex Adjusting();

    private static async Task<long> OpenNextAsync(MatrixWorld world, Browser coordinator, string group)
    {
        var id = await world.WithAsync<SystemfelReader, long>(r => r.Meetings
            .Where(m => m.Group.Code == group && m.State == MeetingState.Planned).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());
        Assert.Equal($"/mote/{id}", (await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/oppna")).Location);
        return id;
    }

    private static async Task<Deficiency> SentInAsync(MatrixWorld world, Browser ombud, string title)
    {
        Assert.Equal("/", (await ombud.ReportAsync(title)).Location);
        return (await world.FindAsync(title))!;
    }

    private static async Task<long> DraftAsync(Browser ombud, string title)
    {
        var saved = await ombud.PostFormAsync("/rapportera", ("Title", title), ("act", "save"));
        return long.Parse(saved.Location!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<long> CountAsync(MatrixWorld world, Browser ombud, long caseId)
    {
        var page = await ombud.GetAsync($"/systemfel/{caseId}");
        var month = page.Html.QuerySelector("[name=month]")!;
        var value = month.GetAttribute("value") ?? month.QuerySelector("option")?.GetAttribute("value") ?? "";
        var counted = await ombud.PostFormAsync($"/systemfel/{caseId}", $"/systemfel/{caseId}/samma", ("month", value), ("municipality", ""), ("band", "One"));
        Assert.Equal($"/systemfel/{caseId}", counted.Location);
        return await world.WithAsync<SystemfelReader, long>(r => r.Occurrences.OrderByDescending(o => o.Id).Select(o => o.Id).FirstAsync());
    }

    private static async Task<(long Mail, long Attachment)> AttachmentAsync(MatrixWorld world, long home)
    {
        const string raw = "From: a@registrator.example\r\nTo: svar@systemfel.example\r\nSubject: Bilaga\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSe bilagan.\r\n"
            + "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=svar.pdf\r\n\r\n%PDF\r\n--x--\r\n";
        var mail = await world.WithAsync<MailIngest, long>(async i =>
        {
            var id = await i.StoreAsync(home, "matris", null, null, System.Text.Encoding.ASCII.GetBytes(raw));
            await i.ProcessAsync(id);
            return id;
        });
        return (mail, await world.WithAsync<SystemfelReader, long>(r => r.Attachments.Where(a => a.MailMessageId == mail).Select(a => a.Id).SingleAsync()));
    }

    /// <summary>A mail that has been masked; where its bytes lie stands on the page of its originals.</summary>
    private static async Task<(long Incident, long Sealed)> IncidentAsync(MatrixWorld world, long home, Browser coordinator)
    {
        var mail = await world.WithAsync<MailIngest, long>(async i =>
        {
            var id = await i.StoreAsync(home, "matris", null, null, "From: b@registrator.example\r\nTo: svar@systemfel.example\r\nSubject: Maskeras\r\n\r\nText.\r\n"u8.ToArray());
            await i.ProcessAsync(id);
            return id;
        });
        Assert.Equal($"/post/{mail}", (await coordinator.PostFormAsync($"/post/{mail}/fel-uppgift", ("kinds", "NAMN"))).Location);
        var incident = await world.WithAsync<SystemfelReader, long>(r => r.Incidents.Where(i => i.MailMessageId == mail).Select(i => i.Id).SingleAsync());
        var link = (await coordinator.GetAsync($"/incidenter/{incident}/original")).Html.QuerySelector("dd a[download]")!.GetAttribute("href")!;
        return (incident, long.Parse(link.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Line(Deficiency subject) => $"{subject.Bookmarks[0].Id}.{subject.Bookmarks[0].Version}";

    [GeneratedRegex("/svara/([0-9A-Za-z]{26})", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
