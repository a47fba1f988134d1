using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
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

/// <summary>The writing context. Internal: only Workflows (and the tests) can name it, so only moves change a case.</summary>
internal abstract class SystemfelDb(DbContextOptions options) : IdentityUserContext<Account, long>(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();
    public DbSet<Municipality> Municipalities => Set<Municipality>();
    public DbSet<RouteVersion> RouteVersions => Set<RouteVersion>();
    public DbSet<Authority> Authorities => Set<Authority>();
    public DbSet<SubArea> SubAreas => Set<SubArea>();
    public DbSet<Term> Terms => Set<Term>();
    public DbSet<Party> Parties => Set<Party>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<Deficiency> Deficiencies => Set<Deficiency>();
    public DbSet<Addressee> Addressees => Set<Addressee>();
    public DbSet<Instance> Instances => Set<Instance>();
    public DbSet<Bookmark> Bookmarks => Set<Bookmark>();
    public DbSet<Occurrence> Occurrences => Set<Occurrence>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<SideNote> SideNotes => Set<SideNote>();
    public DbSet<AuthorQuestion> AuthorQuestions => Set<AuthorQuestion>();
    public DbSet<Measure> Measures => Set<Measure>();
    public DbSet<Milestone> Milestones => Set<Milestone>();
    public DbSet<EffectQuestion> EffectQuestions => Set<EffectQuestion>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<CaseEvent> CaseEvents => Set<CaseEvent>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<AgendaItem> AgendaItems => Set<AgendaItem>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<Support> Supports => Set<Support>();
    public DbSet<MeetingSeries> MeetingSeries => Set<MeetingSeries>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Remark> Remarks => Set<Remark>();
    public DbSet<RaisedPoint> RaisedPoints => Set<RaisedPoint>();
    public DbSet<CaseLink> CaseLinks => Set<CaseLink>();
    public DbSet<MinutesVersion> MinutesVersions => Set<MinutesVersion>();
    public DbSet<MinutesPart> MinutesParts => Set<MinutesPart>();
    public DbSet<Adjustment> Adjustments => Set<Adjustment>();
    public DbSet<Attendance> Attendances => Set<Attendance>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<LetterItem> LetterItems => Set<LetterItem>();
    public DbSet<LetterRecipient> LetterRecipients => Set<LetterRecipient>();
    public DbSet<Answer> Answers => Set<Answer>();
    public DbSet<MailMessage> MailMessages => Set<MailMessage>();
    public DbSet<MailLetter> MailLetters => Set<MailLetter>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();
    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();
    public DbSet<OutboxItem> OutboxItems => Set<OutboxItem>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<AccessLog> AccessLog => Set<AccessLog>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<SealedText> SealedTexts => Set<SealedText>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<RegisterEntry> RegisterEntries => Set<RegisterEntry>();
    public DbSet<YearDocument> YearDocuments => Set<YearDocument>();
    public DbSet<YearPassage> YearPassages => Set<YearPassage>();
    public DbSet<YearPassageCase> YearPassageCases => Set<YearPassageCase>();
    public DbSet<YearStep> YearSteps => Set<YearStep>();
    public DbSet<YearFile> YearFiles => Set<YearFile>();
    public DbSet<CountyYear> CountyYears => Set<CountyYear>();
    public DbSet<CountyService> CountyServices => Set<CountyService>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportedCase> ImportedCases => Set<ImportedCase>();
    public DbSet<Watch> Watches => Set<Watch>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<PersonalKey> PersonalKeys => Set<PersonalKey>();

    /// <summary>Meetings that have been changed and not yet told of (<see cref="MeetingChanges"/>).</summary>
    public HashSet<long> ChangedMeetings { get; } = [];

    /// <summary>The full-text index of this database engine.</summary>
    public abstract Search.FullText FullText { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // DateTimeOffset neither sorts nor compares on SQLite: UTC ticks do, on both engines.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        base.ConfigureConventions(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Mappings.OrganisationMapping.Configure(builder);
        Mappings.AccountMapping.Configure(builder);
        Mappings.CaseMapping.Configure(builder);
        Mappings.MeetingMapping.Configure(builder);
        Mappings.LetterMapping.Configure(builder);
        Mappings.MailMapping.Configure(builder);
        Mappings.OperationMapping.Configure(builder);
        Mappings.YearMapping.Configure(builder);
        Mappings.ImportMapping.Configure(builder);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        v => v.UtcTicks, v => new DateTimeOffset(v, TimeSpan.Zero));
}

internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : SystemfelDb(options)
{
    public override Search.FullText FullText => Search.SqliteFullText.Instance;
}

internal sealed class PgDb(DbContextOptions<PgDb> options) : SystemfelDb(options)
{
    public override Search.FullText FullText => Search.PgFullText.Instance;
}
