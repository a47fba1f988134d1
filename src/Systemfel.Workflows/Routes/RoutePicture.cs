using System.Xml.Linq;

namespace Systemfel.Workflows.Routes;

/// <summary>
/// Turns a layout into SVG. All is thought out lying: 'along' runs with the route, 'across' over it; a standing picture swaps
/// the two.
/// </summary>
internal sealed class RoutePicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly RouteLayout _layout;
    private readonly RouteCounts? _counts;
    private readonly bool _tall;
    private readonly double _step, _start, _rowGap, _middle, _laneGap, _firstLane, _length, _breadth;

    public RoutePicture(RouteLayout layout, RouteCounts? counts, bool tall)
    {
        (_layout, _counts, _tall) = (layout, counts, tall);
        var rows = layout.Stations.Max(s => s.Rows);
        (_step, _start, _rowGap, _laneGap) = tall ? (128, 44, 150, 22) : (184, 70, 172, 34);
        var lanes = layout.Lanes.Count * _laneGap;
        var spread = (rows - 1) * _rowGap;
        // Lying, names stand below and lanes run below them; standing, names stand to the right and lanes to the right of them.
        _middle = tall ? 84 : (rows > 1 ? 92 : 110) + spread / 2;
        _firstLane = tall ? 84 + spread + 150 : _middle + spread / 2 + 132;
        _breadth = tall ? _firstLane + lanes : _firstLane + lanes + 46;
        _length = _start * 2 + (layout.Columns - 1) * _step + (tall ? 30 : 20);
    }

    public XElement Draw(string title, string description)
    {
        var id = _tall ? "flode-staende" : "flode-liggande";
        var (width, height) = _tall ? (_breadth, _length) : (_length, _breadth);
        var svg = Element("svg", ("class", _tall ? "staende" : "liggande"), ("viewBox", $"0 0 {N(width)} {N(height)}"), ("role", "img"), ("aria-labelledby", $"{id}-t {id}-d"));
        svg.Add(new XElement(Svg + "title", new XAttribute("id", $"{id}-t"), Clean(title)), new XElement(Svg + "desc", new XAttribute("id", $"{id}-d"), Clean(description)));
        Shortcut(svg);
        for (var i = 0; i < _layout.Lanes.Count; i++) Jump(svg, _layout.Lanes[i], i);
        SideStation(svg);
        foreach (var (from, to) in _layout.Tracks) Track(svg, _layout.Stations[from], _layout.Stations[to]);
        foreach (var (from, to) in _layout.Forwards) PassOn(svg, _layout.Stations[from], _layout.Stations[to]);
        foreach (var station in _layout.Stations) Stop(svg, station);
        foreach (var station in _layout.Stations) Name(svg, station);
        return svg;
    }

    private double Along(int column) => _start + column * _step;

    private double Across(Station s) => _tall
        ? _middle + s.Row * _rowGap
        : _middle + (s.Row - (s.Rows - 1) / 2.0) * _rowGap;

    private int CountOf(Station s) => _counts?.Stations.GetValueOrDefault(s.Key)?.Count ?? 0;

    private double Radius(Station s) => _counts is null ? 20 : Math.Min(34, 20 + Math.Sqrt(CountOf(s)) * 2.6);

    private double LaneAt(int index) => _firstLane + index * _laneGap;

    private void Track(XElement svg, Station a, Station b)
    {
        var (x1, y1, x2, y2) = (Along(a.Column), Across(a), Along(b.Column), Across(b));
        var half = (x1 + x2) / 2;
        var width = _counts is null ? 8 : Math.Clamp(6 + CountOf(b) / 2, 6, 13);
        var path = y1 == y2 ? $"M{P(x1, y1)}L{P(x2, y2)}" : $"M{P(x1, y1)}C{P(half, y1)} {P(half, y2)} {P(x2, y2)}";
        svg.Add(Element("path", ("class", "sp"), ("stroke-width", N(width)), ("d", path)));
    }

    /// <summary>From group to group: they stand in one column, so the track swings out before it.</summary>
    private void PassOn(XElement svg, Station a, Station b)
    {
        var (x, y1, y2) = (Along(a.Column), Across(a), Across(b));
        var bow = x - (_tall ? 52 : 58);
        svg.Add(Element("path", ("class", "sp"), ("stroke-width", "6"), ("d", $"M{P(x, y1)}C{P(bow, y1)} {P(bow, y2)} {P(x, y2)}")));
    }

    /// <summary>All ways back to one station share a lane, like trains that end at the same platform.</summary>
    private void Jump(XElement svg, Lane lane, int index)
    {
        var y = LaneAt(index);
        var to = Arriving(lane.To, index);
        foreach (var column in lane.From)
        {
            var from = Leaving(column, index);
            var turn = from >= to ? -14 : 14;
            svg.Add(Element("path", ("class", "sp2"), ("d",
                $"M{P(from, Edge(column))}L{P(from, y - 14)}Q{P(from, y)} {P(from + turn, y)}L{P(to - turn, y)}Q{P(to, y)} {P(to, y - 14)}L{P(to, Edge(lane.To))}")));
        }
        var middle = (Along(lane.From.Max()) + to) / 2;
        svg.Add(_tall
            ? Element("text", lane.Label, ("transform", $"translate({N(y - 5)} {N(middle)}) rotate(-90)"), ("text-anchor", "middle"))
            : Element("text", lane.Label, ("x", N(middle)), ("y", N(y - 7)), ("text-anchor", "middle")));
    }

    /// <summary>Lying, a lane leaves below its station; standing, from the track just after it, so that the name stays free.</summary>
    private double Leaving(int column, int index) => Along(column) + (!_tall ? 4 + index * 5 : column == _layout.Columns - 1 ? -44 - index * 5 : 44 + index * 5);

    private double Arriving(int column, int index) => Along(column) + (_tall ? -44 + index * 5 : 4 + index * 5);

    /// <summary>Where a lane leaves a column: at its outermost station on the lane's side.</summary>
    private double Edge(int column) => _layout.Stations.Where(s => s.Column == column).Max(Across) + (_tall ? 0 : 12);

    private void Shortcut(XElement svg)
    {
        if (_layout.ShortcutFrom is not { } column || _layout.Stations.FirstOrDefault(s => s.Stage == "closed") is not { } closed) return;
        var from = _layout.Stations.Last(s => s.Column == column);
        var y = _tall ? 12 : _breadth - 34;
        var (x1, x2) = (Along(column), Along(closed.Column));
        var turn = _tall ? 24 : -36;
        svg.Add(Element("path", ("class", "sp4"), ("stroke-width", _tall ? "8" : "10"), ("d",
            $"M{P(x1, Across(from))}L{P(x1, y + turn)}Q{P(x1, y)} {P(x1 + 36, y)}L{P(x2 - 36, y)}Q{P(x2, y)} {P(x2, y + turn)}L{P(x2, Across(closed))}")));
        var label = _counts is null ? "avslutas direkt" : $"{_counts.ClosedWithoutAnswer} avslutade utan svar";
        svg.Add(_tall
            ? Element("text", label, ("class", "stark"), ("transform", $"translate({N(y + 22)} {N((x1 + x2) / 2)}) rotate(-90)"), ("text-anchor", "middle"))
            : Element("text", label, ("class", "stark"), ("x", N((x1 + x2) / 2)), ("y", N(y + 27)), ("text-anchor", "middle")));
    }

    private void SideStation(XElement svg)
    {
        if (!_layout.HasSideStation || _layout.Stations.Where(s => s.Stage == "group").OrderBy(s => _tall ? -s.Row : s.Row).FirstOrDefault() is not { } group) return;
        var (x, y) = (Along(group.Column), Across(group));
        var (sx, sy) = _tall ? (x - 84, y + 14) : (x + 185, y - 44);
        svg.Add(Element("path", ("class", "sp3"), ("d", _tall
            ? $"M{P(x, y)}C{P(x - 45, y)} {P(x - 40, sy)} {P(sx, sy)}"
            : $"M{P(x + 24, y - 6)}C{P(x + 100, y - 28)} {P(x + 110, sy)} {P(sx, sy)}")));
        svg.Add(Circle("sido", sx, sy, 15));
        if (_counts is not null) svg.Add(Text("stark", $"{_counts.Informed}", sx, sy, 0, 5, "middle"));
        svg.Add(Text("stark", "Länsstyrelsen", sx, sy, 24, -3, "start"), Text("", "för kännedom", sx, sy, 24, 17, "start"));
        if (_layout.Informed is { } informed) svg.Add(Text("", informed, sx, sy, 24, 37, "start"));
    }

    private void Stop(XElement svg, Station s)
    {
        svg.Add(Circle(s.Stage == "closed" ? "st full" : "st", Along(s.Column), Across(s), Radius(s)));
        if (_counts is not null) svg.Add(Text("antal", $"{CountOf(s)}", Along(s.Column), Across(s), 0, 7, "middle"));
    }

    private void Name(XElement svg, Station s)
    {
        var count = _counts?.Stations.GetValueOrDefault(s.Key);
        List<(string Class, string Text)> lines = [.. Broken(s).Select(l => ("stark", l))];
        if (count is { Under.Length: > 0 }) lines.Add(("", _tall && s.Rows > 1 ? Short(count.Under) : count.Under));
        if (count is { Late: > 0 }) lines.Add(("larm", count.Late == 1 ? "1 försenat" : $"{count.Late} försenade"));
        var (x, y) = (Along(s.Column), Across(s));
        var forks = s.Rows == 1 && _layout.Stations.Any(o => o.Column == s.Column + 1 && o.Rows > 1);
        var above = !_tall && (s.Rows > 1 && s.Row == 0 || s.Stage == "closed" || forks);
        // Lying, lanes may run down from every station, so its name stands to their right; before a fork it stands above the stem.
        var (anchor, dx) = (_tall, above, forks) switch
        {
            (true, _, _) => ("start", Radius(s) + 12),
            (_, true, true) => ("end", 22.0),
            (_, true, false) => ("middle", 0),
            _ => ("start", 5 + _layout.Lanes.Count * 5),
        };
        var top = _tall ? (lines.Count - 1) * -10 + 5 : above ? -Radius(s) - 14 - (lines.Count - 1) * 21 : Radius(s) + 28;
        for (var i = 0; i < lines.Count; i++) svg.Add(Text(lines[i].Class, lines[i].Text, x, y, dx, top + i * (_tall ? 20 : 21), anchor));
    }

    /// <summary>Standing, groups share the width: their names are broken between the words, and a long word inside.</summary>
    private string[] Broken(Station s)
    {
        if (!_tall || s.Rows == 1) return [s.Label];
        return LongWords.Broken(s.Label, "- ").Replace(" 1", "\u00A01", StringComparison.Ordinal).Replace(" 2", "\u00A02", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Short(string text)
    {
        var words = text.Split(' ');
        return words is ["möte", var day, { Length: > 4 } month] ? $"{day} {month[..3]}" : text;
    }

    private string P(double along, double across) => _tall ? $"{N(across)} {N(along)}" : $"{N(along)} {N(across)}";

    private XElement Circle(string cssClass, double along, double across, double radius)
    {
        var (x, y) = _tall ? (across, along) : (along, across);
        return Element("circle", ("class", cssClass), ("cx", N(x)), ("cy", N(y)), ("r", N(radius)));
    }

    /// <summary>Text at a point, moved by so much on the screen.</summary>
    private XElement Text(string cssClass, string text, double along, double across, double dx, double dy, string anchor)
    {
        var (x, y) = _tall ? (across, along) : (along, across);
        var element = Element("text", text, ("x", N(x + dx)), ("y", N(y + dy)), ("text-anchor", anchor));
        if (cssClass.Length > 0) element.SetAttributeValue("class", cssClass);
        return element;
    }

    private static string N(double value) => RouteDrawing.Number(value);

    private static XElement Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var element = new XElement(Svg + name);
        foreach (var (attribute, value) in attributes) element.SetAttributeValue(attribute, value);
        return element;
    }

    private static XElement Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var element = Element(name, attributes);
        element.Value = Clean(text);
        return element;
    }

    /// <summary>A control character cannot stand in XML at all.</summary>
    private static string Clean(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
}
