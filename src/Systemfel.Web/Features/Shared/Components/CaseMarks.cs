using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Systemfel.Data.Cases;

namespace Systemfel.Web.Features.Shared.Components;

/// <summary>
/// The letter plate of an authority. &lt;skylt code="FK" /&gt; beside its name is decoration; with name="Försäkringskassan"
/// it stands alone and says the name itself.
/// </summary>
[HtmlTargetElement("skylt", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PlateTagHelper : TagHelper
{
    public string Code { get; set; } = "";
    public string? Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = Name is null ? "span" : "abbr";
        output.Attributes.SetAttribute("class", "skylt");
        if (Name is null) output.Attributes.SetAttribute("aria-hidden", "true");
        else output.Attributes.SetAttribute("title", Name);
        output.Content.SetContent(Code);
        // No plate for 'Annan', which has no letters.
        if (Code.Length == 0) output.SuppressOutput();
    }
}

/// <summary>The stairs of a level with its name: &lt;niva level="deficiency.Level" /&gt;. No level yet: words only.</summary>
[HtmlTargetElement("niva", TagStructure = TagStructure.WithoutEndTag)]
public sealed class LevelTagHelper : TagHelper
{
    public Level? Level { get; set; }

    public static string Name(Level? level) => level switch
    {
        Data.Cases.Level.CaseOfficer => "Handläggarnivå",
        Data.Cases.Level.Local => "Lokal nivå",
        Data.Cases.Level.Central => "Central nivå",
        _ => "Nivå avgörs på mötet",
    };

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = "span";
        output.Attributes.SetAttribute("class", "niva");
        if (Level is { } level)
        {
            output.Attributes.SetAttribute("data-n", (int)level);
            output.Content.AppendHtml("<span aria-hidden=\"true\"><i></i><i></i><i></i></span>");
        }
        output.Content.Append(Name(Level));
    }
}

/// <summary>
/// Where a case is on its line of seven, small: &lt;steg step="4" late="true" text="Väntar på svar" plate="FK" plate-name="…" /&gt;.
/// Without text only the picture (class mini), hidden from screen readers.
/// </summary>
[HtmlTargetElement("steg", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StepTagHelper : TagHelper
{
    public const int Steps = 7;

    public int Step { get; set; }
    public bool Late { get; set; }
    public string? Text { get; set; }
    public string? Plate { get; set; }
    public string? PlateName { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = "span";
        var line = Line();
        if (Text is null)
        {
            foreach (var (name, value) in line.Attributes) output.Attributes.SetAttribute(name, value);
            output.Content.AppendHtml(line.InnerHtml);
            return;
        }
        output.Attributes.SetAttribute("class", "steg");
        output.Content.AppendHtml(line);
        var words = new TagBuilder("span");
        words.InnerHtml.AppendHtml(Hidden($"Steg {Step} av {Steps}: "));
        if (!string.IsNullOrEmpty(Plate))
        {
            var plate = new TagBuilder("abbr");
            plate.AddCssClass("skylt");
            if (PlateName is not null) plate.Attributes["title"] = PlateName;
            plate.InnerHtml.Append(Plate);
            words.InnerHtml.AppendHtml(plate).Append(" ");
        }
        words.InnerHtml.Append(Text);
        output.Content.AppendHtml(words);
    }

    private TagBuilder Line()
    {
        var line = new TagBuilder("span");
        line.AddCssClass(Late ? "mini forsenad" : "mini");
        line.Attributes["aria-hidden"] = "true";
        for (var i = 1; i <= Steps; i++) line.InnerHtml.AppendHtml(i == Step ? "<i class=\"nu\"></i>" : "<i></i>");
        return line;
    }

    private static TagBuilder Hidden(string text)
    {
        var span = new TagBuilder("span");
        span.AddCssClass("dolt");
        span.InnerHtml.Append(text);
        return span;
    }
}
