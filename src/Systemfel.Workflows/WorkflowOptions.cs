namespace Systemfel.Workflows;

/// <summary>Settings that Workflows needs.</summary>
public sealed record WorkflowOptions
{
    /// <summary>'Mail:ReplyAddress': svar@domain; the token goes behind a plus.</summary>
    public string ReplyAddress { get; init; } = "svar@systemfel.example";

    /// <summary>'PublicBaseUrl': what links in mails start with, without a slash at the end.</summary>
    public string PublicBaseUrl { get; init; } = "http://localhost:5080";

    /// <summary>'Keys:Path': the folder of the key that reply tokens are derived from; it is not in the database, so that no copy of that holds a usable token.</summary>
    public string KeyPath { get; init; } = "var/keys";

    /// <summary>'Instance:Id': names this installation; empty for one that is made once and kept beside the keys. Two nodes share it.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>'Mail:AuthservId': the name that our own receiving server puts first in Authentication-Results; empty: no such header is believed.</summary>
    public string AuthservId { get; init; } = "";

    /// <summary>The part of the reply address behind the at sign.</summary>
    public string MailDomain => ReplyAddress[(ReplyAddress.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
