using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>Who decided a return, and when.</summary>
/// <param name="By">A committee, or the authorised signatory's name and title.</param>
/// <param name="On">The day.</param>
/// <param name="RegistryNumber">Under which number; may be empty.</param>
public sealed record YearDecision(string By, DateOnly? On, string RegistryNumber);

/// <summary>
/// Takes a return from the coordinator to the unit manager, to a signatory or a committee, and to the County Administrative Board, where it is locked. It can be
/// sent back a step, with a reason. Each step stands in its log. The same step asked for twice is made once: what is not where the page showed it is refused.
/// </summary>
public sealed class YearFlow
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly YearTextCheck _check;

    internal YearFlow(SystemfelDb db, SwedishCalendar calendar, TextCheck check) => (_db, _calendar, _check) = (db, calendar, new YearTextCheck(check));

    /// <summary>Whether anybody is unit manager there.</summary>
    public static Task<bool> HasManagerAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default) =>
        reader.Memberships.AnyAsync(m => m.OrganisationId == organisationId && m.Role == Role.UnitManager && m.Account.DisabledAt == null, ct);

    /// <summary>Hands it to the unit manager.</summary>
    /// <param name="documentId">The return.</param>
    /// <param name="sumReason">Why figures that do not agree stand as they are; asked for only then, so that whoever decides reads it.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who hands it over.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It is no draft any more, a text that was left out is not written, or its figures do not agree and no reason is given.</exception>
    public Task HandOverAsync(long documentId, string sumReason, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.Draft, actor, async document =>
    {
        await YearReadiness.RefuseUnreadyAsync(_db, document, ct);
        KeepReason(document, sumReason, accepted);
        Move(document, YearDocumentState.WithUnitManager, YearSteps.ToManager, actor);
    }, ct);

    /// <summary>The unit manager passes it on to be signed or decided.</summary>
    /// <param name="documentId">The return.</param>
    /// <param name="sumReason">As when it is handed over: the unit manager may have changed figures.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who passes it on.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It is not with the unit manager, this person is none, a text that was left out is not written, or its figures do not agree and no reason is given.</exception>
    public Task ApproveAsync(long documentId, string sumReason, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.WithUnitManager, actor, async document =>
    {
        var hasManager = await _db.Memberships.AnyAsync(m => m.OrganisationId == document.OrganisationId && m.Role == Role.UnitManager && m.Account.DisabledAt == null, ct);
        if (!YearRights.MayApprove(document, actor.Memberships, hasManager)) throw new MoveRefusedException("Den ligger hos enhetschefen. Bara enhetschefen kan lämna den vidare.");
        await YearReadiness.RefuseUnreadyAsync(_db, document, ct);
        KeepReason(document, sumReason, accepted);
        Move(document, YearDocumentState.WithSignatory, YearSteps.Approved, actor);
    }, ct);

    /// <summary>Notes who signed or decided it.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It has not been handed over for that, or something is missing.</exception>
    public Task SignAsync(long documentId, YearDecision decision, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.WithSignatory, actor, document =>
    {
        var (by, number) = (decision.By.Trim(), decision.RegistryNumber.Trim());
        if (by.Length == 0) throw new MoveRefusedException("Skriv vem som har skrivit under eller vilken nämnd som har beslutat.", "by");
        if (decision.On is not { } on) throw new MoveRefusedException("Ange vilken dag det skedde.", "on");
        if (on > _calendar.Today) throw new MoveRefusedException("Dagen har inte varit än. Ange den när det är gjort.", "on");
        if (by.Length > 200 || number.Length > 100) throw new MoveRefusedException("Det är för långt. Skriv kortare.", by.Length > 200 ? "by" : "number");
        // The names of those who decide belong here, as does the number of the decision, which may look like any case's.
        _check.RefuseName(by, "by");
        _check.RefuseName(number, "number");
        (document.DecidedBy, document.DecidedOn, document.RegistryNumber) = (by, on, number);
        Move(document, YearDocumentState.Signed, YearSteps.Signed, actor);
        return Task.CompletedTask;
    }, ct);

    /// <summary>Notes that it has been sent, and locks it.</summary>
    /// <param name="documentId">The return.</param>
    /// <param name="sumReason">Why figures that do not agree are sent as they are; asked for only then, and only when no reason stands in what was decided.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who sends.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It has not been decided, or its figures do not agree and no reason is given.</exception>
    public Task SendAsync(long documentId, string sumReason, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.Signed, actor, document =>
    {
        // The reason that whoever decided has read is the one that is sent.
        KeepReason(document, document.SumReason.Length > 0 ? document.SumReason : sumReason, accepted);
        document.SentAt = _calendar.Now;
        document.CompletionAsked = "";
        // The number stays with this sending, also when the return is opened again and decided anew.
        Move(document, YearDocumentState.Sent, YearSteps.Sent, actor, YearSteps.NumberNote(document.RegistryNumber));
        return Task.CompletedTask;
    }, ct);

    /// <summary>Sends it back a step.</summary>
    /// <param name="documentId">The return.</param>
    /// <param name="from">Where the page showed it.</param>
    /// <param name="reason">Why, for whoever gets it back.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who sends it back.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It is a draft, has been sent, or no reason is given.</exception>
    public Task ReturnAsync(long documentId, YearDocumentState from, string reason, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => StepAsync(documentId, from, actor, document =>
    {
        if (!YearRights.MayReturn(document, actor.Memberships)) throw new MoveRefusedException(document.State == YearDocumentState.Sent ? "Den är skickad och låst." : "Den är ett utkast och ligger redan först.");
        if (reason.Trim().Length == 0) throw new MoveRefusedException("Skriv varför den skickas tillbaka.", "reason");
        _check.RefuseNote(reason.Trim(), "reason", accepted);
        // A decision that it was based on no longer holds for what will be written.
        if (document.State == YearDocumentState.Signed) (document.DecidedBy, document.DecidedOn, document.RegistryNumber) = ("", null, "");
        Move(document, document.State - 1, YearSteps.Returned, actor, reason.Trim());
        return Task.CompletedTask;
    }, ct);

    /// <summary>Opens one that is sent, to be completed, where the county has said so in another way than in the product: it is a draft again, and is decided anew.</summary>
    /// <param name="documentId">The return.</param>
    /// <param name="reason">What is to be completed, and who asks for it.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who opens it.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It is not sent, no reason is given, it may point at a person, or the county reads it in the product.</exception>
    public Task OpenAsync(long documentId, string reason, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => StepAsync(documentId, YearDocumentState.Sent, actor, async document =>
    {
        if (await CountyRights.IsReadAsync(_db.Memberships, _db.CountyServices, document, ct))
            throw new MoveRefusedException("Länsstyrelsen läser redovisningen i Systemfel. Be Länsstyrelsen begära komplettering där, så öppnas den för er.");
        var why = reason.ReplaceLineEndings("\n").Trim();
        if (why.Length == 0) throw new MoveRefusedException("Skriv vad som ska kompletteras, och vem som har bett om det.", "reason");
        _check.RefuseNote(why, "reason", accepted);
        // As when the county asks in the product: a decision on what was sent does not hold for what will be written.
        (document.DecidedBy, document.DecidedOn, document.RegistryNumber, document.SumReason, document.CompletionAsked) = ("", null, "", "", why);
        Move(document, YearDocumentState.Draft, YearSteps.Opened, actor, why);
    }, ct);

    /// <summary>What does not agree goes on only with a written reason, which stands in the document; when all agrees there is none.</summary>
    private void KeepReason(YearDocument document, string sumReason, IReadOnlyCollection<string> accepted)
    {
        var faults = ReturnSending.FaultsOf(ReturnTemplates.Of(document)!, ReturnValues.FromJson(document.ValuesJson));
        var reason = sumReason.ReplaceLineEndings("\n").Trim();
        if (faults.Count > 0 && reason.Length == 0)
            throw new MoveRefusedException($"Allt i redovisningen stämmer inte: {faults[0]}{(faults.Count > 1 ? $" Det gäller {faults.Count} uppgifter." : "")} Rätta det, eller skriv varför det ska stå så ändå.", "sumReason");
        if (reason != document.SumReason) _check.RefuseNote(reason, "sumReason", accepted);
        document.SumReason = faults.Count > 0 ? reason : "";
    }

    private void Move(YearDocument document, YearDocumentState to, string step, Actor actor, string note = "")
    {
        document.State = to;
        YearSteps.Add(document, step, actor, _calendar.Now, note);
    }

    private async Task StepAsync(long documentId, YearDocumentState from, Actor actor, Func<YearDocument, Task> step, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await YearDocumentAccess.OwnAsync(_db, documentId, actor, ct);
        if (document.Kind != YearDocumentKind.Return) throw new CaseNotFoundException();
        if (document.State != from) throw new MoveRefusedException("Dokumentet står i ett annat steg nu: steget är redan taget, av dig eller någon annan. Läs vad som har hänt.");
        await step(document);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }
}
