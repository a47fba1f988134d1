using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>What the County Administrative Board asks for a year.</summary>
/// <param name="County">Which of the own counties.</param>
/// <param name="Year">The year that is returned.</param>
/// <param name="Template">The form's key.</param>
/// <param name="DueOn">The last day.</param>
/// <param name="Note">What is said beside the form; may be empty.</param>
public sealed record CountyOrder(string County, int Year, string Template, DateOnly? DueOn, string Note);

/// <summary>Publishes a year's form for a county, and keeps the list of its services.</summary>
public sealed class CountyPublishing
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly YearTextCheck _check;

    internal CountyPublishing(SystemfelDb db, SwedishCalendar calendar, TextCheck check) => (_db, _calendar, _check) = (db, calendar, new YearTextCheck(check));

    /// <summary>Publishes, or changes what was published; services that have come to the product since then are put on the list.</summary>
    /// <exception cref="CaseNotFoundException">A county that is not this person's.</exception>
    /// <exception cref="MoveRefusedException">Something is missing, or may point at a person.</exception>
    public async Task<long> PublishAsync(CountyOrder order, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        if (order.Year < 2000 || order.Year > _calendar.Today.Year) throw new MoveRefusedException("Välj ett år som har varit, eller det som pågår.", "year");
        if (!(await CountyRights.CountiesOfAsync(_db.Organisations, actor.Memberships, ct)).Contains(order.County)) throw new CaseNotFoundException();
        if (ReturnTemplates.Find(order.Template) == null) throw new MoveRefusedException("Välj en blankett.", "template");
        if (order.DueOn is not { } due) throw new MoveRefusedException("Skriv sista dagen som 2027-01-15.", "dueOn");
        if (due.Year < order.Year || due.Year > order.Year + 2) throw new MoveRefusedException($"Sista dagen hör inte till redovisningen för {order.Year}.", "dueOn");
        var note = order.Note.ReplaceLineEndings("\n").Trim();
        _check.Refuse("", note, "note", accepted);
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CountyLocks.PublishingAsync(_db, order.County, order.Year, ct);
        var year = await _db.CountyYears.Include(y => y.Services).SingleOrDefaultAsync(y => y.County == order.County && y.Year == order.Year, ct);
        if (year != null) await CountyLocks.YearAsync(_db, year.Id, ct);
        if (year != null && year.TemplateKey != order.Template && await HasComeAsync(year, actor, ct))
            throw new MoveRefusedException($"Redovisningar har redan kommit på blanketten {year.TemplateKey}, så den går inte att byta.", "template");
        if (year == null) _db.Add(year = new CountyYear { County = order.County, Year = order.Year });
        (year.TemplateKey, year.DueOn, year.Note, year.PublishedAt, year.PublishedById) = (order.Template, due, note, _calendar.Now, actor.AccountId!.Value);
        foreach (var organisation in await _db.Organisations.Where(o => o.County == order.County).OrderBy(o => o.Id).ToListAsync(ct))
        {
            if (year.Services.Exists(s => s.OrganisationId == organisation.Id)) continue;
            // One that was added by name before it used the product is the same service.
            if (year.Services.Find(s => s.OrganisationId == null && s.Name == organisation.Name) is { } known) known.OrganisationId = organisation.Id;
            else year.Services.Add(new CountyService { Name = Free(year, organisation.Name), OrganisationId = organisation.Id });
        }
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
        return year.Id;
    }

    /// <summary>Adds a service that does not use the product.</summary>
    /// <exception cref="CaseNotFoundException">A year that is not this person's.</exception>
    /// <exception cref="MoveRefusedException">No name, or one that is there.</exception>
    public async Task AddServiceAsync(long yearId, string name, Actor actor, CancellationToken ct = default)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CountyLocks.YearAsync(_db, yearId, ct);
        var year = await CountyReturns.YearAsync(_db, yearId, actor, ct);
        var called = name.Trim();
        if (called.Length == 0) throw new MoveRefusedException("Skriv vad verksamheten heter.", "name");
        if (called.Length > 200) throw new MoveRefusedException("Namnet är för långt. Skriv högst 200 tecken.", "name");
        if (year.Services.Exists(s => string.Equals(s.Name, called, StringComparison.OrdinalIgnoreCase))) throw new MoveRefusedException($"{called} finns redan på listan.", "name");
        year.Services.Add(new CountyService { Name = called });
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    /// <summary>Takes a service off the list that does not use the product and whose return has not come: it was added by mistake, or under the wrong name.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="CaseNotFoundException">None of this person's, or gone.</exception>
    /// <exception cref="MoveRefusedException">Its return has come, or it uses the product.</exception>
    public async Task<string> RemoveServiceAsync(long yearId, long serviceId, Actor actor, CancellationToken ct = default)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CountyLocks.YearAsync(_db, yearId, ct);
        var year = await CountyReturns.YearAsync(_db, yearId, actor, ct);
        var service = year.Services.Find(s => s.Id == serviceId) ?? throw new CaseNotFoundException();
        if (service.OrganisationId != null) throw new MoveRefusedException($"{service.Name} använder Systemfel och står på listan av sig själv.");
        if (service.State != CountyReturnState.Missing) throw new MoveRefusedException($"Redovisningen från {service.Name} har kommit. Ta bort den inlästa filen först.");
        _db.Remove(service);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
        return service.Name;
    }

    private async Task<bool> HasComeAsync(CountyYear year, Actor actor, CancellationToken ct) =>
        (await CountyStand.OfAsync(_db.YearDocuments.AsNoTracking(), null, year, CountyRights.ReadBy(actor.Memberships), ct)).Any(s => s.ReceivedAt != null);

    private static string Free(CountyYear year, string name)
    {
        var free = name;
        for (var n = 2; year.Services.Exists(s => s.Name == free); n++) free = $"{name} ({n})";
        return free;
    }
}
