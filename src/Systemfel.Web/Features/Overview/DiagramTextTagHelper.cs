using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Systemfel.Web.Features.Overview;

/// <summary>SVG's 'text', a name that Razor has taken: &lt;diagramtext x="0" y="16"&gt;Kommun&lt;/diagramtext&gt;.</summary>
[HtmlTargetElement("diagramtext")]
public sealed class DiagramTextTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.TagName = "text";
}
