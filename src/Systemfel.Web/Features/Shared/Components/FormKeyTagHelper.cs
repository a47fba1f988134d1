using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Systemfel.Web.Features.Shared.Components;

/// <summary>&lt;form-key /&gt;: a number of this one showing of the form, so that sending it twice counts once.</summary>
[HtmlTargetElement("form-key", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FormKeyTagHelper : TagHelper
{
    /// <summary>Keeps the key when the form is shown again with errors.</summary>
    public Guid? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", "key");
        output.Attributes.SetAttribute("value", Value is { } v && v != Guid.Empty ? v : Guid.NewGuid());
    }
}
