using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Accounts;

/// <summary>A role that an account is given in an organisation; members of a group name it and the party they represent.</summary>
public sealed record MembershipOrder(
    long OrganisationId, Role Role, long? PartyId = null, long? GroupId = null, bool IsChair = false, bool IsSubstitute = false);

/// <summary>What an administrator does with accounts, from the pages and from the command line.</summary>
public sealed class AccountService
{
    private readonly SystemfelDb _db;
    private readonly UserManager<Account> _users;
    private readonly OneTimeTokens _tokens;
    private readonly IAccountMail _mail;
    private readonly AccountLinks _links;
    private readonly TimeProvider _time;

    internal AccountService(
        SystemfelDb db, UserManager<Account> users, OneTimeTokens tokens, IAccountMail mail, AccountLinks links, TimeProvider time) =>
        (_db, _users, _tokens, _mail, _links, _time) = (db, users, tokens, mail, links, time);

    /// <summary>Creates an account without a password and queues the invitation to choose one.</summary>
    public async Task<AccountResult> InviteAsync(
        string name, string email, IReadOnlyList<MembershipOrder> memberships, CancellationToken ct = default)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var account = NewAccount(name, email, memberships);
        var created = await _users.CreateAsync(account);
        if (!created.Succeeded) return AccountResult.Of(created, 0);
        await QueueInvitationAsync(account, ct);
        await transaction.CommitAsync(ct);
        return AccountResult.Done(account.Id);
    }

    /// <summary>Creates an account with a password, without mail: the first administrator, demo accounts, 'user add'.</summary>
    public async Task<AccountResult> CreateAsync(
        string name, string email, string password, IReadOnlyList<MembershipOrder> memberships, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var account = NewAccount(name, email, memberships);
        return AccountResult.Of(await _users.CreateAsync(account, password), account.Id);
    }

    /// <summary>Sends the invitation again; the link of the earlier one stops working.</summary>
    public async Task<AccountResult> InviteAgainAsync(long accountId, CancellationToken ct = default)
    {
        var account = await LoadAsync(accountId, ct);
        if (account.PasswordHash is not null) return AccountResult.Refused("Personen har redan valt ett lösenord.");
        await QueueInvitationAsync(account, ct);
        return AccountResult.Done(accountId);
    }

    /// <summary>Replaces the roles that an account holds in one organisation. Counts from the account's next request.</summary>
    public async Task<AccountResult> SetMembershipsAsync(
        long accountId, long organisationId, IReadOnlyList<MembershipOrder> memberships, CancellationToken ct = default)
    {
        var account = await LoadAsync(accountId, ct);
        if (memberships.Any(m => m.OrganisationId != organisationId))
            throw new ArgumentException("Every membership must be in the organisation.", nameof(memberships));
        var keepsAdministrator = memberships.Any(m => m.Role == Role.Administrator);
        if (!keepsAdministrator && await IsLastAdministratorAsync(account, organisationId, ct)) return LastAdministrator();
        account.Memberships.RemoveAll(m => m.OrganisationId == organisationId);
        account.Memberships.AddRange(memberships.Select(ToMembership));
        await _db.SaveChangesAsync(ct);
        if (!memberships.Any(m => Viewer.TeamRoles.Contains(m.Role))) await StopMailsAsync(account, organisationId, ct);
        return AccountResult.Done(accountId);
    }

    /// <summary>Shuts an account: it cannot sign in, and its sessions end at once. What it has written stays.</summary>
    public async Task<AccountResult> DisableAsync(long accountId, CancellationToken ct = default)
    {
        var account = await LoadAsync(accountId, ct);
        foreach (var organisation in account.Memberships.Select(m => m.OrganisationId).Distinct())
            if (await IsLastAdministratorAsync(account, organisation, ct)) return LastAdministrator();
        account.DisabledAt ??= _time.GetUtcNow();
        // They stay dead if the account is opened again.
        foreach (var key in await _db.PersonalKeys.Where(k => k.AccountId == accountId && k.RevokedAt == null).ToListAsync(ct)) key.RevokedAt = _time.GetUtcNow();
        await StopMailsAsync(account, null, ct);
        return await SaveAndEndSessionsAsync(account, ct);
    }

    /// <summary>What waits to be mailed to somebody who no longer may read it does not leave.</summary>
    private Task<int> StopMailsAsync(Account account, long? organisationId, CancellationToken ct) => _db.OutboxItems
        .Where(o => o.State == OutboxState.Queued && o.ToAddress == account.Email && (organisationId == null || o.OrganisationId == organisationId)
            && (o.Purpose == OutboxPurpose.Ombud || o.Purpose == OutboxPurpose.Watch || o.Purpose == OutboxPurpose.View))
        .ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OutboxState.Cancelled).SetProperty(o => o.LastError, "stoppat: kontot läser inte längre"), ct);

    /// <summary>Opens a shut account again.</summary>
    public async Task<AccountResult> EnableAsync(long accountId, CancellationToken ct = default)
    {
        var account = await LoadAsync(accountId, ct);
        account.DisabledAt = null;
        await _db.SaveChangesAsync(ct);
        return AccountResult.Done(accountId);
    }

    /// <summary>For somebody who has lost phone and recovery codes: two-step sign-in is turned off and sessions end.</summary>
    public async Task<AccountResult> ResetTwoFactorAsync(long accountId, CancellationToken ct = default)
    {
        var account = await LoadAsync(accountId, ct);
        await _users.SetTwoFactorEnabledAsync(account, false);
        await _users.ResetAuthenticatorKeyAsync(account);
        return await SaveAndEndSessionsAsync(account, ct);
    }

    /// <summary>Gives an account a new password and lifts a lockout: 'user reset'. Sessions end.</summary>
    public async Task<AccountResult> SetPasswordAsync(long accountId, string password, CancellationToken ct = default)
    {
        var account = await LoadAsync(accountId, ct);
        var set = await _users.ReplacePasswordAsync(account, password);
        return set.Succeeded ? await SaveAndEndSessionsAsync(account, ct) : AccountResult.Of(set, accountId);
    }

    /// <summary>The account with an e-mail address; null when there is none.</summary>
    public async Task<long?> FindAsync(string email) => (await _users.FindByEmailAsync(email))?.Id;

    private async Task QueueInvitationAsync(Account account, CancellationToken ct)
    {
        _mail.SendInvitation(account, _links.Invitation(await _tokens.IssueAsync(account, LinkPurpose.Invitation, ct)));
        await _db.SaveChangesAsync(ct);
    }

    private async Task<AccountResult> SaveAndEndSessionsAsync(Account account, CancellationToken ct)
    {
        await _db.SaveChangesAsync(ct);
        await _db.Sessions.Where(s => s.AccountId == account.Id).ExecuteDeleteAsync(ct);
        return AccountResult.Done(account.Id);
    }

    private async Task<Account> LoadAsync(long accountId, CancellationToken ct) =>
        await _db.Users.Include(a => a.Memberships).SingleAsync(a => a.Id == accountId, ct);

    private async Task<bool> IsLastAdministratorAsync(Account account, long organisationId, CancellationToken ct) =>
        account.Memberships.Any(m => m.OrganisationId == organisationId && m.Role == Role.Administrator)
        && !await _db.Memberships.AnyAsync(m => m.OrganisationId == organisationId && m.Role == Role.Administrator
            && m.AccountId != account.Id && m.Account.DisabledAt == null, ct);

    private static AccountResult LastAdministrator() =>
        AccountResult.Refused("Kontot är den enda administratören. Ge någon annan rollen först.");

    private static Account NewAccount(string name, string email, IReadOnlyList<MembershipOrder> memberships) => new()
    {
        DisplayName = name.Trim(),
        UserName = email.Trim(),
        Email = email.Trim(),
        EmailConfirmed = false,
        Memberships = [.. memberships.Select(ToMembership)],
    };

    private static Membership ToMembership(MembershipOrder order) => new()
    {
        OrganisationId = order.OrganisationId,
        Role = order.Role,
        PartyId = order.PartyId,
        GroupId = order.GroupId,
        IsChair = order.IsChair,
        IsSubstitute = order.IsSubstitute,
    };
}
