using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Imports;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Organisations;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Exporting;

/// <summary>All that an organisation takes with it, file by file. What is left out stands in <see cref="LeftOut"/>.</summary>
internal static class ExportKinds
{
    /// <summary>Mail that holds nothing to sign in by: letters and what follows on them, and what is sent about meetings.</summary>
    private static readonly string[] MailOfMeetings = [OutboxPurpose.Meeting, OutboxPurpose.Minutes, OutboxPurpose.Adjust];

    public static IReadOnlyList<ExportKind> All { get; } = [.. Organisation, .. Cases, .. Meetings, .. Post, .. Yearly];

    private static ExportKind[] Organisation =>
    [
        new ExportKind<Organisation>("organisation", (r, o) => r.Organisations.Where(x => x.Id == o), x => x.Id)
        {
            Within = [new ExportRows<NumberSeries>("numberSeries", (r, ids) => r.NumberSeries.Where(x => ids.Contains(x.OrganisationId)).OrderBy(x => x.Series).ThenBy(x => x.Year), x => x.OrganisationId)],
        },
        new ExportKind<Municipality>("municipalities", (r, o) => r.Municipalities.Where(x => x.OrganisationId == o), x => x.Id),
        new ExportKind<RouteVersion>("routes", (r, o) => r.RouteVersions.Where(x => x.OrganisationId == o), x => x.Id),
        new ExportKind<Authority>("authorities", (r, o) => r.Authorities.Where(x => x.OrganisationId == o), x => x.Id)
        {
            Within = [new ExportRows<SubArea>("subAreas", (r, ids) => r.SubAreas.Where(x => ids.Contains(x.AuthorityId)).OrderBy(x => x.SortOrder), x => x.AuthorityId)],
        },
        new ExportKind<Term>("terms", (r, o) => r.Terms.Where(x => x.OrganisationId == o), x => x.Id),
        new ExportKind<Party>("parties", (r, o) => r.Parties.Where(x => x.OrganisationId == o), x => x.Id)
        {
            Within = [new ExportRows<Contact>("contacts", (r, ids) => r.Contacts.Where(x => ids.Contains(x.PartyId)).OrderBy(x => x.Id), x => x.PartyId)],
        },
        new ExportKind<Group>("groups", (r, o) => r.Groups.Where(x => x.OrganisationId == o), x => x.Id)
        {
            Within = [new ExportRows<GroupParty>("parties", (r, ids) => r.Groups.Where(x => ids.Contains(x.Id)).SelectMany(x => x.Parties), x => x.GroupId)],
        },
        // Who has left still stands behind what they wrote and did.
        new ExportKind<Account>("accounts", (r, o) => r.Accounts.Where(x => x.Memberships.Any(m => m.OrganisationId == o)
            || r.Deficiencies.Any(d => d.AuthorId == x.Id && d.OrganisationId == o) || r.CaseEvents.Any(e => e.ActorId == x.Id && e.Deficiency.OrganisationId == o)), x => x.Id),
        new ExportKind<Membership>("memberships", (r, o) => r.Memberships.Where(x => x.OrganisationId == o), x => x.Id),
    ];

