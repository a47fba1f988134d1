using System.Globalization;
using Systemfel.Workflows.Imports.Planning;

namespace Systemfel.Web.Features.Import;

/// <summary>What a word of a list can be taken for: value and name, in the order in which they are offered.</summary>
public static class ImportChoices
{
    public static readonly IReadOnlyList<(string Value, string Text)> Outcomes =
    [
        (ImportMapping.Open, "Öppet: till nästa genomgång"),
        .. Workflows.Running.Outcomes.Labels.Where(o => Workflows.Running.Outcomes.MayBeGiven(o.Key)).Select(o => (o.Key, o.Value)),
    ];

    private static readonly (string, string)[] Levels = [("1", "Handläggarnivå"), ("2", "Lokal nivå"), ("3", "Central nivå"), (ImportMapping.Nothing, "Vet inte")];

    public static IReadOnlyList<(string Value, string Text)> For(ImportField field, OwnLists lists) => field switch
    {
        ImportField.Authority => [.. lists.Authorities.Select(a => (Id(a.Id), a.Code == OwnLists.OtherCode ? $"{a.Name}: behåll listans namn" : a.Name))],
        ImportField.SubArea => [(ImportMapping.Nothing, "Inget delområde"), .. lists.Authorities.SelectMany(a => a.SubAreas.Select(s => (Id(s.Id), $"{a.Name}: {s.Name}")))],
        ImportField.Level => Levels,
        ImportField.Municipality => [(ImportMapping.Nothing, "Flera, eller ingen av våra"), .. lists.Municipalities.Select(m => (Id(m.Id), m.Name))],
        _ => Outcomes,
    };

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
