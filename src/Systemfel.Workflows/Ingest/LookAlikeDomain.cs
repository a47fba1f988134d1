using System.Globalization;
using System.Text;

namespace Systemfel.Workflows.Ingest;

/// <summary>Whether a domain is made to be taken for another: other letters that look the same, a letter more or less, the real name in front of another's.</summary>
internal static class LookAlikeDomain
{
    private const int ShortestName = 5;
    private const int LongName = 10;

    /// <param name="domain">The sender's, lower case.</param>
    /// <param name="real">The contact's, lower case. One that is the same or lies under it is no look-alike.</param>
    public static bool Is(string domain, string real)
    {
        if (real == "" || domain == real || domain.EndsWith("." + real, StringComparison.Ordinal)) return false;
        var (shown, meant) = (Unicode(domain), Unicode(real));
        if (Skeleton(shown) == Skeleton(meant)) return true;
        if ((shown + ".").Contains(meant + ".", StringComparison.Ordinal)) return true;
        var (name, realName) = (Name(shown), Name(meant));
        if (realName.Length < ShortestName) return false;
        if (Skeleton(name) == Skeleton(realName)) return true;
        if (name.Split('-') is { Length: > 1 } words && (words.Contains(realName) || string.Concat(words) == realName.Replace("-", "", StringComparison.Ordinal))) return true;
        return Distance(Skeleton(name), Skeleton(realName)) <= (realName.Length >= LongName ? 2 : 1);
    }

    // The label before the last: 'forsakringskassan' of 'mail.forsakringskassan.se'.
    private static string Name(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length < 2 ? domain : labels[^2];
    }

    private static string Unicode(string domain)
    {
        try
        {
            return new IdnMapping().GetUnicode(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain; // not a name that DNS could hold; compared as it is written
        }
    }

    /// <summary>What a hurried reader sees: å as a, 0 as o, Cyrillic а as a, rn as m.</summary>
    private static string Skeleton(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            output.Append(c switch
            {
                '0' or 'ο' or 'о' or 'օ' => 'o',
                '1' or 'i' or 'ı' or 'і' or 'ι' or 'ӏ' or '|' => 'l',
                '3' or 'е' or 'ε' => 'e',
                '4' or 'а' or 'α' or 'ɑ' => 'a',
                '5' or 'ѕ' => 's',
                'с' or 'ϲ' => 'c',
                'р' or 'ρ' => 'p',
                'х' or 'χ' => 'x',
                'у' or 'γ' => 'y',
                'κ' or 'к' => 'k',
                'ν' => 'v',
                'ɡ' => 'g',
                'т' or 'τ' => 't',
                'м' => 'm',
                'ո' or 'п' => 'n',
                'һ' => 'h',
                'ԁ' => 'd',
                'ј' => 'j',
                'ø' => 'o',
                _ => c,
            });
        }

        return output.ToString().Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace("cl", "d", StringComparison.Ordinal);
    }

    /// <summary>Letters to change, add, take away or swap with the next one.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2 || a.Length > 63 || b.Length > 63) return int.MaxValue;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
