using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Register;

/// <summary>The views that everyone asks for, as links with their counts. The counts are those of the view alone.</summary>
public static class BuiltInViews
{
    public static IReadOnlyList<ViewLink> Of(RegisterLists lists, RegisterQuestion question, Func<RegisterFilter, int> count, DateOnly today)
    {
        var open = (RegisterFacet.State, "open");
        var asked = question.Url();
        var year = lists[RegisterFacet.Year].Values.FirstOrDefault(v => v.Word == today.Year.ToString(Hosting.Swedish.Culture));
        List<(string Label, string Href, RegisterFilter Filter)> views =
        [
            ("Öppna", "/register", RegisterFilter.Of(open)),
            ("Försenade", "/register?forsenat=ja", RegisterFilter.Of(open, (RegisterFacet.Overdue, RegisterFilter.Yes))),
            .. lists[RegisterFacet.Stage].Values.Where(v => v.Value.StartsWith("group:", StringComparison.Ordinal))
                .Select(v => ($"Till {v.Label}", $"/register?steg={v.Word}", RegisterFilter.Of(open, (RegisterFacet.Stage, v.Value)))),
            ("Avslutade som ”Utan svar”", "/register?lage=avslutade&utan-svar=ja",
                RegisterFilter.Of((RegisterFacet.State, "closed"), (RegisterFacet.WithoutAnswer, RegisterFilter.Yes))),
        ];
        if (year != null) views.Add(("Alla i år", $"/register?lage=alla&ar={year.Word}", RegisterFilter.Of((RegisterFacet.Year, year.Value))));
        return [.. views.Select(v => new ViewLink(v.Label, v.Href, count(v.Filter), v.Href == asked))];
    }
}
