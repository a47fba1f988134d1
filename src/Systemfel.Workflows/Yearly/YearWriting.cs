using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>Begins a return and writes its sections. What is typed is stored as it is; only what points at a person is refused.</summary>
public sealed class YearWriting
{
    /// <summary>The longest text of one field.</summary>
    public const int Longest = 20_000;

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly YearTextCheck _check;

    internal YearWriting(SystemfelDb db, SwedishCalendar calendar, TextCheck check) => (_db, _calendar, _check) = (db, calendar, new YearTextCheck(check));

    /// <summary>Begins the return of a year, with what seldom changes taken from the year before. Safe to repeat.</summary>
    /// <param name="organisationId">Whose.</param>
    /// <param name="year">The year that it is about.</param>
    /// <param name="templateKey">The form; empty: the one that the County Administrative Board has published, or the one of that time.</param>
    /// <param name="actor">Who begins it.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="CaseNotFoundException">Not this person's to begin.</exception>
    /// <exception cref="MoveRefusedException">The year has not begun, or there is no such form.</exception>
    public async Task<long> BeginAsync(long organisationId, int year, string? templateKey, Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !YearRights.MayBegin(organisationId, actor.Memberships)) throw new CaseNotFoundException();
        if (year < 2000 || year > _calendar.Today.Year) throw new MoveRefusedException($"Välj ett år från 2000 till {_calendar.Today.Year}.", "year");
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.OrganisationAsync(_db, organisationId, ct);
        if (await _db.YearDocuments.Where(d => d.OrganisationId == organisationId && d.Year == year && d.Kind == YearDocumentKind.Return).Select(d => (long?)d.Id).SingleOrDefaultAsync(ct) is { } known)
            return known;
        var template = await TemplateAsync(organisationId, year, templateKey, ct);
        var before = await _db.YearDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.OrganisationId == organisationId && d.Year == year - 1 && d.Kind == YearDocumentKind.Return, ct);
        var document = new YearDocument
        {
            OrganisationId = organisationId,
            Year = year,
            Kind = YearDocumentKind.Return,
            TemplateKey = template.Key,
            ValuesJson = YearMemory.Begin(template, before).ToJson(),
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

    /// <summary>Writes a section whole. Figures that are wrong or do not agree are stored as they are.</summary>
    /// <param name="documentId">The return.</param>
    /// <param name="sectionId">The section.</param>
    /// <param name="typed">By the keys of the section's fields; others are left out.</param>
    /// <param name="seen">The <see cref="ReturnVersion"/> that the form showed.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's to write.</exception>
    /// <exception cref="StaleReturnException">Someone else has written it meanwhile.</exception>
    /// <exception cref="MoveRefusedException">It points at a person, is too long, or can no longer be written in.</exception>
    public async Task WriteAsync(
        long documentId, string sectionId, IReadOnlyDictionary<string, string> typed, string? seen, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await YearDocumentAccess.ForWritingAsync(_db, documentId, actor, ct);
        var section = ReturnTemplates.Of(document)?.Section(sectionId) ?? throw new CaseNotFoundException();
        var stored = ReturnValues.FromJson(document.ValuesJson);
        var changed = stored.With(section.Fields.SelectMany(f => f.Keys).Select(k => KeyValuePair.Create(k, typed.GetValueOrDefault(k, ""))));
        if (ReturnVersion.Of(section, changed) == ReturnVersion.Of(section, stored)) return;
        if (ReturnVersion.Of(section, stored) != seen) throw new StaleReturnException(stored);
        _check.Refuse(section, stored, changed, accepted);
        document.ValuesJson = changed.ToJson();
        YearSteps.Wrote(document, actor, _calendar.Now);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    /// <summary>Chooses whom the return is for; until then it follows from 5.1.</summary>
    /// <param name="documentId">The return.</param>
    /// <param name="to"><see cref="ReturnSending.ToCounty"/> or <see cref="ReturnSending.ToMunicipality"/>.</param>
    /// <param name="actor">Who chooses.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's to write.</exception>
    /// <exception cref="MoveRefusedException">Neither of them is chosen, or it can no longer be written in.</exception>
    public async Task ChooseReceiverAsync(long documentId, string to, Actor actor, CancellationToken ct = default)
    {
        if (to is not (ReturnSending.ToCounty or ReturnSending.ToMunicipality)) throw new MoveRefusedException("Välj vem redovisningen lämnas till.", "to");
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await YearDocumentAccess.ForWritingAsync(_db, documentId, actor, ct);
        if (document.Kind != YearDocumentKind.Return) throw new CaseNotFoundException();
        document.ValuesJson = ReturnValues.FromJson(document.ValuesJson).With([KeyValuePair.Create(ReturnSending.ReceiverKey, to)]).ToJson();
        YearSteps.Wrote(document, actor, _calendar.Now);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    private async Task<ReturnTemplate> TemplateAsync(long organisationId, int year, string? key, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(key)) return ReturnTemplates.Find(key) ?? throw new MoveRefusedException("Blanketten finns inte. Välj en i listan.", "template");
        var published = await CountyRights.Binding(_db.CountyYears, _db.Organisations, organisationId).Where(c => c.Year == year).Select(c => c.TemplateKey).SingleOrDefaultAsync(ct);
        return published == null ? ReturnTemplates.For(year) : ReturnTemplates.Find(published) ?? ReturnTemplates.For(year);
    }
}
