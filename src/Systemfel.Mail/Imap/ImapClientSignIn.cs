using System.Text;

namespace Systemfel.Mail;

/// <summary>Signing in: PLAIN (RFC 4616), LOGIN, or an access token (XOAUTH2).</summary>
public sealed partial class ImapClient
{
    private async Task SignInAsync(string user, string? token, CancellationToken ct)
    {
        _connection.RequireProtected();
        if (token is not null)
            await SignInWithTokenAsync(user, token, ct).ConfigureAwait(false);
        else
            await SignInWithPasswordAsync(user, _options.Password ?? "", ct).ConfigureAwait(false);
    }

    private async Task SignInWithPasswordAsync(string user, string password, CancellationToken ct)
    {
        string end;
        if (_capabilities.Contains("AUTH=PLAIN"))
        {
            var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"));
            var tag = await SendAsync("AUTHENTICATE PLAIN", ct).ConfigureAwait(false);
            end = await AnswerAsync(tag, _ => secret, ct).ConfigureAwait(false);
        }
        else if (!_capabilities.Contains("LOGINDISABLED") && ImapText.Quote(user) is { } name && ImapText.Quote(password) is { } word)
        {
            (_, end) = await CommandAsync($"LOGIN {name} {word}", ct, throwOnNo: false).ConfigureAwait(false);
        }
        else
        {
            throw new MailAuthenticationException("The IMAP server offers no known way to sign in (PLAIN, LOGIN).");
        }

        if (!IsOk(end))
            throw new MailAuthenticationException("The IMAP server did not accept user and password.") { IsTransient = IsTemporary(end) };
    }

    private async Task SignInWithTokenAsync(string user, string token, CancellationToken ct)
    {
        if (!_capabilities.Contains("AUTH=XOAUTH2"))
            throw new MailAuthenticationException("The IMAP server does not offer to sign in with a token (XOAUTH2).");
        var exchange = new Xoauth2(user, token);
        var tag = await SendAsync("AUTHENTICATE XOAUTH2", ct).ConfigureAwait(false);
        var end = await AnswerAsync(tag, exchange.Answer, ct).ConfigureAwait(false);
        if (!IsOk(end))
            throw exchange.Refused("IMAP", IsTemporary(end));
    }

    // The server asks with '+', or refuses at once.
    private async Task<string> AnswerAsync(string tag, Func<string, string> answer, CancellationToken ct)
    {
        while (true)
        {
            var response = await _reader.ReadAsync(ct).ConfigureAwait(false);
            if (response.IsBye)
                throw Bye();
            if (response.Ends(tag))
                return response.After(tag);
            if (response.IsContinuation)
                await _connection.WriteAsync(Encoding.ASCII.GetBytes(answer(response.Text[1..].Trim()) + "\r\n"), ct).ConfigureAwait(false);
        }
    }
}
