using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Text;

namespace Systemfel.Web.Features.Cases;

public sealed record CaseAttachment(long Id, string Name, long Size);

/// <summary>A mail as this viewer may read it. Who may not open what it carries sees its names only.</summary>
public sealed record CaseMail(
    long Id, DateTimeOffset ReceivedAt, string From, string Text, string Quoted, IReadOnlyList<CaseAttachment> Attachments, bool IsReleased, bool IsMasked, bool MayOpen);

public sealed record SimilarCase(long Id, string Number, string Title);

/// <summary>All that the page of a case is made from, read for one viewer.</summary>
public sealed record CaseFile(
    Deficiency Case, RouteDefinition Route, IReadOnlyList<CaseEvent> Events, IReadOnlyList<Occurrence> Occurrences, IReadOnlyList<Letter> Letters,
    IReadOnlyList<CaseMail> Mails, IReadOnlyDictionary<long, DateOnly> NextMeetings, IReadOnlyList<SimilarCase> Similar, Audience Audience)
{
    public bool IsTeam => Audience.IsTeam;

    /// <summary>Cases that belong to it, of those that the viewer may see.</summary>
    public IReadOnlyList<LinkedCase> Links { get; init; } = [];

    /// <summary>A colleague's approval of the text is required and not given.</summary>
    public bool NeedsApproval => FourEyes.IsMissing(Case.Organisation, Case);
}

/// <summary>Reads a case for its page. What the viewer may not see is not read.</summary>
public sealed class CaseReading(SystemfelReader reader, RouteCache routes, OwnWordsReader own)
{
    /// <returns>Null when there is no such case for this viewer.</returns>
    public async Task<CaseFile?> ReadAsync(long id, Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var subject = await reader.Deficiencies.VisibleTo(viewer).Where(d => d.Id == id)
            .Include(d => d.Instance).ThenInclude(i => i.RouteVersion)
            .Include(d => d.Organisation).Include(d => d.TextApprovedBy).Include(d => d.Municipality).Include(d => d.Theme).Include(d => d.Author).Include(d => d.MergedInto)
            .Include(d => d.Addressees).ThenInclude(a => a.Authority)
            .Include(d => d.Addressees).ThenInclude(a => a.SubArea)
            .Include(d => d.Bookmarks).ThenInclude(b => b.Group)
            .Include(d => d.Bookmarks).ThenInclude(b => b.WaitsForParty)
            .Include(d => d.Bookmarks).ThenInclude(b => b.LetterItem!.Letter)
            .Include(d => d.Bookmarks).ThenInclude(b => b.Addressee!.Authority)
            .Include(d => d.SideNotes).Include(d => d.Questions).Include(d => d.Measures).ThenInclude(m => m.Milestones).Include(d => d.EffectQuestions)
            .AsSplitQuery().SingleOrDefaultAsync(ct);
        if (subject is null) return null;
        var audience = await Audience.OfAsync(reader, viewer, subject.OrganisationId, ct);
        var events = await reader.CaseEvents.Include(e => e.Actor).Include(e => e.Addressee!.Authority)
            .Where(e => e.DeficiencyId == id).OrderByDescending(e => e.Seq).ToListAsync(ct);
        var occurrences = await reader.Occurrences.Include(o => o.Municipality)
            .Where(o => o.DeficiencyId == id && o.UndoneAt == null).OrderByDescending(o => o.CountedAt).ToListAsync(ct);
        var letters = await reader.LetterItems.Where(i => i.DeficiencyId == id && i.Letter.State == LetterState.Sent).Select(i => i.LetterId).Distinct().ToListAsync(ct);
        return new CaseFile(subject, routes.Of(subject.Instance.RouteVersion), events, occurrences,
            await LettersAsync(id, letters, ct), audience.IsTeam ? await MailsAsync(letters, subject.OrganisationId, viewer.Has(subject.OrganisationId, Role.Coordinator), ct) : [],
            await MeetingsAsync(subject.OrganisationId, today, ct), await SimilarAsync(subject, viewer, ct), audience)
        {
            Links = await reader.LinksOfAsync(id, viewer, ct),
        };
    }

    private Task<List<Letter>> LettersAsync(long id, List<long> letters, CancellationToken ct) =>
        reader.Letters.Include(l => l.Party).Include(l => l.Items.Where(i => i.DeficiencyId == id)).Where(l => letters.Contains(l.Id)).ToListAsync(ct);

    /// <summary>Mail about letters that hold a point of this case. Its raw bytes stay where they are.</summary>
    private async Task<List<CaseMail>> MailsAsync(List<long> letters, long organisationId, bool isCoordinator, CancellationToken ct)
    {
        var ids = await reader.MailLetters.Where(m => letters.Contains(m.LetterId)).Select(m => m.MailMessageId).Distinct().ToListAsync(ct);
        var mails = await reader.MailMessages.Where(m => ids.Contains(m.Id) && m.State == MailState.Filed).Select(m => new CaseMail(
            m.Id, m.ReceivedAt, m.FromName == "" ? m.FromAddress : m.FromName, m.NewText, m.QuotedText,
            m.Attachments.Select(a => new CaseAttachment(a.Id, a.Name, a.Size)).ToList(), m.ReleasedAt != null, false, isCoordinator)).ToListAsync(ct);
        if (mails.All(m => m.IsReleased)) return mails;
        var answered = await reader.MailLetters.Where(m => ids.Contains(m.MailMessageId)).Select(m => m.LetterId).Distinct().ToListAsync(ct);
        var ours = await own.ReadAsync(organisationId, answered, ct);
        return mails.ConvertAll(m => m.IsReleased ? m : Masked(m, ours, hide: !isCoordinator));
    }

    /// <summary>Until a mail is released only the coordinator reads what may point at a person in it.</summary>
    private static CaseMail Masked(CaseMail mail, OwnWords ours, bool hide)
    {
        var (text, quoted) = (TextMask.Apply(ours, mail.Text), TextMask.Apply(ours, mail.Quoted));
        var hasFinds = text != mail.Text || quoted != mail.Quoted;
        return hide ? mail with { Text = text, Quoted = quoted, IsMasked = hasFinds } : mail with { IsMasked = hasFinds };
    }

    private async Task<Dictionary<long, DateOnly>> MeetingsAsync(long organisationId, DateOnly today, CancellationToken ct) =>
        await reader.Meetings.Where(m => m.OrganisationId == organisationId && m.State == Data.Meetings.MeetingState.Planned && m.Date >= today)
            .GroupBy(m => m.GroupId).Select(g => new { g.Key, Date = g.Min(m => m.Date) }).ToDictionaryAsync(g => g.Key, g => g.Date, ct);

    private async Task<List<SimilarCase>> SimilarAsync(Deficiency subject, Viewer viewer, CancellationToken ct)
    {
        if (SearchWords.Similar($"{subject.Title} {subject.Pattern}", atMost: 6) is not { } words) return [];
        var best = (await reader.SearchAsync(words, 40, ct)).Where(id => id != subject.Id).ToList();
        var visible = await reader.Deficiencies.VisibleTo(viewer).Where(d => best.Contains(d.Id) && d.OrganisationId == subject.OrganisationId && !d.IsDraft)
            .Select(d => new SimilarCase(d.Id, d.Number, d.Title)).ToListAsync(ct);
        return [.. visible.OrderBy(s => best.IndexOf(s.Id)).Take(3)];
    }
}
