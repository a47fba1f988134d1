using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;

namespace Systemfel.Workflows.County;

/// <summary>Tells a service's coordinators that the County Administrative Board asks for something more.</summary>
internal sealed class CountyMail(SystemfelDb db, WorkflowOptions options)
{
    public async Task QueueAsync(YearDocument document, CountyService service, string asked, DateTimeOffset now, CancellationToken ct)
    {
        var coordinators = await db.Memberships.Where(m => m.OrganisationId == document.OrganisationId && m.Role == Role.Coordinator && m.Account.DisabledAt == null)
            .Select(m => new { m.AccountId, m.Account.Email, m.Account.DisplayName }).Distinct().ToListAsync(ct);
        foreach (var coordinator in coordinators.Where(c => !string.IsNullOrEmpty(c.Email)))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"county:{service.Id}:{service.Version}:{coordinator.AccountId}");
            db.OutboxItems.Add(OwnMail.Of(
                key, document.OrganisationId, OutboxPurpose.County, (coordinator.Email!, coordinator.DisplayName),
                $"Länsstyrelsen ber om komplettering av redovisningen för {document.Year}",
                $"Hej!\n\nLänsstyrelsen i {document.Organisation.County} ber er komplettera redovisningen för {document.Year}:\n\n{asked}\n\n"
                    + $"Redovisningen är öppen igen. Rätta den och skicka den på nytt:\n{options.PublicBaseUrl.TrimEnd('/')}/arsrapport\n",
                now, options));
        }
    }
}
