using System.Text.Json.Nodes;
using System.Xml.Linq;
using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Tests.Routes;

/// <summary>Whatever route is valid can be drawn: well-formed, no style attributes, every station in its place.</summary>
public class RouteDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_OfThePreset_NamesEveryStationAndGroup()
    {
        var svg = XDocument.Parse(RouteDrawing.ToSvg(Preset()));

        var texts = svg.Descendants(Svg + "text").Select(t => t.Value).ToList();
        Assert.All(["Inskickad", "Månadsgenomgång", "Samverkansgrupp 1", "Samverkansgrupp 2", "Väntar på svar", "Uppföljning", "Effekt", "Avslutad"], t => Assert.Contains(t, texts));
        Assert.Single(svg.Descendants(Svg + "style"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draw_OfThePreset_PutsNoTwoStationsOnTopOfEachOther(bool tall)
    {
        var circles = RouteDrawing.Draw(Preset(), null, tall).Descendants(Svg + "circle")
            .Select(c => ((double)c.Attribute("cx")!, (double)c.Attribute("cy")!, (double)c.Attribute("r")!)).ToList();

        for (var i = 0; i < circles.Count; i++)
            for (var j = i + 1; j < circles.Count; j++)
                Assert.True(Distance(circles[i], circles[j]) > circles[i].Item3 + circles[j].Item3, $"{i} and {j} touch");
    }

    [Fact]
    public void Draw_WhenThereAreCounts_SaysThemInTheDescriptionToo()
    {
        var counts = new RouteCounts(new Dictionary<string, StationCount> { ["awaiting-answer"] = new(12, "71 dagar", 6) }, ClosedWithoutAnswer: 34);

        var svg = RouteDrawing.Draw(Preset(), counts, tall: false);

        Assert.Contains("Väntar på svar 12 varav 6 försenade", svg.Element(Svg + "desc")!.Value);
        Assert.Contains("34 avslutade utan svar", svg.Value);
    }

    [Fact]
    public void ToSvg_WhenALabelIsMarkup_ShowsItAsText()
    {
        var json = JsonNode.Parse(RouteReader.Preset("sodra-dalarna"))!;
        json["stages"]![1]!["label"] = "<script>&\u0001\"";

        var svg = XDocument.Parse(RouteDrawing.ToSvg(RouteReader.Read(json.ToJsonString())));

        Assert.Contains(svg.Descendants(Svg + "text"), t => t.Value == "<script>&\"");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ToSvg_OfRandomValidRoutes_IsWellFormedAndInsideItsBox(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var route = RandomRoute(random);

            foreach (var svg in new[] { XDocument.Parse(RouteDrawing.ToSvg(route)).Root!, RouteDrawing.Draw(route, null, tall: true) })
            {
                Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
                var box = ((string)svg.Attribute("viewBox")!).Split(' ').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                Assert.All(svg.Descendants(Svg + "circle"), c => Assert.True(
                    (double)c.Attribute("cx")! is > 0 && (double)c.Attribute("cx")! < box[2] && (double)c.Attribute("cy")! is > 0 && (double)c.Attribute("cy")! < box[3]));
            }
        }
    }

    private static RouteDefinition Preset() => RouteReader.Read(RouteReader.Preset("sodra-dalarna"));

    private static double Distance((double X, double Y, double R) a, (double X, double Y, double R) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    /// <summary>The preset with stages in another order, more groups, and moves taken away; those that stay valid are drawn.</summary>
    private static RouteDefinition RandomRoute(Random random)
    {
        while (true)
        {
            var json = JsonNode.Parse(RouteReader.Preset("sodra-dalarna"))!;
            var groups = (JsonArray)json["groups"]!;
            for (var g = random.Next(4); g > 0; g--) groups.Add(JsonNode.Parse($$"""{ "id": "x{{g}}", "label": "Grupp {{g}}", "kind": "steering" }"""));
            var moves = (JsonArray)json["moves"]!;
            for (var gone = random.Next(6); gone > 0; gone--) moves.RemoveAt(random.Next(moves.Count));
            if (random.Next(2) == 0)
            {
                var stages = ((JsonArray)json["stages"]!).Select(s => s!.DeepClone()).ToArray();
                random.Shuffle(stages);
                json["stages"] = new JsonArray(stages);
            }
            var route = RouteReader.Parse(json.ToJsonString());
            if (RouteValidation.FaultsOf(route).Count == 0) return route;
        }
    }
}
