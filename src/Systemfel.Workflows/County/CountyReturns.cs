using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>A return has come, been taken away or been judged since the page was opened. Nothing was stored.</summary>
public sealed class StaleCountyException() : StaleMoveException(
    "Redovisningen har ändrats sedan du öppnade sidan, så det du gjorde är inte sparat. Läs vad som står nu och ta ställning igen.");

/// <summary>What is said with a file that is read in.</summary>
/// <param name="Seen">What the page had shown (<see cref="CountyStand.Seen"/>).</param>
/// <param name="IsRight">It is this service's, although the file names another.</param>
/// <param name="Accepted">Keys of likely finds that the reader says are no person.</param>
public sealed record CountyReading(string? Seen, bool IsRight, IReadOnlyCollection<string> Accepted)
{
    /// <summary>It is the municipality's own return, although others run the service (5.1).</summary>
    public bool IsMunicipalitys { get; init; }
}

/// <summary>What the County Administrative Board does with returns: takes in files, asks for more, accepts. One does it at a time, and knows what is done.</summary>
public sealed class CountyReturns
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly YearTextCheck _check;
    private readonly CountyMail _mail;

    internal CountyReturns(SystemfelDb db, SwedishCalendar calendar, TextCheck check, WorkflowOptions options) =>
        (_db, _calendar, _check, _mail) = (db, calendar, new YearTextCheck(check), new CountyMail(db, options));

    /// <summary>Takes in the return of a service that does not send it in the product.</summary>
    /// <param name="serviceId">Whose.</param>
    /// <param name="content">The file as it is.</param>
    /// <param name="reading">What is said with it.</param>
    /// <param name="actor">Who has chosen it.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="StaleCountyException">Something has come meanwhile.</exception>
    /// <exception cref="MoveRefusedException">
    /// The file is no return of this year that has been sent, names another service (the input is 'right'), is of a service that others than the municipality run (the input is 'municipality'), may point at a person, or the service sends its own.
    /// </exception>
    public Task ImportAsync(long serviceId, byte[] content, CountyReading reading, Actor actor, CancellationToken ct = default) => ChangeAsync(serviceId, reading.Seen, actor, (service, stand) =>
    {
        if (stand.DocumentId != null) throw new MoveRefusedException("Verksamheten har skickat redovisningen i Systemfel. Den som kom den vägen gäller.", "file");
        if (stand.State == CountyReturnState.Accepted) throw new MoveRefusedException("Redovisningen är godkänd. Begär komplettering först om en ny ska läsas in.", "file");
        var read = CountyFileCheck.Read(content, service.CountyYear);
        CountyFileCheck.Refuse(read, service, reading);
        _check.Refuse(ReturnTemplates.Find(read.File.Template)!, read.File, read.NotUnderstood, reading.Accepted);
        service.ValuesJson = new ReturnValues(read.File.Values).ToJson();
        service.TextsJson = CountyFile.Of(read.File, read.NotUnderstood).ToJson();
        (service.Source, service.State, service.ReceivedAt, service.Note, service.DocumentId) = (read.Source, CountyReturnState.Received, _calendar.Now, "", null);
        return Task.CompletedTask;
    }, ct);

    /// <summary>Takes a file away that was read in: nothing of it is kept, and the return is missing again.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="StaleCountyException">Something has come meanwhile.</exception>
    /// <exception cref="MoveRefusedException">Nothing has been read in.</exception>
    public Task TakeAwayAsync(long serviceId, string? seen, Actor actor, CancellationToken ct = default) => ChangeAsync(serviceId, seen, actor, (service, stand) =>
    {
        if (!stand.IsFile) throw new MoveRefusedException("Ingen fil är inläst.");
        (service.ValuesJson, service.TextsJson, service.Source, service.Note) = ("{}", "{}", "", "");
        (service.State, service.ReceivedAt, service.DocumentId) = (CountyReturnState.Missing, null, null);
        return Task.CompletedTask;
    }, ct);

    /// <summary>Asks for something more. Where the service uses the product its coordinators are told by mail; a return that came in the product is open to them again.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="StaleCountyException">Something has come meanwhile.</exception>
    /// <exception cref="MoveRefusedException">Nothing has come, nothing is asked for, or it may point at a person.</exception>
    public Task AskToCompleteAsync(long serviceId, string? seen, string text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => ChangeAsync(serviceId, seen, actor, async (service, stand) =>
    {
        if (!stand.Counts) throw new MoveRefusedException(stand.State == CountyReturnState.Missing ? "Redovisningen har inte kommit än." : "Komplettering är redan begärd.");
        var asked = Whole(text, "text", "Skriv vad som ska kompletteras.", accepted);
        Keep(service, stand);
        (service.State, service.Note) = (CountyReturnState.AskedToComplete, asked);
        if (stand.DocumentId is { } id)
        {
            var document = await _db.YearDocuments.SingleAsync(d => d.Id == id, ct);
            (document.State, document.CompletionAsked) = (YearDocumentState.Draft, asked);
            // A decision that was made on what was sent does not hold for what will be written.
            (document.DecidedBy, document.DecidedOn, document.RegistryNumber, document.SumReason) = ("", null, "", "");
            YearSteps.Add(document, YearSteps.CompletionAsked, actor, _calendar.Now, asked);
        }
        if (stand.IsReadable) await _mail.QueueAsync(service, asked, isOpen: stand.DocumentId != null, _calendar.Now, ct);
    }, ct);

    /// <summary>Accepts a return that has come.</summary>
    /// <param name="serviceId">Whose.</param>
    /// <param name="seen">What the page had shown.</param>
    /// <param name="reason">Why it is taken although its figures do not agree; asked for when it does not say so itself.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who accepts.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="StaleCountyException">Something has come meanwhile.</exception>
    /// <exception cref="MoveRefusedException">It has not come, more has been asked for, or the reason is missing or may point at a person.</exception>
    public Task AcceptAsync(long serviceId, string? seen, string reason, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) => ChangeAsync(serviceId, seen, actor, (service, stand) =>
    {
        if (!stand.Counts) throw new MoveRefusedException(stand.State == CountyReturnState.Missing ? "Redovisningen har inte kommit än." : "Komplettering är begärd, och den har inte kommit än.");
        if (stand.State == CountyReturnState.Accepted) throw new MoveRefusedException("Redovisningen är redan godkänd.");
        var why = stand.NeedsReason ? Whole(reason, "reason", "Uppgifter stämmer inte, och redovisningen säger inte varför. Skriv varför den godkänns ändå, eller begär komplettering.", accepted) : "";
        Keep(service, stand);
        (service.State, service.Note) = (CountyReturnState.Accepted, why);
        return Task.CompletedTask;
    }, ct);

    internal static async Task<CountyYear> YearAsync(SystemfelDb db, long yearId, Actor actor, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var year = await db.CountyYears.Include(y => y.Services).SingleOrDefaultAsync(y => y.Id == yearId, ct) ?? throw new CaseNotFoundException();
        return (await CountyRights.CountiesOfAsync(db.Organisations, actor.Memberships, ct)).Contains(year.County) ? year : throw new CaseNotFoundException();
    }

    /// <summary>What it said when it came is kept; what is told of cases stays with the return, where erasing and masking reach it.</summary>
    private static void Keep(CountyService service, CountyStand stand)
    {
        service.ReceivedAt = stand.ReceivedAt;
        if (stand.DocumentId == null) return;
        (service.ValuesJson, service.Source, service.DocumentId) = (stand.Values.ToJson(), CountyStand.Product, stand.DocumentId);
        service.TextsJson = new CountyFile(stand.Template.Key, [])
        {
            SumReason = stand.SumReason,
            DecidedBy = stand.DecidedBy,
            DecidedOn = stand.DecidedOn,
            RegistryNumber = stand.RegistryNumber,
        }.ToJson();
    }

    private string Whole(string text, string input, string missing, IReadOnlyCollection<string> accepted)
    {
        var whole = text.ReplaceLineEndings("\n").Trim();
        if (whole.Length == 0) throw new MoveRefusedException(missing, input);
        _check.RefuseNote(whole, input, accepted);
        return whole;
    }

    /// <summary>First the year and the return are taken, then read: two who decide at once decide one after the other.</summary>
    private async Task ChangeAsync(long serviceId, string? seen, Actor actor, Func<CountyService, CountyStand, Task> change, CancellationToken ct)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var place = await _db.CountyServices.Where(s => s.Id == serviceId).Select(s => new { s.CountyYearId, s.CountyYear.Year, s.OrganisationId }).SingleOrDefaultAsync(ct) ?? throw new CaseNotFoundException();
        await CountyLocks.YearAsync(_db, place.CountyYearId, ct);
        var document = await _db.YearDocuments.Where(d => d.OrganisationId == place.OrganisationId && d.Year == place.Year && d.Kind == YearDocumentKind.Return).Select(d => (long?)d.Id).SingleOrDefaultAsync(ct);
        if (document is { } id) await CaseLocks.YearDocumentAsync(_db, id, ct);
        var year = await YearAsync(_db, place.CountyYearId, actor, ct);
        var service = year.Services.Find(s => s.Id == serviceId) ?? throw new CaseNotFoundException();
        var stands = await CountyStand.OfAsync(_db.YearDocuments.AsNoTracking(), null, year, CountyRights.ReadBy(actor.Memberships), ct);
        var stand = stands.Single(s => s.Service.Id == serviceId);
        if (stand.Seen != seen) throw new StaleCountyException();
        await change(service, stand);
        service.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }
}
