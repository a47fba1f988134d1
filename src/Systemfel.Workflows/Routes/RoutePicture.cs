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
    private readonly double _step, _start, _rowGap, _middle, _laneGap, _length, _breadth;

    public RoutePicture(RouteLayout layout, RouteCounts? counts, bool tall)
    {
        (_layout, _counts, _tall) = (layout, counts, tall);
        var rows = layout.Stations.Max(s => s.Rows);
        (_step, _start, _rowGap, _laneGap) = tall ? (128, 44, 150, 22) : (178, 70, 172, 30);
        var lanes = layout.Lanes.Count * _laneGap;
        // Lying, lanes run above and names stand below; standing, lanes run to the right of the names.
        _middle = tall ? 64 : 78 + lanes + (rows - 1) * _rowGap / 2;
        _breadth = tall ? Math.Max(300, 64 + (rows - 1) * _rowGap + 140) + lanes : _middle + (rows - 1) * _rowGap / 2 + 165;
        _length = _start * 2 + (layout.Columns - 1) * _step + (tall ? 30 : 20);
    }

    public XElement Draw(string title, string description)
    {
        var id = _tall ? "flode-staende" : "flode-liggande";
        var (width, height) = _tall ? (_breadth, _length) : (_length, _breadth);
        var svg = Element("svg", ("class", _tall ? "staende" : "liggande"), ("viewBox", $"0 0 {N(width)} {N(height)}"), ("role", "img"), ("aria-labelledby", $"{id}-t {id}-d"));
        svg.Add(new XElement(Svg + "title", new XAttribute("id", $"{id}-t"), title), new XElement(Svg + "desc", new XAttribute("id", $"{id}-d"), description));
        Shortcut(svg);
        for (var i = 0; i < _layout.Lanes.Count; i++) Jump(svg, _layout.Lanes[i], i);
        SideStation(svg);
        foreach (var (from, to) in _layout.Tracks) Track(svg, _layout.Stations[from], _layout.Stations[to]);
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

    private double LaneAt(int index) => _tall
        ? _breadth - 12 - (_layout.Lanes.Count - 1 - index) * _laneGap
        : 24 + (_layout.Lanes.Count - 1 - index) * _laneGap;

    private void Track(XElement svg, Station a, Station b)
    {
        var (x1, y1, x2, y2) = (Along(a.Column), Across(a), Along(b.Column), Across(b));
        var half = (x1 + x2) / 2;
        var width = _counts is null ? 8 : Math.Clamp(6 + CountOf(b) / 2, 6, 13);
        var path = y1 == y2 ? $"M{P(x1, y1)}L{P(x2, y2)}" : $"M{P(x1, y1)}C{P(half, y1)} {P(half, y2)} {P(x2, y2)}";
        svg.Add(Element("path", ("class", "sp"), ("stroke-width", N(width)), ("d", path)));
    }

    /// <summary>All ways to one station share a lane, like trains that end at the same platform.</summary>
    private void Jump(XElement svg, Lane lane, int index)
    {
        var y = LaneAt(index);
        var shift = 5 + index % 3 * 5;
        var to = Along(lane.To) - (lane.Back ? -shift : shift);
        foreach (var column in lane.From)
        {
            var from = Along(column) + (lane.Back ? -shift : shift);
            var turn = Math.Sign(to - from) * 14;
            if (turn == 0) turn = 14;
            var inward = _tall ? -14 : 14;
            svg.Add(Element("path", ("class", lane.Back ? "sp2" : "sp3"), ("d",
                $"M{P(from, Edge(column))}L{P(from, y + inward)}Q{P(from, y)} {P(from + turn, y)}L{P(to - turn, y)}Q{P(to, y)} {P(to, y + inward)}L{P(to, Edge(lane.To))}")));
        }
        var ends = lane.From.Select(Along).Append(to).ToList();
        var middle = (ends.Min() + ends.Max()) / 2;
        svg.Add(_tall
            ? Element("text", lane.Label, ("transform", $"translate({N(y - 5)} {N(middle)}) rotate(-90)"), ("text-anchor", "middle"))
            : Element("text", lane.Label, ("x", N(middle)), ("y", N(y - 6)), ("text-anchor", "middle")));
    }

    /// <summary>Where a lane leaves a column: at the edge of its outermost station on the lane's side.</summary>
    private double Edge(int column)
    {
        var stations = _layout.Stations.Where(s => s.Column == column).ToList();
        return _tall ? stations.Max(Across) + 12 : stations.Min(Across) - 12;
    }

    private void Shortcut(XElement svg)
    {
        if (_layout.ShortcutFrom is not { } column || _layout.Stations.FirstOrDefault(s => s.Stage == "closed") is not { } closed) return;
        var from = _layout.Stations.Last(s => s.Column == column);
        var y = _tall ? 14 : _breadth - 26;
        var (x1, x2) = (Along(column), Along(closed.Column));
        var turn = _tall ? 24 : -36;
        svg.Add(Element("path", ("class", "sp4"), ("stroke-width", _tall ? "8" : "10"), ("d",
            $"M{P(x1, Across(from))}L{P(x1, y + turn)}Q{P(x1, y)} {P(x1 + 36, y)}L{P(x2 - 36, y)}Q{P(x2, y)} {P(x2, y + turn)}L{P(x2, Across(closed))}")));
        var label = _counts is null ? "avslutas direkt" : $"{_counts.ClosedWithoutAnswer} avslutade utan svar";
        svg.Add(_tall
            ? Element("text", label, ("class", "stark"), ("transform", $"translate({N(y + 24)} {N((x1 + x2) / 2)}) rotate(-90)"), ("text-anchor", "middle"))
            : Element("text", label, ("class", "stark"), ("x", N((x1 + x2) / 2)), ("y", N(y - 12)), ("text-anchor", "middle")));
    }

    private void SideStation(XElement svg)
    {
        if (!_layout.HasSideStation || _layout.Stations.Where(s => s.Stage == "group").MaxBy(s => s.Row) is not { } group) return;
        var (x, y) = (Along(group.Column), Across(group));
        var (sx, sy) = _tall ? (x - 66, y + 8) : (x + 104, y + 66);
        svg.Add(Element("path", ("class", "sp3"), ("d", $"M{P(x, y)}C{P((x + sx) / 2, y)} {P((x + sx) / 2, sy)} {P(sx, sy)}")));
        svg.Add(Circle("sido", sx, sy, 15));
        if (_counts is not null) svg.Add(Text("stark", $"{_counts.Informed}", sx, sy, 0, 5, "middle"));
        svg.Add(_tall
            ? Text("stark", "Länsstyrelsen", sx, sy, 22, 5, "start")
            : Text("stark", "Länsstyrelsen", sx, sy, 0, 34, "middle"));
    }

    private void Stop(XElement svg, Station s)
    {
        svg.Add(Circle(s.Stage == "closed" ? "st full" : "st", Along(s.Column), Across(s), Radius(s)));
        if (_counts is not null) svg.Add(Text("antal", $"{CountOf(s)}", Along(s.Column), Across(s), 0, 7, "middle"));
    }

    private void Name(XElement svg, Station s)
    {
        var count = _counts?.Stations.GetValueOrDefault(s.Key);
        List<(string Class, string Text)> lines = [("stark", s.Label)];
        if (count is { Under.Length: > 0 }) lines.Add(("", count.Under));
        if (count is { Late: > 0 }) lines.Add(("larm", count.Late == 1 ? "1 försenat" : $"{count.Late} försenade"));
        var (x, y) = (Along(s.Column), Across(s));
        // Under a station that the shortcut leaves or enters, the name stands beside the track.
        var crossed = !_tall && _layout.ShortcutFrom is { } from && (s.Column == from || s.Stage == "closed") && s.Row == s.Rows - 1;
        var anchor = _tall ? s.Rows > 1 ? "middle" : "start" : crossed ? s.Column == 0 ? "start" : "end" : "middle";
        for (var i = 0; i < lines.Count; i++)
        {
            var (dx, dy) = (_tall, s.Rows > 1) switch
            {
                (true, true) => (0, Radius(s) + 22 + i * 20),
                (true, false) => (Radius(s) + 16, i * 20 - (lines.Count - 1) * 10 + 5),
                _ => (crossed ? s.Column == 0 ? 14.0 : -14 : 0, Radius(s) + 28 + i * 21),
            };
            svg.Add(Text(lines[i].Class, lines[i].Text, x, y, dx, dy, anchor));
        }
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
        // A label that holds a control character cannot stand in XML at all.
        element.Value = string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
        return element;
    }
}
