using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Systemfel.Web.Features.Shared.Components;

/// <summary>
/// How much of something is done: &lt;matare value="6" max="23" label="Avklarade punkter" /&gt;. Without a label it is decoration
/// beside words that say the same. Drawn as SVG, since a width in a style attribute is not allowed here.
/// </summary>
[HtmlTargetElement("matare", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MeterTagHelper : TagHelper
{
    public int Value { get; set; }
    public int Max { get; set; }
    public string? Label { get; set; }
    public bool Late { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = "div";
        output.Attributes.SetAttribute("class", Late ? "matare forsenad" : "matare");
        if (Label is null)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "progressbar");
            output.Attributes.SetAttribute("aria-label", Label);
            output.Attributes.SetAttribute("aria-valuemin", 0);
            output.Attributes.SetAttribute("aria-valuemax", Max);
            output.Attributes.SetAttribute("aria-valuenow", Value);
        }
        var percent = Max <= 0 ? 0 : Math.Clamp(100.0 * Value / Max, 0, 100);
        output.Content.SetHtmlContent(string.Create(CultureInfo.InvariantCulture,
            $"<svg aria-hidden=\"true\"><rect width=\"{percent:0.##}%\" height=\"100%\" rx=\"3\"></rect></svg>"));
    }
}
