using System.Text;
using System.Text.Json;

namespace Systemfel.Mail;

/// <summary>One sign-in with an access token, as Exchange Online and Google take it (SASL XOAUTH2).</summary>
internal sealed class Xoauth2(string user, string token)
{
    private bool _answered;
    private string? _status;

    /// <summary>The answer to the server's next challenge: the token first; then, to the error that a refusal begins with, an empty line.</summary>
    /// <param name="challenge">The challenge as sent, base64.</param>
    public string Answer(string challenge)
    {
        if (_answered)
        {
            _status ??= ReadStatus(challenge);
            return "";
        }

        _answered = true;
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"user={user}\u0001auth=Bearer {token}\u0001\u0001"));
    }

    /// <summary>Says that the token was refused: the server's status, never the token.</summary>
    public MailAuthenticationException Refused(string protocol, bool isTransient) =>
        new($"The {protocol} server did not accept the access token{(_status is null ? "" : $" (status {_status})")}.") { IsTransient = isTransient, TokenWasRefused = true };

    // {"status":"401","schemes":"Bearer","scope":"..."}
    private static string? ReadStatus(string challenge)
    {
        try
        {
            using var error = JsonDocument.Parse(Convert.FromBase64String(challenge));
            var status = error.RootElement.ValueKind == JsonValueKind.Object && error.RootElement.TryGetProperty("status", out var value) ? value.ToString() : "";
            return status.Length is > 0 and < 6 && status.All(char.IsAsciiLetterOrDigit) ? status : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Whatever it says, it is a refusal.
            return null;
        }
    }
}
