using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Imports;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Organisations;
using Systemfel.Data.Search;
using Systemfel.Data.Watching;
using Systemfel.Data.Yearly;

namespace Systemfel.Data.Storage;

/// <summary>
/// What screens read from: queries without tracking, over a connection that the database itself refuses to write through
/// (query_only on SQLite, a read-only session on PostgreSQL). There is no way to save here.
/// </summary>
public sealed class SystemfelReader : IDisposable, IAsyncDisposable
{
    private readonly SystemfelDb _db;

    internal SystemfelReader(SystemfelDb db)
    {
        _db = db;
        _db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
    }

    public IQueryable<Organisation> Organisations => _db.Organisations;
    public IQueryable<NumberSeries> NumberSeries => _db.NumberSeries;
    public IQueryable<Municipality> Municipalities => _db.Municipalities;
    public IQueryable<RouteVersion> RouteVersions => _db.RouteVersions;
    public IQueryable<Authority> Authorities => _db.Authorities;
    public IQueryable<SubArea> SubAreas => _db.SubAreas;
    public IQueryable<Term> Terms => _db.Terms;
    public IQueryable<Party> Parties => _db.Parties;
    public IQueryable<Group> Groups => _db.Groups;
    public IQueryable<Contact> Contacts => _db.Contacts;
    public IQueryable<Account> Accounts => _db.Users;
    public IQueryable<Membership> Memberships => _db.Memberships;
    public IQueryable<Deficiency> Deficiencies => _db.Deficiencies;
    public IQueryable<Addressee> Addressees => _db.Addressees;
    public IQueryable<Instance> Instances => _db.Instances;
    public IQueryable<Bookmark> Bookmarks => _db.Bookmarks;
    public IQueryable<Occurrence> Occurrences => _db.Occurrences;
    public IQueryable<Grant> Grants => _db.Grants;
    public IQueryable<SideNote> SideNotes => _db.SideNotes;
    public IQueryable<AuthorQuestion> AuthorQuestions => _db.AuthorQuestions;
    public IQueryable<Measure> Measures => _db.Measures;
    public IQueryable<Milestone> Milestones => _db.Milestones;
    public IQueryable<EffectQuestion> EffectQuestions => _db.EffectQuestions;
    public IQueryable<Draft> Drafts => _db.Drafts;
    public IQueryable<CaseEvent> CaseEvents => _db.CaseEvents;
    public IQueryable<Meeting> Meetings => _db.Meetings;
    public IQueryable<AgendaItem> AgendaItems => _db.AgendaItems;
    public IQueryable<Support> Supports => _db.Supports;
    public IQueryable<Attendance> Attendances => _db.Attendances;
    public IQueryable<MeetingSeries> MeetingSeries => _db.MeetingSeries;
    public IQueryable<Invitation> Invitations => _db.Invitations;
    public IQueryable<Remark> Remarks => _db.Remarks;
    public IQueryable<RaisedPoint> RaisedPoints => _db.RaisedPoints;
    public IQueryable<CaseLink> CaseLinks => _db.CaseLinks;
    public IQueryable<MinutesVersion> MinutesVersions => _db.MinutesVersions;
    public IQueryable<MinutesPart> MinutesParts => _db.MinutesParts;
    public IQueryable<Adjustment> Adjustments => _db.Adjustments;
    public IQueryable<Decision> Decisions => _db.Decisions;
    public IQueryable<Letter> Letters => _db.Letters;
    public IQueryable<LetterItem> LetterItems => _db.LetterItems;
    public IQueryable<LetterRecipient> LetterRecipients => _db.LetterRecipients;
    public IQueryable<Answer> Answers => _db.Answers;
    public IQueryable<MailMessage> MailMessages => _db.MailMessages;
    public IQueryable<MailLetter> MailLetters => _db.MailLetters;
    public IQueryable<Attachment> Attachments => _db.Attachments;
    public IQueryable<Mailbox> Mailboxes => _db.Mailboxes;
    public IQueryable<LetterTemplate> LetterTemplates => _db.LetterTemplates;
    public IQueryable<OutboxItem> OutboxItems => _db.OutboxItems;
    public IQueryable<JobRun> JobRuns => _db.JobRuns;
    public IQueryable<AccessLog> AccessLog => _db.AccessLog;
    public IQueryable<Incident> Incidents => _db.Incidents;
    public IQueryable<Setting> Settings => _db.Settings;
    public IQueryable<RegisterEntry> RegisterEntries => _db.RegisterEntries;
    public IQueryable<YearDocument> YearDocuments => _db.YearDocuments;
    public IQueryable<YearPassage> YearPassages => _db.YearPassages;
    public IQueryable<YearPassageCase> YearPassageCases => _db.YearPassageCases;
    public IQueryable<YearStep> YearSteps => _db.YearSteps;
    public IQueryable<YearFile> YearFiles => _db.YearFiles;
    public IQueryable<CountyYear> CountyYears => _db.CountyYears;
    public IQueryable<CountyService> CountyServices => _db.CountyServices;
    public IQueryable<Import> Imports => _db.Imports;
    public IQueryable<ImportedCase> ImportedCases => _db.ImportedCases;
    public IQueryable<Watch> Watches => _db.Watches;
    public IQueryable<SavedView> SavedViews => _db.SavedViews;
    public IQueryable<PersonalKey> PersonalKeys => _db.PersonalKeys;

    /// <summary>Ids of the cases whose text matches, best first. See <see cref="FullText"/>.</summary>
    public Task<List<long>> SearchAsync(SearchQuery query, int limit, CancellationToken ct = default) =>
        _db.FullText.SearchAsync(_db, query, limit, ct);

    public void Dispose() => _db.Dispose();

    public ValueTask DisposeAsync() => _db.DisposeAsync();
}
