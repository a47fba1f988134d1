using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Accounts;

/// <summary>A session as its owner sees it.</summary>
public sealed record SessionView(string Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool IsThis);

/// <summary>What a person does with the own account: links, passwords, sessions, settings.</summary>
public sealed class AccountAccess
{
    private readonly SystemfelDb _db;
    private readonly UserManager<Account> _users;
    private readonly OneTimeTokens _tokens;
    private readonly IAccountMail _mail;
    private readonly AccountLinks _links;
    private readonly TimeProvider _time;

    internal AccountAccess(
        SystemfelDb db, UserManager<Account> users, OneTimeTokens tokens, IAccountMail mail, AccountLinks links, TimeProvider time) =>
        (_db, _users, _tokens, _mail, _links, _time) = (db, users, tokens, mail, links, time);

    /// <summary>Queues a link that signs in once. Does nothing for an unknown or disabled account; the caller must not be able to tell.</summary>
    /// <param name="email">Whose account.</param>
    /// <param name="to">The page that the link goes on to, as a path of this service; empty for the start page.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    public Task RequestSignInLinkAsync(string email, string to = "", CancellationToken ct = default) =>
        RequestAsync(email, LinkPurpose.SignIn, (account, token) => _mail.SendSignInLink(account, _links.SignIn(token, to)), ct);

    /// <summary>Queues a link to choose a new password; as <see cref="RequestSignInLinkAsync"/> for the unknown.</summary>
    public Task RequestResetAsync(string email, CancellationToken ct = default) =>
        RequestAsync(email, LinkPurpose.Reset, (account, token) => _mail.SendReset(account, _links.Reset(token)), ct);

    /// <summary>Whether a link still works. Changes nothing: mail scanners open links too.</summary>
    public async Task<string?> NameBehindAsync(string token, LinkPurpose purpose, CancellationToken ct = default) =>
        (await _tokens.PeekAsync(token, purpose, ct))?.DisplayName;

    /// <summary>Uses up a sign-in link; the account's id, or null when the link does not work.</summary>
    public async Task<long?> UseSignInLinkAsync(string token, CancellationToken ct = default)
    {
        var account = await _tokens.PeekAsync(token, LinkPurpose.SignIn, ct);
        return account is not null && await _tokens.ConsumeAsync(token, LinkPurpose.SignIn, ct) ? account.Id : null;
    }

    /// <summary>Sets a password with an invitation or a reset link, which is used up. All sessions of the account end.</summary>
    /// <returns>Null when the link does not work.</returns>
    public async Task<AccountResult?> SetPasswordAsync(string token, LinkPurpose purpose, string password, CancellationToken ct = default)
    {
        if (await _tokens.PeekAsync(token, purpose, ct) is not { } account) return null;
        var rules = await _users.CheckPasswordRulesAsync(account, password);
        if (!rules.Succeeded) return AccountResult.Of(rules, account.Id);
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        if (!await _tokens.ConsumeAsync(token, purpose, ct)) return null;
        account.EmailConfirmed = true;
        var set = await _users.ReplacePasswordAsync(account, password);
        if (!set.Succeeded) return AccountResult.Of(set, account.Id);
        await _db.Sessions.Where(s => s.AccountId == account.Id).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return AccountResult.Done(account.Id);
    }

    /// <summary>Changes the password of somebody who knows the present one; all other sessions end.</summary>
    public async Task<AccountResult> ChangePasswordAsync(
        long accountId, string present, string wanted, string thisSession, CancellationToken ct = default)
    {
        var account = await _db.Users.SingleAsync(a => a.Id == accountId, ct);
        var changed = await _users.ChangePasswordAsync(account, present, wanted);
        if (changed.Succeeded) await _db.Sessions.Where(s => s.AccountId == accountId && s.KeyHash != thisSession).ExecuteDeleteAsync(ct);
        return AccountResult.Of(changed, accountId);
    }

    /// <summary>Turns the meeting keys on or off.</summary>
    public async Task SetShortcutsAsync(long accountId, bool off, CancellationToken ct = default)
    {
        var account = await _db.Users.SingleAsync(a => a.Id == accountId, ct);
        account.ShortcutsOff = off;
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>Keeps the account's own keys in meetings, and whether keys do anything there.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="typed">Action and key as it was typed.</param>
    /// <param name="screens">The actions of each kind of meeting.</param>
    /// <param name="off">No key does anything.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="Running.MoveRefusedException">A key does two things, or is no key.</exception>
    public async Task SetKeysAsync(
        long accountId, IReadOnlyDictionary<string, string?> typed, IReadOnlyList<IReadOnlyList<KeyAction>> screens, bool off, CancellationToken ct = default)
    {
        var keys = MeetingKeys.Choose(typed, screens);
        var account = await _db.Users.SingleAsync(a => a.Id == accountId, ct);
        account.ShortcutKeys = keys.ToString();
        account.ShortcutsOff = off;
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>The account's sessions, the newest first.</summary>
    public async Task<IReadOnlyList<SessionView>> SessionsAsync(long accountId, string thisSession, CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        return await _db.Sessions.AsNoTracking().Where(s => s.AccountId == accountId && s.ExpiresAt > now)
            .OrderByDescending(s => s.CreatedAt)
            .Select(s => new SessionView(s.KeyHash, s.CreatedAt, s.ExpiresAt, s.KeyHash == thisSession)).ToListAsync(ct);
    }

    /// <summary>Ends one of the account's sessions. Nothing happens when it is another's or has ended.</summary>
    public Task EndSessionAsync(long accountId, string id, CancellationToken ct = default) =>
        _db.Sessions.Where(s => s.AccountId == accountId && s.KeyHash == id).ExecuteDeleteAsync(ct);

    private async Task RequestAsync(string email, LinkPurpose purpose, Action<Account, string> send, CancellationToken ct)
    {
        var known = await _users.FindByEmailAsync(email.Trim());
        if (known is null || known.DisabledAt is not null) return;
        var account = await _db.Users.Include(a => a.Memberships).SingleAsync(a => a.Id == known.Id, ct);
        send(account, await _tokens.IssueAsync(account, purpose, ct));
        await _db.SaveChangesAsync(ct);
    }
}
