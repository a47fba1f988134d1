using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Incidents;

/// <summary>Where it stands: on what the page 'Jag skrev något jag inte borde' was opened.</summary>
public enum IncidentPlace
{
    /// <summary>A report that has a number.</summary>
    Report,
    /// <summary>A report being written, not sent in yet.</summary>
    Draft,
    /// <summary>An incoming mail.</summary>
    Mail,
    /// <summary>A point that a user organisation has raised for a meeting.</summary>
    Raised,
}

/// <summary>What will happen, for the page that asks.</summary>
/// <param name="Action">Erased for good, or masked.</param>
/// <param name="Number">The case's number, or who raised a point; empty for a draft or a mail.</param>
/// <param name="IsMasked">It is masked already: what is done now covers what has been written since.</param>
public sealed record IncidentOffer(IncidentAction Action, string Number, bool IsMasked)
{
    /// <summary>Texts that belong to other cases too, to be read before a case is erased.</summary>
    public IReadOnlyList<SharedText> Shared { get; init; } = [];
}

/// <summary>What the form says.</summary>
/// <param name="Key">The form's key: the same form sent twice is one incident.</param>
/// <param name="Kinds">Labels of <see cref="PersonalDataKinds.Words"/>.</param>
/// <param name="Expected">What the page said would happen. If the text has been sent meanwhile, nothing is done.</param>
public sealed record IncidentForm(Guid Key, IReadOnlyList<string> Kinds, IncidentAction Expected)
{
    /// <summary>What was read of the texts that belong to other cases too.</summary>
    public IReadOnlyList<ReadText> Read { get; init; } = [];
}

/// <summary>
/// 'Jag skrev något jag inte borde': takes personal data away at once. What has not left the team is erased for good; what was sent or
/// received is masked for all until the registrator has decided. Not in the route's table: it works in every stage of every route, and
/// whoever wrote the text may always do it.
/// </summary>
public sealed class IncidentService
{
    /// <summary>What stands where a text has been erased.</summary>
    public const string ErasedText = TextPlaces.ErasedTitle;

    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly IncidentChanges _changes;
    private readonly IncidentLog _log;
    private readonly ErasedPages _pages;

    private readonly SharedTexts _shared;

    internal IncidentService(SystemfelDb db, CaseRecorder recorder, IncidentChanges changes, IncidentLog log, ErasedPages pages, SharedTexts shared) =>
        (_db, _recorder, _changes, _log, _pages, _shared) = (db, recorder, changes, log, pages, shared);

    /// <summary>What would happen.</summary>
    /// <exception cref="CaseNotFoundException">No such text for this person: only its author and the coordinator may do this.</exception>
    public async Task<IncidentOffer> OfferAsync(IncidentPlace place, long id, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var offer = place switch
        {
            IncidentPlace.Report => await OfferCaseAsync(await CaseAsync(id, actor, ct), ct),
            IncidentPlace.Draft => (await DraftAsync(id, actor, ct)) is not null ? new IncidentOffer(IncidentAction.Erased, "", false) : throw new CaseNotFoundException(),
            IncidentPlace.Raised => new IncidentOffer(IncidentAction.Erased, (await RaisedErasing.FindAsync(_db, id, actor, ct)).Party.Name, false),
            _ => new IncidentOffer(IncidentAction.Masked, "", (await MailAsync(id, actor, ct)).MaskedAt != null),
        };
        _db.ChangeTracker.Clear();
        return offer;
    }

