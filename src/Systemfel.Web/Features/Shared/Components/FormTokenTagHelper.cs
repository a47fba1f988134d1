using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Systemfel.Web.Features.Shared.Components;

/// <summary>Puts the antiforgery token into posting forms with a written address too; the framework leaves those out.</summary>
[HtmlTargetElement("form", Attributes = "action")]
public sealed class FormTokenTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // The framework sees to a form that says so itself. Two tokens in one form are none: the server reads both as one word.
        if (context.AllAttributes.ContainsName("asp-antiforgery")) return;
        if (string.Equals(output.Attributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase)
            && generator.GenerateAntiforgery(ViewContext) is { } token)
            output.PostContent.AppendHtml(token);
    }
}