    private static ExportKind[] Cases =>
    [
        // A withdrawn report is its author's alone.
        new ExportKind<Deficiency>("cases", (r, o) => r.Deficiencies.Where(x => x.OrganisationId == o && !x.IsDraft), x => x.Id)
        {
            Within =
            [
                new ExportRows<Addressee>("addressees", (r, ids) => r.Addressees.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.SortOrder), x => x.DeficiencyId),
                new ExportRows<Instance>("instance", (r, ids) => r.Instances.Where(x => ids.Contains(x.DeficiencyId)), x => x.DeficiencyId),
                new ExportRows<Bookmark>("lines", (r, ids) => r.Bookmarks.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<Occurrence>("occurrences", (r, ids) => r.Occurrences.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<Grant>("grants", (r, ids) => r.Grants.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<SideNote>("sideNotes", (r, ids) => r.SideNotes.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<AuthorQuestion>("questions", (r, ids) => r.AuthorQuestions.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<Measure>("measures", (r, ids) => r.Measures.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId, x => x.Id)
                {
                    Within = [new ExportRows<Milestone>("milestones", (r, ids) => r.Milestones.Where(x => ids.Contains(x.MeasureId)).OrderBy(x => x.SortOrder), x => x.MeasureId)],
                },
                new ExportRows<EffectQuestion>("effectQuestions", (r, ids) => r.EffectQuestions.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<CaseLink>("links", (r, ids) => r.CaseLinks.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                // What an authority has begun to write on the reply page and not sent is its own.
                new ExportRows<Answer>("answers", (r, ids) => r.Answers.Where(x => ids.Contains(x.DeficiencyId) && x.State != AnswerState.Started).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<Remark>("remarks", (r, ids) => r.Remarks.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.Id), x => x.DeficiencyId),
                new ExportRows<CaseEvent>("events", (r, ids) => r.CaseEvents.Where(x => ids.Contains(x.DeficiencyId)).OrderBy(x => x.DeficiencyId).ThenBy(x => x.Seq), x => x.DeficiencyId),
            ],
        },
    ];

    private static ExportKind[] Meetings =>
    [
        new ExportKind<MeetingSeries>("series", (r, o) => r.MeetingSeries.Where(x => x.OrganisationId == o), x => x.Id),
        new ExportKind<Meeting>("meetings", (r, o) => r.Meetings.Where(x => x.OrganisationId == o), x => x.Id)
        {
            Batch = 20,
            Within =
            [
                new ExportRows<AgendaItem>("items", (r, ids) => r.AgendaItems.Where(x => ids.Contains(x.MeetingId)).OrderBy(x => x.SortOrder), x => x.MeetingId, x => x.Id)
                {
                    Within =
                    [
                        new ExportRows<Decision>("decisions", (r, ids) => r.Decisions.Where(x => ids.Contains(x.AgendaItemId)).OrderBy(x => x.Id), x => x.AgendaItemId),
                        new ExportRows<Support>("supports", (r, ids) => r.Supports.Where(x => ids.Contains(x.AgendaItemId)).OrderBy(x => x.Id), x => x.AgendaItemId),
                    ],
                },
                new ExportRows<Attendance>("attendances", (r, ids) => r.Attendances.Where(x => ids.Contains(x.MeetingId)).OrderBy(x => x.Id), x => x.MeetingId),
                new ExportRows<Invitation>("invitations", (r, ids) => r.Invitations.Where(x => ids.Contains(x.MeetingId)).OrderBy(x => x.Id), x => x.MeetingId),
                new ExportRows<MinutesVersion>("minutes", (r, ids) => r.MinutesVersions.Where(x => ids.Contains(x.MeetingId)).OrderBy(x => x.Number), x => x.MeetingId, x => x.Id)
                {
                    Within = [new ExportRows<MinutesPart>("parts", (r, ids) => r.MinutesParts.Where(x => ids.Contains(x.MinutesVersionId)).OrderBy(x => x.SortOrder), x => x.MinutesVersionId)],
                },
                new ExportRows<Adjustment>("adjustments", (r, ids) => r.Adjustments.Where(x => ids.Contains(x.MeetingId)).OrderBy(x => x.Id), x => x.MeetingId),
            ],
        },
        new ExportKind<RaisedPoint>("raised-points", (r, o) => r.RaisedPoints.Where(x => x.OrganisationId == o), x => x.Id),
    ];

    private static ExportKind[] Post =>
    [
        new ExportKind<Letter>("letters", (r, o) => r.Letters.Where(x => x.OrganisationId == o), x => x.Id)
        {
            Within =
            [
                new ExportRows<LetterItem>("items", (r, ids) => r.LetterItems.Where(x => ids.Contains(x.LetterId)).OrderBy(x => x.Number), x => x.LetterId),
                new ExportRows<LetterRecipient>("recipients", (r, ids) => r.LetterRecipients.Where(x => ids.Contains(x.LetterId)).OrderBy(x => x.Id), x => x.LetterId),
            ],
        },
        new ExportKind<LetterTemplate>("letter-texts", (r, o) => r.LetterTemplates.Where(x => x.OrganisationId == o), x => x.Id),
        new ExportKind<OutboxItem>("sent-mails", (r, o) => r.OutboxItems.Where(x => x.OrganisationId == o && (x.LetterId != null || MailOfMeetings.Contains(x.Purpose))), x => x.Id),
        new ExportKind<MailMessage>("mails", (r, o) => r.MailMessages.Where(x => x.OrganisationId == o), x => x.Id)
        {
            // A mail is up to 30 MB, and its row is read whole.
            Batch = 1,
            Within =
            [
                new ExportRows<MailLetter>("letters", (r, ids) => r.MailLetters.Where(x => ids.Contains(x.MailMessageId)), x => x.MailMessageId),
                new ExportRows<Attachment>("attachments", (r, ids) => r.Attachments.Where(x => ids.Contains(x.MailMessageId)).OrderBy(x => x.Id), x => x.MailMessageId),
            ],
        },
        new ExportKind<Incident>("incidents", (r, o) => r.Incidents.Where(x => x.OrganisationId == o), x => x.Id),
    ];

    private static ExportKind[] Yearly =>
    [
        new ExportKind<YearDocument>("year-documents", (r, o) => r.YearDocuments.Where(x => x.OrganisationId == o), x => x.Id)
        {
            Batch = 1,
            Within =
            [
                new ExportRows<YearPassage>("passages", (r, ids) => r.YearPassages.Where(x => ids.Contains(x.DocumentId)).OrderBy(x => x.SortOrder), x => x.DocumentId, x => x.Id)
                {
                    Within = [new ExportRows<YearPassageCase>("cases", (r, ids) => r.YearPassageCases.Where(x => ids.Contains(x.PassageId)), x => x.PassageId)],
                },
                new ExportRows<YearStep>("steps", (r, ids) => r.YearSteps.Where(x => ids.Contains(x.DocumentId)).OrderBy(x => x.Id), x => x.DocumentId),
                new ExportRows<YearFile>("files", (r, ids) => r.YearFiles.Where(x => ids.Contains(x.DocumentId)).OrderBy(x => x.Id), x => x.DocumentId),
            ],
        },
        new ExportKind<Import>("imports", (r, o) => r.Imports.Where(x => x.OrganisationId == o), x => x.Id)
        {
            Batch = 1,
            Within = [new ExportRows<ImportedCase>("cases", (r, ids) => r.ImportedCases.Where(x => ids.Contains(x.ImportId)).OrderBy(x => x.Row), x => x.ImportId)],
        },
    ];
}
