using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Registry;

/// <summary>What was sent, received and made in a period. Delivery reports and the system's own thanks are of no importance and not listed.</summary>
public sealed class RegistryReader(SystemfelReader reader)
{
    private static readonly string[] SentPurposes = [OutboxPurpose.Letter, OutboxPurpose.Reminder, OutboxPurpose.Reply];

    private static readonly string[] ReceivedKinds = ["reply", "auto-reply", "calendar", "other", "unreadable", ""];

    /// <param name="organisations">Whose.</param>
    /// <param name="from">The first day, in Sweden.</param>
    /// <param name="to">The last day.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The oldest first.</returns>
    public async Task<List<RegistryDocument>> ReadAsync(IReadOnlyList<long> organisations, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (start, end) = (SwedishCalendar.At(from, TimeOnly.MinValue), SwedishCalendar.At(to.AddDays(1), TimeOnly.MinValue));
        List<RegistryDocument> all =
        [
            .. await SentAsync(organisations, start, end, ct),
            .. await ReceivedAsync(organisations, start, end, ct),
            .. await AnsweredAsync(organisations, start, end, ct),
            .. await ToldAsync(organisations, start, end, ct),
            .. await MinutesAsync(organisations, start, end, ct),
            .. await YearlyAsync(organisations, start, end, ct),
        ];
        return [.. all.OrderBy(d => d.At).ThenBy(d => d.OurReference, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<RegistryDocument>> SentAsync(IReadOnlyList<long> organisations, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        var mails = await reader.OutboxItems
            .Where(o => organisations.Contains(o.OrganisationId) && o.State == OutboxState.Sent && o.SentAt >= start && o.SentAt < end && o.LetterId != null && SentPurposes.Contains(o.Purpose))
            .Select(o => new { o.LetterId, o.Purpose, At = o.SentAt!.Value, IsAgain = o.ResendOfId != null }).ToListAsync(ct);
        var letters = await LettersAsync(mails.Select(m => m.LetterId!.Value), ct);
        return mails.Where(m => letters.ContainsKey(m.LetterId!.Value)).Select(m => Of(letters[m.LetterId!.Value], m.At, RegistryDirection.Sent, (m.Purpose switch
        {
            OutboxPurpose.Reminder => "Påminnelse om svar",
            OutboxPurpose.Reply => "Svar på myndighetens fråga",
            _ => $"Brev med {Points(letters[m.LetterId!.Value].Items.Count)}",
        }) + (m.IsAgain ? ", skickat igen" : "")));
    }

    private async Task<IEnumerable<RegistryDocument>> ReceivedAsync(IReadOnlyList<long> organisations, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        MailState[] states = [MailState.Filed, MailState.Unsorted, MailState.Quarantined];
        var mails = await reader.MailMessages
            .Where(m => states.Contains(m.State) && m.ReceivedAt >= start && m.ReceivedAt < end && organisations.Contains(m.OrganisationId) && ReceivedKinds.Contains(m.Kind))
            .Select(m => new { m.Id, m.ReceivedAt, m.State, m.Kind, m.DiaryNumber, m.FromAddress, Masked = m.MaskedAt != null, Files = m.Attachments.Count, Letters = m.Letters.Select(l => l.LetterId).ToList() })
            .ToListAsync(ct);
        var letters = await LettersAsync(mails.SelectMany(m => m.Letters), ct);
        return mails.SelectMany(m => m.Letters.Where(letters.ContainsKey).DefaultIfEmpty().Select(id =>
        {
            var letter = id == 0 ? null : letters[id];
            var body = letter?.Party.Name ?? (m.Masked ? "maskerad" : Domain(m.FromAddress));
            var what = m.State == MailState.Filed ? m.Kind == "auto-reply" ? "Automatiskt svar eller bekräftelse" : "Svar med e-post" : "E-post som inte är sorterad";
            return new RegistryDocument(m.ReceivedAt, RegistryDirection.Received, body, what + (m.Masked ? " (maskerad)" : ""), letter?.Reference ?? "",
                m.DiaryNumber != "" ? m.DiaryNumber : letter?.TheirReference ?? "", $"/post/{m.Id}")
            { Attachments = m.Files };
        }));
    }

    /// <summary>What came on the reply page, by telephone, at a meeting or on paper: one document for each letter and day.</summary>
    private async Task<IEnumerable<RegistryDocument>> AnsweredAsync(IReadOnlyList<long> organisations, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        AnswerState[] sent = [AnswerState.Proposed, AnswerState.Accepted, AnswerState.Rejected];
        var answers = await reader.Answers
            .Where(a => sent.Contains(a.State) && a.ReceivedAt >= start && a.ReceivedAt < end && a.Source != AnswerSource.Mail && a.LetterItemId != null && organisations.Contains(a.Deficiency.OrganisationId))
            .Select(a => new { a.LetterItem!.LetterId, a.Source, a.ReceivedAt }).ToListAsync(ct);
        var letters = await LettersAsync(answers.Select(a => a.LetterId), ct);
        return answers.Where(a => letters.ContainsKey(a.LetterId)).GroupBy(a => (a.LetterId, a.Source, Day: a.ReceivedAt.SwedishDay()))
            .Select(g => Of(letters[g.Key.LetterId], g.Max(a => a.ReceivedAt), RegistryDirection.Received, (g.Key.Source switch
            {
                AnswerSource.Page => "Svar på svarssidan",
                AnswerSource.Phone => "Svar per telefon, antecknat",
                AnswerSource.Meeting => "Svar på möte, antecknat",
                _ => "Svar på papper",
            }) + $" på {Points(g.Count())}"));
    }

    /// <summary>Länsstyrelsen was told of a case, or it went on to the national level.</summary>
    private async Task<IEnumerable<RegistryDocument>> ToldAsync(IReadOnlyList<long> organisations, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        SideNoteKind[] kinds = [SideNoteKind.CountyInformed, SideNoteKind.NationalLevel];
        var notes = await reader.SideNotes.Where(n => kinds.Contains(n.Kind) && n.At >= start && n.At < end)
            .Join(reader.Deficiencies.Where(d => organisations.Contains(d.OrganisationId)), n => n.DeficiencyId, d => d.Id, (n, d) => new { n.At, n.Kind, d.Number }).ToListAsync(ct);
        return notes.Select(n => new RegistryDocument(n.At, RegistryDirection.Sent, "Länsstyrelsen",
            n.Kind == SideNoteKind.NationalLevel ? "Systemfel till nationell nivå" : "Systemfel för kännedom", n.Number, "", ""));
    }

    private async Task<IEnumerable<RegistryDocument>> MinutesAsync(IReadOnlyList<long> organisations, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        var meetings = await reader.Meetings.Include(m => m.Group)
            .Where(m => organisations.Contains(m.OrganisationId) && m.ApprovedAt >= start && m.ApprovedAt < end && m.Group.Kind != GroupKind.Team).ToListAsync(ct);
        return meetings.Select(m => new RegistryDocument(m.ApprovedAt!.Value, RegistryDirection.Made, m.Group.Name, $"Protokoll från mötet {m.Date.Iso()}", m.RegistryNumber, "", ""));
    }

    private async Task<IEnumerable<RegistryDocument>> YearlyAsync(IReadOnlyList<long> organisations, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        // Each sending by its step: one that has been opened again since was sent all the same.
        var documents = await reader.YearDocuments.Where(d => organisations.Contains(d.OrganisationId) && d.Steps.Any(s => s.Kind == YearSteps.Sent && s.At >= start && s.At < end))
            .Include(d => d.Organisation).Include(d => d.Steps.Where(s => s.Kind == YearSteps.Sent && s.At >= start && s.At < end)).AsSplitQuery().ToListAsync(ct);
        var groups = await reader.Groups.Where(g => organisations.Contains(g.OrganisationId)).Select(g => new { g.OrganisationId, g.Code, g.Name }).ToListAsync(ct);
        return documents.SelectMany(d => d.Steps.Select(s => new RegistryDocument(s.At, RegistryDirection.Sent,
            d.Kind == YearDocumentKind.Return && ReturnSending.IsMaterial(ReturnValues.FromJson(d.ValuesJson)) ? d.Organisation.HostName
            : YearRecipients.NameOf(d.Kind == YearDocumentKind.Return ? YearRecipients.County : d.Recipient, d.Organisation.County,
                groups.Find(g => g.OrganisationId == d.OrganisationId && g.Code == d.Recipient)?.Name),
            d.Kind == YearDocumentKind.Return ? $"Redovisning för {d.Year}" : $"Systemfelsrapport för {d.Year}", YearSteps.NumberOf(s), "", "")));
    }

    private async Task<Dictionary<long, Letter>> LettersAsync(IEnumerable<long> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        return await reader.Letters.Where(l => wanted.Contains(l.Id)).Include(l => l.Party).Include(l => l.Items).AsSplitQuery().ToDictionaryAsync(l => l.Id, ct);
    }

    private static RegistryDocument Of(Letter letter, DateTimeOffset at, RegistryDirection way, string what) =>
        new(at, way, letter.Party.Name, what, letter.Reference, letter.TheirReference, $"/brev/{letter.Id}");

    private static string Points(int count) => count == 1 ? "1 punkt" : $"{count} punkter";

    /// <summary>Of an address that is nobody's contact only where it is from.</summary>
    private static string Domain(string address) => address.LastIndexOf('@') is >= 0 and var at ? address[(at + 1)..] : "okänd avsändare";
}
