using System.Text;

namespace Systemfel.Mail;

/// <summary>Signing in (RFC 4954): PLAIN, LOGIN, or an access token (XOAUTH2).</summary>
public sealed partial class SmtpClient
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
        SmtpReply reply;
        if (_offered.Mechanism("PLAIN"))
        {
            reply = await CommandAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"), ct).ConfigureAwait(false);
        }
        else if (_offered.Mechanism("LOGIN"))
        {
            reply = await CommandAsync("AUTH LOGIN", ct).ConfigureAwait(false);
            if (reply.Code == 334)
                reply = await CommandAsync(Base64(user), ct).ConfigureAwait(false);
            if (reply.Code == 334)
                reply = await CommandAsync(Base64(password), ct).ConfigureAwait(false);
        }
        else
        {
            throw new MailAuthenticationException("The SMTP server offers no known way to sign in (PLAIN, LOGIN).");
        }

        if (reply.Code != 235)
            throw new MailAuthenticationException($"The SMTP server did not accept user and password: {reply.Code}") { Code = reply.Code, IsTransient = reply.Code is >= 400 and < 500 };
    }

    private async Task SignInWithTokenAsync(string user, string token, CancellationToken ct)
    {
        if (!_offered.Mechanism("XOAUTH2"))
            throw new MailAuthenticationException("The SMTP server does not offer to sign in with a token (XOAUTH2).");
        var exchange = new Xoauth2(user, token);
        // Not on the AUTH line itself: a token is longer than a command line may be (RFC 4954 4).
        var reply = await CommandAsync("AUTH XOAUTH2", ct).ConfigureAwait(false);
        for (var challenges = 0; reply.Code == 334 && challenges < 3; challenges++)
            reply = await CommandAsync(exchange.Answer(reply.Lines[0]), ct).ConfigureAwait(false);
        if (reply.Code != 235)
            throw exchange.Refused("SMTP", reply.Code is >= 400 and < 500);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