    /// <summary>Does it, in one transaction, and notes the incident. The same form sent twice is done once.</summary>
    /// <returns>The incident's id.</returns>
    /// <exception cref="CaseNotFoundException">No such text for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence; nothing has been erased or masked.</exception>
    public async Task<long> ReportAsync(IncidentPlace place, long id, IncidentForm form, Actor actor, CancellationToken ct = default)
    {
        var kinds = PersonalDataKinds.Known(form.Kinds);
        if (kinds.Count == 0) throw new MoveRefusedException("Välj minst ett slag av uppgift.", "kinds");
        if (form.Key == Guid.Empty) throw new MoveRefusedException("Formuläret är ofullständigt. Öppna sidan igen och försök på nytt.");
        var incident = new Incident
        {
            Key = form.Key,
            At = _recorder.Now,
            ReportedById = actor.AccountId,
            Kinds = string.Join(' ', kinds),
            Action = form.Expected,
        };
        LoggedIncident? logged = null;
        var shared = "";
        try
        {
            await _recorder.InTransactionAsync(async () =>
            {
                await CaseLocks.FormAsync(_db, IncidentChanges.KeyOf(form.Key), ct);
                if (await _db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Key == form.Key, ct) is { } done)
                {
                    if (done.ReportedById != actor.AccountId) throw new CaseNotFoundException();
                    incident = done;
                    return true;
                }
                var identity = place switch
                {
                    IncidentPlace.Report => await CaseAsync(id, incident, form, actor, keys => shared = keys, ct),
                    IncidentPlace.Draft => await DraftAsync(id, incident, actor, ct),
                    IncidentPlace.Raised => await RaisedAsync(id, incident, actor, ct),
                    _ => await MailAsync(id, incident, actor, ct),
                };
                // On the disk before the database commits; see IncidentLog.
                logged = IncidentReplay.Line(incident, identity, await SubjectIdentity.DatabaseAsync(_db, ct)) with { Shared = shared };
                await _log.AddAsync(logged, ct);
                return true;
            }, ct);
        }
        catch (Exception e)
        {
            if (logged != null) await _log.CorrectAsync(logged with { TakenBack = true }, CancellationToken.None);
            if (e is IOException or UnauthorizedAccessException)
                throw new MoveRefusedException("Raderingsloggen går inte att skriva, så inget har raderats eller maskerats. Säg till den som driver tjänsten, och försök igen.");
            throw;
        }
        if (logged is { Action: IncidentAction.Erased }) await _pages.ExecuteAsync(ct);
        return incident.Id;
    }

    private async Task<IncidentOffer> OfferCaseAsync(Deficiency subject, CancellationToken ct) => new(
        await CaseReach.HasLeftAsync(_db, subject, ct) ? IncidentAction.Masked : IncidentAction.Erased, subject.Number, subject.MaskedAt != null)
    {
        Shared = await SharedTexts.OfAsync(_db, subject.Id, ct),
    };

    private async Task<string> CaseAsync(long id, Incident incident, IncidentForm form, Actor actor, Action<string> wrote, CancellationToken ct)
    {
        await CaseLocks.CasesAsync(_db, [id], ct);
        var subject = await CaseAsync(id, actor, ct);
        var action = await CaseReach.HasLeftAsync(_db, subject, ct) ? IncidentAction.Masked : IncidentAction.Erased;
        if (action != incident.Action) throw new MoveRefusedException("Systemfelet har skickats vidare sedan du öppnade sidan. Läs vad som händer nu, och tryck igen.");
        (incident.OrganisationId, incident.Subject, incident.SubjectNumber, incident.DeficiencyId) = (subject.OrganisationId, "report", subject.Number, subject.Id);
        var scope = (await _recorder.OpenAsync([id], actor, ct)).Single();
        if (action == IncidentAction.Erased)
        {
            var shared = await _shared.WriteAsync(scope.Case, form.Read, ct);
            wrote(shared.Keys);
            await _changes.EraseAsync(scope, incident, replayed: false, shared, ct);
        }
        else await _changes.MaskAsync(scope, incident, replayed: false, ct);
        return await SubjectIdentity.OfAsync(_db, subject, ct);
    }

    private async Task<string> DraftAsync(long id, Incident incident, Actor actor, CancellationToken ct)
    {
        var draft = await DraftAsync(id, actor, ct);
        incident.Action = IncidentAction.Erased;
        (incident.OrganisationId, incident.Subject) = (draft.OrganisationId, "draft");
        var identity = await SubjectIdentity.OfAsync(_db, draft, ct);
        await _changes.EraseAsync(draft, incident, ct);
        return identity;
    }

    private async Task<string> RaisedAsync(long id, Incident incident, Actor actor, CancellationToken ct)
    {
        var point = await RaisedErasing.FindAsync(_db, id, actor, ct);
        incident.Action = IncidentAction.Erased;
        // Its number names it when the log has to be written anew.
        (incident.OrganisationId, incident.Subject, incident.SubjectNumber) = (point.OrganisationId, "raised", point.Id.ToString(CultureInfo.InvariantCulture));
        var identity = await RaisedErasing.IdentityAsync(_db, point, ct);
        await _changes.EraseAsync(point, incident, ct);
        return identity;
    }

    private async Task<string> MailAsync(long id, Incident incident, Actor actor, CancellationToken ct)
    {
        var mail = await MailAsync(id, actor, ct);
        incident.Action = IncidentAction.Masked;
        (incident.OrganisationId, incident.Subject, incident.MailMessageId) = (mail.OrganisationId, "mail", mail.Id);
        incident.SubjectNumber = await _db.MailLetters.Where(l => l.MailMessageId == id).OrderBy(l => l.LetterId).Select(l => l.Letter.Reference).FirstOrDefaultAsync(ct) ?? "";
        await _changes.MaskAsync(mail, actor, incident, replayed: false, ct);
        return SubjectIdentity.Of(mail);
    }

    private async Task<Deficiency> CaseAsync(long id, Actor actor, CancellationToken ct)
    {
        var subject = await _db.WholeCases().VisibleTo(new Viewer(actor.AccountId ?? 0, actor.Name, actor.Memberships)).SingleOrDefaultAsync(d => d.Id == id, ct);
        var may = subject != null && subject.ErasedAt == null
            && (actor.Has(subject.OrganisationId, Role.Coordinator) || (subject.AuthorId == actor.AccountId && actor.Has(subject.OrganisationId, Role.Ombud)));
        return may ? subject! : throw new CaseNotFoundException();
    }

    /// <summary>A draft of a withdrawn case is erased with its case.</summary>
    private async Task<Draft> DraftAsync(long id, Actor actor, CancellationToken ct) =>
        await _db.Drafts.SingleOrDefaultAsync(d => d.Id == id && d.AccountId == actor.AccountId && d.DeficiencyId == null, ct) ?? throw new CaseNotFoundException();

    private async Task<MailMessage> MailAsync(long id, Actor actor, CancellationToken ct)
    {
        var mail = await _db.MailMessages.SingleOrDefaultAsync(m => m.Id == id && m.State != MailState.Stored, ct);
        return mail != null && actor.Has(mail.OrganisationId, Role.Coordinator) ? mail : throw new CaseNotFoundException();
    }
}
