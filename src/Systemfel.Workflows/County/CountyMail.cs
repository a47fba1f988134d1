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
    /// <param name="service">One that uses the product, with its year.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="isOpen">Its return in the product is open again; else it came as a file.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    public async Task QueueAsync(CountyService service, string asked, bool isOpen, DateTimeOffset now, CancellationToken ct)
    {
        if (service.OrganisationId is not { } organisation) return;
        var (county, year) = (service.CountyYear.County, service.CountyYear.Year);
        var coordinators = await db.Memberships.Where(m => m.OrganisationId == organisation && m.Role == Role.Coordinator && m.Account.DisabledAt == null)
            .Select(m => new { m.AccountId, m.Account.Email, m.Account.DisplayName }).Distinct().ToListAsync(ct);
        var next = isOpen
            ? $"Redovisningen är öppen igen. Rätta den och skicka den på nytt:\n{options.PublicBaseUrl.TrimEnd('/')}/arsrapport\n"
            : "Redovisningen kom till Länsstyrelsen som fil. Rätta den och lämna den på nytt, på samma sätt eller i Systemfel.\n";
        foreach (var coordinator in coordinators.Where(c => !string.IsNullOrEmpty(c.Email)))
        {
            var key = $"{KeyOf(service)}{coordinator.AccountId}";
            db.OutboxItems.Add(OwnMail.Of(
                key, organisation, OutboxPurpose.County, (coordinator.Email!, coordinator.DisplayName), $"Länsstyrelsen ber om komplettering av redovisningen för {year}",
                $"Hej!\n\nLänsstyrelsen i {county} ber er komplettera redovisningen för {year}:\n\n{asked}\n\n{next}", now, options));
        }
    }

    /// <summary>How the keys of its mails begin.</summary>
    private static string KeyOf(CountyService service) => string.Create(CultureInfo.InvariantCulture, $"county:{service.Id}:{service.Version}:");
}
