namespace Systemfel.Mail;

/// <summary>One header line of a mail, as written and as meant.</summary>
public sealed class HeaderField
{
    private string? _value;

    internal HeaderField(string name, string raw)
    {
        Name = name;
        Raw = raw;
    }

    /// <summary>The field's name as written.</summary>
    public string Name { get; }

    /// <summary>The value unfolded, with its encoded words untouched. Raw 8-bit bytes are read as UTF-8, else windows-1252.</summary>
    public string Raw { get; }

    /// <summary>The value for people: encoded words decoded (RFC 2047, also cut inside words and characters), blanks collapsed.</summary>
    public string Value => _value ??= EncodedWord.Decode(Raw).Trim();
}
