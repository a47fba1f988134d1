using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>What the County Administrative Board does with returns: takes in files, asks for more, accepts.</summary>
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
    /// <param name="actor">Who has chosen it.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">The file is no return of this year, or the service sends its own.</exception>
    public async Task ImportAsync(long serviceId, byte[] content, Actor actor, CancellationToken ct = default)
    {
        var (service, stand) = await FindAsync(serviceId, actor, ct);
        if (stand.DocumentId != null) throw new MoveRefusedException("Verksamheten har skickat redovisningen i Systemfel. Den som kom den vägen gäller.", "file");
        if (service.State == CountyReturnState.Accepted) throw new MoveRefusedException("Redovisningen är godkänd. Begär komplettering först om en ny ska läsas in.", "file");
        var (file, source) = Read(content, service.CountyYear);
        if (file.Year != service.CountyYear.Year) throw new MoveRefusedException($"Filen gäller år {file.Year}, inte {service.CountyYear.Year}.", "file");
        if (file.Template != service.CountyYear.TemplateKey) throw new MoveRefusedException($"Filen följer blanketten {file.Template}. Årets blankett är {service.CountyYear.TemplateKey}.", "file");
        service.ValuesJson = new ReturnValues(file.Values).ToJson();
        service.TextsJson = CountyTexts.Write(file.Texts);
        (service.Source, service.State, service.ReceivedAt, service.Note) = (source, CountyReturnState.Received, _calendar.Now, "");
        service.Version++;
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>Asks for something more. The service's coordinators are told by mail, and its return is open to them again.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">Nothing has come, or nothing is asked for.</exception>
    public async Task AskToCompleteAsync(long serviceId, string text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var (service, stand) = await FindAsync(serviceId, actor, ct);
        if (stand.DocumentId is { } locked) await CaseLocks.YearDocumentAsync(_db, locked, ct);
        if (!stand.Counts) throw new MoveRefusedException(stand.State == CountyReturnState.Missing ? "Redovisningen har inte kommit än." : "Komplettering är redan begärd.");
        var asked = text.ReplaceLineEndings("\n").Trim();
        if (asked.Length == 0) throw new MoveRefusedException("Skriv vad som ska kompletteras.", "text");
        if (asked.Length > 2000) throw new MoveRefusedException("Texten får vara högst 2 000 tecken. Korta ner den.", "text");
        _check.Refuse("", asked, "text", accepted);
        Keep(service, stand);
        (service.State, service.Note) = (CountyReturnState.AskedToComplete, asked);
        if (stand.DocumentId is { } id)
        {
            var document = await _db.YearDocuments.Include(d => d.Organisation).SingleAsync(d => d.Id == id, ct);
            (document.State, document.CompletionAsked) = (YearDocumentState.Draft, asked);
            YearSteps.Add(document, YearSteps.CompletionAsked, actor, _calendar.Now, asked);
            await _mail.QueueAsync(document, service, asked, _calendar.Now, ct);
        }
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Accepts a return that has come.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">It has not come, or more has been asked for.</exception>
    public async Task AcceptAsync(long serviceId, Actor actor, CancellationToken ct = default)
    {
        var (service, stand) = await FindAsync(serviceId, actor, ct);
        if (!stand.Counts) throw new MoveRefusedException(stand.State == CountyReturnState.Missing ? "Redovisningen har inte kommit än." : "Komplettering är begärd, och den har inte kommit än.");
        Keep(service, stand);
        (service.State, service.Note) = (CountyReturnState.Accepted, "");
        await _db.SaveChangesAsync(ct);
    }

    internal static async Task<CountyYear> YearAsync(SystemfelDb db, long yearId, Actor actor, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var year = await db.CountyYears.Include(y => y.Services).SingleOrDefaultAsync(y => y.Id == yearId, ct) ?? throw new CaseNotFoundException();
        return (await CountyRights.CountiesOfAsync(db.Organisations, actor.Memberships, ct)).Contains(year.County) ? year : throw new CaseNotFoundException();
    }

    /// <summary>What it said when it came is kept; what is told of cases stays with the return, where erasing and masking reach it.</summary>
    private static void Keep(CountyService service, CountyStand stand)
    {
        if (stand.DocumentId != null) (service.ValuesJson, service.Source, service.DocumentId) = (stand.Values.ToJson(), "product", stand.DocumentId);
        service.ReceivedAt = stand.ReceivedAt;
        service.Version++;
    }

    private static (ReturnFile File, string Source) Read(byte[] content, CountyYear year)
    {
        try
        {
            return content.AsSpan().StartsWith("PK"u8) ? (ReturnWordFile.Read(content, year.TemplateKey, year.Year), "docx") : (ReturnJson.Read(content), "json");
        }
        catch (ReturnFileException e)
        {
            throw new MoveRefusedException(e.Message, "file");
        }
    }

    private async Task<(CountyService Service, CountyStand Stand)> FindAsync(long serviceId, Actor actor, CancellationToken ct)
    {
        var yearId = await _db.Set<CountyService>().Where(s => s.Id == serviceId).Select(s => s.CountyYearId).SingleOrDefaultAsync(ct);
        var year = await YearAsync(_db, yearId, actor, ct);
        var stands = await CountyStand.OfAsync(_db.YearDocuments.AsNoTracking(), _db.YearPassages.AsNoTracking(), year, ct);
        var stand = stands.Single(s => s.Service.Id == serviceId);
        return (stand.Service, stand);
    }
}
