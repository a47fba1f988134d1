using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Starting;

/// <summary>One change by an administrator to how the organisation is set up: one transaction, its row taken first, noted in the access log.</summary>
internal sealed class SetupChange(SystemfelDb db, SwedishCalendar calendar)
{
    /// <param name="organisationId">Whose.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="what">As the access log names it.</param>
    /// <param name="change">Makes it; false when there was nothing to change.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's organisation to set up.</exception>
    public async Task RunAsync(long organisationId, Actor actor, string what, Func<Organisation, Task<bool>> change, CancellationToken ct)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            await CaseLocks.OrganisationAsync(db, organisationId, ct);
            if (!await change(await db.Organisations.SingleAsync(o => o.Id == organisationId, ct))) return;
            db.Add(new AccessLog { AccountId = me, What = what, SubjectId = organisationId, At = calendar.Now });
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
