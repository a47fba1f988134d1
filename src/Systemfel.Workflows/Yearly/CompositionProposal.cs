using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Yearly;

/// <summary>What the steering groups say of the form's questions about the management group (5.2–5.4): proposed, never stored by itself.</summary>
public static class CompositionProposal
{
    /// <param name="template">The form.</param>
    /// <param name="groups">Each steering group's composition, by its name.</param>
    /// <returns>Proposed values by key; empty when there is no steering group.</returns>
    public static IReadOnlyDictionary<string, string> Of(ReturnTemplate template, IReadOnlyDictionary<string, Composition> groups)
    {
        var proposed = new Dictionary<string, string>();
        if (groups.Count == 0) return proposed;
        foreach (var field in template.Fields)
        {
            foreach (var row in field.Rows.Where(r => r.Part != null))
            {
                var rows = groups.Values.SelectMany(g => g.Rows.Where(r => r.Part == row.Part)).ToList();
                // A seat where nobody sits represents nobody; one whose holder has not come is still held.
                var names = rows.Where(r => r.State is PartState.Represented or PartState.NeverCame).SelectMany(r => r.Parties).Where(p => p.Seat.People.Count > 0).Select(p => p.Seat.Name).Distinct().ToList();
                foreach (var column in field.Columns)
                    proposed[field.KeyOf(row, column)] = column.Kind == ReturnFieldKind.YesNo ? names.Count > 0 ? ReturnCheck.Yes : ReturnCheck.No : string.Join(", ", names);
            }
            if (field.Lacking && Lacking(groups) is { Length: > 0 } lacking) proposed[field.Id] = lacking;
            if (field.Composition) proposed[field.Id] = string.Join("\n", groups.Select(g => $"{g.Key}: {string.Join(", ", g.Value.Rows.SelectMany(r => r.Parties).Select(p => p.Seat.Name).Distinct())}."));
        }
        return proposed;
    }

    /// <summary>Sentences about those that the regulation wants and nobody sits for; the reason is the service's to write.</summary>
    private static string Lacking(IReadOnlyDictionary<string, Composition> groups)
    {
        var sentences = new List<string>();
        foreach (var part in Enum.GetValues<RequiredPart>().Where(p => p != RequiredPart.UserOrganisations))
        {
            var states = groups.Values.Select(g => g.Rows.Single(r => r.Part == part).State).ToList();
            if (states.Exists(s => s is PartState.Represented)) continue;
            if (states.Exists(s => s is PartState.NeverCame)) sentences.Add($"{Name(part)} har en plats, men har inte varit med på något möte under året.");
            else sentences.Add($"{Name(part)} har ingen representant{(states.Exists(s => s is PartState.Vacant) ? ": platsen är inte tillsatt" : "")}.");
        }
        return string.Join("\n", sentences);
    }

    private static string Name(RequiredPart part) => part switch
    {
        RequiredPart.Municipality => "Kommunen",
        RequiredPart.EmploymentService => "Arbetsförmedlingen",
        RequiredPart.SocialInsurance => "Försäkringskassan",
        RequiredPart.PrimaryCare => "Regionens primärvård",
        _ => "Regionens psykiatri",
    };
}
