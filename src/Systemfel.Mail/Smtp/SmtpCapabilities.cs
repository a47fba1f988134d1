using System.Globalization;

namespace Systemfel.Mail;

/// <summary>What a server offered in answer to EHLO.</summary>
internal sealed class SmtpCapabilities
{
    private readonly Dictionary<string, string> _offered = new(StringComparer.OrdinalIgnoreCase);

    public SmtpCapabilities(IEnumerable<string> lines)
    {
        foreach (var line in lines.Skip(1))
        {
            // 'AUTH=PLAIN' is what old servers write.
            var cut = line.IndexOfAny([' ', '=']);
            var name = cut < 0 ? line : line[..cut];
            var rest = cut < 0 ? "" : line[(cut + 1)..];
            _offered[name] = _offered.TryGetValue(name, out var before) ? before + " " + rest : rest;
        }
    }

    public bool StartTls => _offered.ContainsKey("STARTTLS");

    public bool EightBit => _offered.ContainsKey("8BITMIME");

    public bool Utf8 => _offered.ContainsKey("SMTPUTF8");

    public bool Dsn => _offered.ContainsKey("DSN");

    /// <summary>Whether SIZE may be named in MAIL FROM.</summary>
    public bool HasSize => _offered.ContainsKey("SIZE");

    /// <summary>The largest mail in bytes, or 0 for no stated limit.</summary>
    public long Size => _offered.TryGetValue("SIZE", out var size) && long.TryParse(size.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;

    public bool Mechanism(string name) =>
        _offered.TryGetValue("AUTH", out var mechanisms) && mechanisms.Split(' ').Contains(name, StringComparer.OrdinalIgnoreCase);
}
