using System.Globalization;
using System.Xml.Linq;

namespace Systemfel.Workflows.Routes;

/// <summary>How many cases stand at a station now.</summary>
/// <param name="Count">Cases.</param>
/// <param name="Under">Below its name: '18 dagar', 'möte 3 december'; may be empty.</param>
/// <param name="Late">How many of them an authority is late with.</param>
public sealed record StationCount(int Count, string Under = "", int Late = 0);

/// <summary>The numbers of the picture.</summary>
/// <param name="Stations">By the stage's id, 'group:sg1' for a group.</param>
/// <param name="ClosedWithoutAnswer">This year.</param>
/// <param name="Informed">Open cases that Länsstyrelsen has been told of.</param>
public sealed record RouteCounts(IReadOnlyDictionary<string, StationCount> Stations, int ClosedWithoutAnswer = 0, int Informed = 0);

/// <summary>Draws any valid route as a line with stations: lying for wide screens, standing for narrow ones.</summary>
public static class RouteDrawing
{
    private const string Style = """
        text{font:400 15px system-ui,sans-serif;fill:#575368}.stark{font-weight:600;fill:#1b1926}.antal{font-size:20px;font-weight:700;fill:#1b1926}
        .sp{fill:none;stroke:#483c9c;stroke-linejoin:round}.sp2{fill:none;stroke:#7f7994;stroke-width:2;stroke-dasharray:2 6;stroke-linecap:round}
        .sp3{fill:none;stroke:#7f7994;stroke-width:2.5;stroke-linecap:round}.sp4{fill:none;stroke:#c9c3ec}.sido{fill:#fff;stroke:#7f7994;stroke-width:3}
        .st{fill:#fff;stroke:#483c9c;stroke-width:6}.full{fill:#483c9c}.full+.antal{fill:#fff}.larm{fill:#a5390a;font-weight:650}
        @media(prefers-color-scheme:dark){text{fill:#b4b0c4}.stark,.antal{fill:#edebf5}.sp,.st{stroke:#b3a9f7}.st,.sido{fill:#15141c}.sp4{stroke:#3b3465}.full{fill:#b3a9f7}.full+.antal{fill:#19152f}.larm{fill:#ffa477}}
        """;

    /// <summary>A picture that stands by itself, with its own style: what the command prints.</summary>
    public static string ToSvg(RouteDefinition route, RouteCounts? counts = null)
    {
        var svg = Draw(route, counts, tall: false);
        svg.AddFirst(new XElement(svg.Name.Namespace + "style", Style));
        return svg.ToString();
    }

    /// <summary>A picture for a page: its colours come from the page's style sheet.</summary>
    /// <param name="route">A valid route.</param>
    /// <param name="counts">Null for the route alone.</param>
    /// <param name="tall">Standing, for narrow screens.</param>
    public static XElement Draw(RouteDefinition route, RouteCounts? counts, bool tall) =>
        new RoutePicture(RouteLayout.Of(route), counts, tall).Draw($"Flödet: {route.Name}", InWords(route, counts));

    /// <summary>The same in a sentence, for whoever cannot see the picture.</summary>
    public static string InWords(RouteDefinition route, RouteCounts? counts)
    {
        var stations = RouteLayout.Of(route).Stations.OrderBy(s => s.Column).ThenBy(s => s.Row)
            .Select(s => counts?.Stations.GetValueOrDefault(s.Key) is { } c
                ? $"{s.Label} {c.Count}{(c.Late > 0 ? $" varav {c.Late} försenade" : "")}"
                : s.Label);
        return string.Join(", ", stations) + (counts is { ClosedWithoutAnswer: > 0 } ? $". {counts.ClosedWithoutAnswer} avslutade utan svar." : ".");
    }

    internal static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
