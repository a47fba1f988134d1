namespace Systemfel.Mail;

/// <summary>What the server answered for one recipient.</summary>
/// <param name="Address">The recipient as given.</param>
/// <param name="Code">The SMTP reply code (RFC 5321 4.2); 250 when accepted.</param>
/// <param name="EnhancedCode">The enhanced code as <c>5.1.1</c> (RFC 3463), or null.</param>
/// <param name="Text">The server's words, for an administrator.</param>
public sealed record RecipientResult(string Address, int Code, string? EnhancedCode, string Text)
{
    /// <summary>Whether the server took the mail for this recipient.</summary>
    public bool IsAccepted => Code is >= 200 and < 300;

    /// <summary>Whether trying again later can help (4xx).</summary>
    public bool IsTransient => Code is >= 400 and < 500;
}

/// <summary>How the sending of one mail went.</summary>
/// <param name="Recipients">One result per recipient, in the order given.</param>
/// <param name="Response">The server's last answer in words, with its queue number where it gives one.</param>
public sealed record SmtpResult(IReadOnlyList<RecipientResult> Recipients, string Response)
{
    /// <summary>Whether the server took the mail for every recipient.</summary>
    public bool IsAccepted => Recipients.All(r => r.IsAccepted);
}
