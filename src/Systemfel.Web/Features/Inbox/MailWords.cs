using Systemfel.Data.Mail;

namespace Systemfel.Web.Features.Inbox;

/// <summary>What a mail is, in words.</summary>
public static class MailWords
{
    public static string Kind(string kind) => kind switch
    {
        "reply" => "Svar",
        "auto-reply" => "Automatiskt svar",
        "bounce" => "Kom inte fram",
        "delivery-report" => "Leveransrapport",
        "read-receipt" => "Läskvitto",
        "calendar" => "Kalender",
        "unreadable" => "Går inte att läsa",
        "" => "Inte läst än",
        _ => "Annat",
    };

    public static string Swedish(this MailState state) => state switch
    {
        MailState.Stored => "Inte läst än",
        MailState.Filed => "Hos brevet",
        MailState.Unsorted => "Osorterat",
        MailState.NotForUs => "Inte för oss",
        _ => "I karantän",
    };

    public static string Size(long bytes) => bytes < 10_000 ? $"{Math.Max(1, bytes / 1000)} kB" : bytes < 1_000_000 ? $"{bytes / 1000} kB" : $"{bytes / 1_000_000.0:0.0} MB";
}
