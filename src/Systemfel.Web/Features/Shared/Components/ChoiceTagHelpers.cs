using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Systemfel.Web.Features.Shared.Components;

/// <summary>One choice of a group, radio unless multiple.</summary>
public abstract class ChoiceTagHelper : TagHelper
{
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
    public bool Checked { get; set; }
    public bool Multiple { get; set; }

    private protected TagBuilder Control()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = Multiple ? "checkbox" : "radio";
        input.Attributes["name"] = Name;
        input.Attributes["value"] = Value;
        if (Checked) input.Attributes["checked"] = "checked";
        return input;
    }
}

/// <summary>A tile: &lt;bricka name="authority" value="FK" plate="FK" multiple="true"&gt;Försäkringskassan&lt;/bricka&gt;, inside div.brickor.</summary>
[HtmlTargetElement("bricka")]
public sealed class TileTagHelper : ChoiceTagHelper
{
    public string? Plate { get; set; }
    public bool Small { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.TagName = "label";
        output.Attributes.SetAttribute("class", Small ? "bricka liten" : "bricka");
        output.Content.AppendHtml(Control());
        if (!string.IsNullOrEmpty(Plate))
        {
            var plate = new TagBuilder("span");
            plate.AddCssClass("skylt");
            plate.Attributes["aria-hidden"] = "true";
            plate.InnerHtml.Append(Plate);
            output.Content.AppendHtml(plate);
        }
        output.Content.AppendHtml(text);
    }
}

/// <summary>A row with an explanation: &lt;valrad name="level" value="1" help="…"&gt;Handläggarnivå&lt;/valrad&gt;, inside div.vallista.</summary>
[HtmlTargetElement("valrad")]
public sealed class ChoiceRowTagHelper : ChoiceTagHelper
{
    public string? Help { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.TagName = "label";
        output.Attributes.SetAttribute("class", "valrad");
        var words = new TagBuilder("span");
        var strong = new TagBuilder("strong");
        strong.InnerHtml.AppendHtml(text);
        words.InnerHtml.AppendHtml(strong);
        if (Help is not null)
        {
            var help = new TagBuilder("span");
            help.AddCssClass("dampad liten");
            help.InnerHtml.Append(Help);
            words.InnerHtml.AppendHtml(help);
        }
        output.Content.AppendHtml(Control()).AppendHtml(words);
    }
}
