using System.Xml.Linq;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Systemfel.Workflows.Routes;

namespace Systemfel.Web.Features.Flow;

/// <summary>&lt;flodesbild route="…" counts="…" /&gt;: the route lying and standing; the style sheet shows the one that fits.</summary>
[HtmlTargetElement("flodesbild", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RoutePictureTagHelper : TagHelper
{
    public RouteDefinition Route { get; set; } = null!;
    public RouteCounts? Counts { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        // Built as XML, so every label is encoded.
        output.Content.AppendHtml(RouteDrawing.Draw(Route, Counts, tall: false).ToString(SaveOptions.DisableFormatting));
        output.Content.AppendHtml(RouteDrawing.Draw(Route, Counts, tall: true).ToString(SaveOptions.DisableFormatting));
    }
}
