using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>
/// Takes the year's report to one recipient its short way: the coordinator approves it, and then sends it or hands it out, which locks it. Before
/// that it can be opened again.
/// </summary>
public sealed class ReportFlow
{
    private readonly SystemfelDb _db;
    private readonly SystemfelReader _reader;
    private readonly SwedishCalendar _calendar;
    private readonly YearTextCheck _check;

    internal ReportFlow(SystemfelDb db, SystemfelReader reader, SwedishCalendar calendar, TextCheck check) =>
        (_db, _reader, _calendar, _check) = (db, reader, calendar, new YearTextCheck(check));

    /// <summary>Begins the report of a year to a recipient. Safe to repeat.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="CaseNotFoundException">Not this person's to begin, or no such recipient.</exception>
    /// <exception cref="MoveRefusedException">The year has not begun.</exception>
    public async Task<long> BeginAsync(long organisationId, int year, string recipient, Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !YearRights.MayBegin(organisationId, actor.Memberships)) throw new CaseNotFoundException();
        if (year < 2000 || year > _calendar.Today.Year) throw new MoveRefusedException($"Välj ett år från 2000 till {_calendar.Today.Year}.", "year");
        if ((await YearRecipients.ReadAsync(_reader, organisationId, ct)).All(r => r.Code != recipient)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.OrganisationAsync(_db, organisationId, ct);
        var known = await _db.YearDocuments.Where(d => d.OrganisationId == organisationId && d.Year == year && d.Kind == YearDocumentKind.Report && d.Recipient == recipient).Select(d => (long?)d.Id).SingleOrDefaultAsync(ct);
        if (known is { } id) return id;
        var document = new YearDocument
        {
            OrganisationId = organisationId,
            Year = year,
            Kind = YearDocumentKind.Report,
            Recipient = recipient,
            TemplateKey = ReturnTemplates.ReportKey,
            CreatedAt = _calendar.Now,
            ChangedAt = _calendar.Now,
            Steps = { new YearStep { Kind = YearSteps.Begun, AccountId = me, At = _calendar.Now } },
        };
        _db.Add(document);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
        return document.Id;
    }

    /// <summary>The coordinator has read it and stands for it.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">Nothing is written, a text that was left out is not, it is no draft, or this person is no coordinator.</exception>
    public Task ApproveAsync(long documentId, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.Draft, actor, async document =>
    {
        if (!await _db.YearPassages.AnyAsync(p => p.DocumentId == documentId && p.Text != "", ct)) throw new MoveRefusedException("Inget är skrivet än. Skriv ett utkast först.");
        await YearReadiness.RefuseUnreadyAsync(_db, document, ct);
        (document.State, document.DecidedBy, document.DecidedOn) = (YearDocumentState.Signed, actor.Name, _calendar.Today);
        YearSteps.Add(document, YearSteps.Approved, actor, _calendar.Now);
    }, ct);

    /// <summary>Notes that it has been sent or handed out, and locks it.</summary>
    /// <param name="documentId">The report.</param>
    /// <param name="how">How it reached them, in words; may be empty.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It is not approved, or this person is no coordinator.</exception>
    public Task SendAsync(long documentId, string how, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.Signed, actor, document =>
    {
        _check.RefuseNote(how.Trim(), "how", accepted);
        (document.State, document.SentAt) = (YearDocumentState.Sent, _calendar.Now);
        YearSteps.Add(document, YearSteps.Sent, actor, _calendar.Now, how.Trim());
        return Task.CompletedTask;
    }, ct);

    /// <summary>Opens an approved report again, to be written in.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It is not approved, or has been sent, or this person is no coordinator.</exception>
    public Task OpenAsync(long documentId, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.Signed, actor, document =>
    {
        (document.State, document.DecidedBy, document.DecidedOn) = (YearDocumentState.Draft, "", null);
        YearSteps.Add(document, YearSteps.Returned, actor, _calendar.Now);
        return Task.CompletedTask;
    }, ct);

    private async Task StepAsync(long documentId, YearDocumentState from, Actor actor, Func<YearDocument, Task> step, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await YearDocumentAccess.OwnAsync(_db, documentId, actor, ct);
        if (document.Kind != YearDocumentKind.Report) throw new CaseNotFoundException();
        if (!actor.Has(document.OrganisationId, Role.Coordinator)) throw new MoveRefusedException("Samordnaren godkänner och skickar rapporten.");
        if (document.State != from) throw new MoveRefusedException("Dokumentet står i ett annat steg nu: steget är redan taget, av dig eller någon annan. Läs vad som har hänt.");
        await step(document);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }
}
