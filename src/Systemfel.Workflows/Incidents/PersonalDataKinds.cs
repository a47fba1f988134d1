namespace Systemfel.Workflows.Incidents;

/// <summary>Kinds of personal data that an incident can be about: the labels of the check, in words. What was written is never asked for.</summary>
public static class PersonalDataKinds
{
    /// <summary>Label and its Swedish name, in the order in which they are offered.</summary>
    public static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["NAMN"] = "Namn på en person",
        ["PERSONNUMMER"] = "Personnummer eller samordningsnummer",
        ["FODELSEDATUM"] = "Födelsedatum",
        ["TELEFON"] = "Telefonnummer",
        ["EPOST"] = "E-postadress",
        ["ADRESS"] = "Adress",
        ["ARENDENUMMER"] = "Ärendenummer",
        ["KONTO"] = "Kontonummer",
        ["REGNR"] = "Registreringsnummer",
        ["ANNAT_ID"] = "Annat nummer som hör till en person",
        ["LANK"] = "Länk som leder till en person",
        ["KVASI"] = "Något annat som tillsammans kan peka ut en person",
    };

    /// <summary>Those of the labels that are known, each once, in the order of <see cref="Words"/>.</summary>
    public static IReadOnlyList<string> Known(IEnumerable<string>? labels)
    {
        var given = (labels ?? []).ToHashSet();
        return [.. Words.Keys.Where(given.Contains)];
    }

    /// <summary>Stored labels in words: 'namn på en person, adress'.</summary>
    /// <param name="kinds">As an incident holds them, separated by blanks.</param>
    public static string InWords(string kinds) => string.Join(", ",
        kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(k => Words.TryGetValue(k, out var word) ? char.ToLowerInvariant(word[0]) + word[1..] : k));
}
