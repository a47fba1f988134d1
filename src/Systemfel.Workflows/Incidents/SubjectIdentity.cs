using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Incidents;

/// <summary>
/// Names a case, a mail or a draft so that it is found again in any copy of its database, however old, and never in another database that
/// gives the same numbers: by the hash of a case's first event, of a mail's bytes; a draft by its database's first event. No content.
/// </summary>
internal static class SubjectIdentity
{
    public static async Task<string> OfAsync(SystemfelDb db, Deficiency subject, CancellationToken ct) => Convert.ToHexStringLower(
        await db.CaseEvents.Where(e => e.DeficiencyId == subject.Id && e.Seq == 1).Select(e => e.Hash).SingleAsync(ct));

    public static string Of(MailMessage mail) => Convert.ToHexStringLower(mail.Sha256);

    public static async Task<string> OfAsync(SystemfelDb db, Draft draft, CancellationToken ct)
    {
        var database = await DatabaseAsync(db, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{database}:{draft.Id}:{draft.AccountId}");
    }

    public static async Task<long?> FindCaseAsync(SystemfelDb db, LoggedIncident logged, CancellationToken ct)
    {
        if (!TryHash(logged.Identity, out var hash)) return null;
        return await db.Deficiencies.Where(d => d.OrganisationId == logged.OrganisationId && d.Number == logged.Number && d.Events.Any(e => e.Seq == 1 && e.Hash == hash))
            .Select(d => (long?)d.Id).SingleOrDefaultAsync(ct);
    }

    public static async Task<long?> FindMailAsync(SystemfelDb db, LoggedIncident logged, CancellationToken ct)
    {
        if (!TryHash(logged.Identity, out var hash)) return null;
        return await db.MailMessages.Where(m => m.OrganisationId == logged.OrganisationId && m.Sha256 == hash).OrderBy(m => m.Id).Select(m => (long?)m.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>A draft that has been saved again since is another text.</summary>
    public static async Task<Draft?> FindDraftAsync(SystemfelDb db, LoggedIncident logged, CancellationToken ct)
    {
        var parts = logged.Identity.Split(':');
        if (parts.Length != 3 || parts[0] != await DatabaseAsync(db, ct)) return null;
        var (id, account) = (long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
        var draft = await db.Drafts.SingleOrDefaultAsync(d => d.Id == id && d.AccountId == account && d.DeficiencyId == null, ct);
        return draft?.SavedAt <= logged.At ? draft : null;
    }

    /// <summary>Names a database: the same in each of its copies; empty before its first event.</summary>
    public static async Task<string> DatabaseAsync(SystemfelDb db, CancellationToken ct) =>
        Convert.ToHexStringLower(await db.CaseEvents.OrderBy(e => e.Id).Select(e => e.Hash).FirstOrDefaultAsync(ct) ?? []);

    private static bool TryHash(string identity, out byte[] hash)
    {
        hash = identity.Length == 64 && identity.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(identity) : [];
        return hash.Length > 0;
    }
}
