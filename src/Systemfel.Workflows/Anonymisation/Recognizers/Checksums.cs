namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Check digits.</summary>
internal static class Checksums
{
    /// <summary>Luhn (ISO/IEC 7812-1, annex B), from the right.</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            var product = (digits[i] - '0') * ((digits.Length - 1 - i) % 2 == 0 ? 1 : 2);
            sum += product / 10 + product % 10;
        }
        return digits.Length > 0 && sum % 10 == 0;
    }

    /// <summary>IBAN (ISO 13616): the rest on division by 97 is 1.</summary>
    public static bool Iban(ReadOnlySpan<char> iban)
    {
        var rest = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var c = char.ToUpperInvariant(iban[(i + 4) % iban.Length]);
            rest = char.IsAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        }
        return rest == 1;
    }
}
