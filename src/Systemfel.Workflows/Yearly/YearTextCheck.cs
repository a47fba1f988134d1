using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Yearly;

/// <summary>
/// The check of personal data over what is typed into a document of the year. What was answered when the text that stands was stored is
/// not asked again. The signatory's name, telephone and e-mail are what their fields are for.
/// </summary>
internal sealed class YearTextCheck(TextCheck check)
{
    private const int LongestNote = 2000;

    private static readonly string[] OfAnOfficial = ["TELEFON", "EPOST"];

    /// <exception cref="MoveRefusedException">A text is too long, or may point at a person; the input is the field, or 'accepted'.</exception>
    public void Refuse(ReturnSection section, ReturnValues standing, ReturnValues typed, IReadOnlyCollection<string> accepted)
    {
        var (certain, likely) = (new List<(string Key, Find Find)>(), new List<Find>());
        Collect(section.Fields, standing, typed, accepted, certain, likely);
        Refuse(certain, likely);
    }

    /// <summary>The same for a whole return that came as a file.</summary>
    /// <param name="template">Its form.</param>
    /// <param name="file">What was read.</param>
    /// <param name="besides">What of it was not understood, which is shown too.</param>
    /// <param name="accepted">Keys of likely finds that the reader says are no person.</param>
    public void Refuse(ReturnTemplate template, ReturnFile file, IReadOnlyList<string> besides, IReadOnlyCollection<string> accepted)
    {
        var (certain, likely) = (new List<(string Key, Find Find)>(), new List<Find>());
        Collect(template.Fields, ReturnValues.Empty, new ReturnValues(file.Values), accepted, certain, likely);
        foreach (var find in file.Texts.SelectMany(t => new[] { t.Heading, t.Text }).Append(file.SumReason).Concat(besides).SelectMany(t => check.Check(t).Finds))
        {
            if (find.Certainty == Certainty.Certain) certain.Add(("file", find));
            else if (!accepted.Contains(find.Key)) likely.Add(find);
        }
        Refuse([.. certain.Select(c => ("file", c.Find))], likely);
    }

    private void Collect(
        IEnumerable<ReturnField> fields, ReturnValues standing, ReturnValues typed, IReadOnlyCollection<string> accepted, List<(string Key, Find Find)> certain, List<Find> likely)
    {
        foreach (var field in fields)
        {
            foreach (var key in field.Keys.Where(k => typed[k] != standing[k] && IsText(field, k, typed[k])))
            {
                if (typed[key].Length > YearWriting.Longest) throw new MoveRefusedException($"Texten får vara högst {YearWriting.Longest} tecken. Korta ner den.", key);
                var known = check.Check(standing[key]).Finds.Select(f => f.Key).Concat(accepted).ToHashSet();
                foreach (var find in check.Check(typed[key]).Finds.Where(f => !field.Person || (f.Certainty == Certainty.Certain && !OfAnOfficial.Contains(f.Label))))
                {
                    if (find.Certainty == Certainty.Certain) certain.Add((key, find));
                    else if (!known.Contains(find.Key)) likely.Add(find);
                }
            }
        }
    }

    /// <summary>The same for one text.</summary>
    /// <param name="standing">As it stands.</param>
    /// <param name="typed">As it is to be.</param>
    /// <param name="input">The form's field.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    public void Refuse(string standing, string typed, string input, IReadOnlyCollection<string> accepted)
    {
        if (typed.Length > YearWriting.Longest) throw new MoveRefusedException($"Texten får vara högst {YearWriting.Longest} tecken. Korta ner den.", input);
        var known = check.Check(standing).Finds.Select(f => f.Key).Concat(accepted).ToHashSet();
        var finds = check.Check(typed).Finds;
        Refuse([.. finds.Where(f => f.Certainty == Certainty.Certain).Select(f => (input, f))], [.. finds.Where(f => f.Certainty == Certainty.Likely && !known.Contains(f.Key))]);
    }

    /// <summary>The same for what is written with a step: it is short.</summary>
    public void RefuseNote(string typed, string input, IReadOnlyCollection<string> accepted)
    {
        if (typed.Length > LongestNote) throw new MoveRefusedException("Texten får vara högst 2 000 tecken. Korta ner den.", input);
        Refuse("", typed, input, accepted);
    }

    /// <summary>Whether a text points at a person for certain.</summary>
    public bool HasPerson(string text) => check.Check(text).Finds.Any(f => f.Certainty == Certainty.Certain);

    /// <summary>The same for who signs or decides, and for the decision's number: what may be a name, or a case's number, is what the field is for.</summary>
    public void RefuseName(string typed, string input) =>
        Refuse([.. check.Check(typed).Finds.Where(f => f.Certainty == Certainty.Certain).Select(f => (input, f))], []);

    private static void Refuse(List<(string Key, Find Find)> certain, List<Find> likely)
    {
        List<Find> all = [.. certain.Select(c => c.Find).Concat(likely).DistinctBy(f => f.Key)];
        if (certain.Count > 0)
            throw new TypedTextException($"Texten kan peka ut en person, så inget är sparat: {Words(certain.Select(c => c.Find))}. Ta bort det.", certain[0].Key, all);
        if (likely.Count > 0)
            throw new TypedTextException($"Texten kan peka ut en person: {Words(likely)}. Ta bort det, eller kryssa i att ingen person pekas ut.", "accepted", all);
    }

    /// <summary>A number is read when it is none: what was typed is kept, and so it must point at nobody.</summary>
    private static bool IsText(ReturnField field, string key, string typed)
    {
        var kind = field.Kind == ReturnFieldKind.Table ? field.Columns.First(c => key.EndsWith("/" + c.Id, StringComparison.Ordinal)).Kind : field.Kind;
        return kind is not (ReturnFieldKind.Number or ReturnFieldKind.Decimal) || ReturnValues.NumberIn(typed, 2) == null;
    }

    private static string Words(IEnumerable<Find> finds) => string.Join(", ", finds.DistinctBy(f => f.Key).Select(f => $"”{f.Text}” {f.Reason}"));
}
