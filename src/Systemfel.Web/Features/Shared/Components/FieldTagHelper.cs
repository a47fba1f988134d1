using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Systemfel.Web.Features.Shared.Components;

/// <summary>What a field tells the control inside it: its id and the texts that describe it.</summary>
internal sealed record FieldParts(string Id, string? DescribedBy, bool Invalid, bool HasFocus);

/// <summary>
/// A field with label, help and error: &lt;falt for="Email" label="E-postadress" help="…"&gt;&lt;input asp-for="Email" /&gt;&lt;/falt&gt;.
/// With group="true" a fieldset with legend around tiles or rows. The error is that of the model state; error="…" overrides.
/// </summary>
[HtmlTargetElement("falt")]
public sealed class FieldTagHelper : TagHelper
{
    public ModelExpression? For { get; set; }
    /// <summary>The control's id when there is no model expression.</summary>
    public string? Id { get; set; }
    /// <summary>The posted name whose errors are shown, when it is neither the expression's nor the id.</summary>
    public string? NameOf { get; set; }
    public string Label { get; set; } = "";
    /// <summary>Stands after the label, softer: '(om du har)'.</summary>
    public string? Optional { get; set; }
    public string? Help { get; set; }
    public string? Error { get; set; }
    public bool Group { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = NameOf ?? (For is null ? Id ?? "" : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));
        var id = Id ?? TagBuilder.CreateSanitizedId(name, "_");
        // An expression in an attribute of text comes as nothing when it is null.
        var error = string.IsNullOrEmpty(Error) ? ModelError(name) : Error;
        var help = string.IsNullOrEmpty(Help) ? null : Help;
        string?[] texts = [help is null ? null : id + "-hj", error is null ? null : id + "-fel"];
        var describedBy = string.Join(' ', texts.OfType<string>()) is { Length: > 0 } ids ? ids : null;
        var hasFocus = FieldAtFault.Is(ViewContext, name);
        context.Items[typeof(FieldParts)] = new FieldParts(id, Group ? null : describedBy, error is not null, hasFocus && !Group);
        var control = await output.GetChildContentAsync();

        output.TagName = Group ? "fieldset" : "div";
        output.Attributes.SetAttribute("class", error is null ? "falt" : "falt fel-i");
        if (Group)
        {
            output.Attributes.SetAttribute("id", id);
            output.Attributes.SetAttribute("tabindex", "-1");
            if (describedBy is not null) output.Attributes.SetAttribute("aria-describedby", describedBy);
            if (hasFocus) output.Attributes.SetAttribute("autofocus", "autofocus");
        }
        output.Content.AppendHtml(Labelled(id));
        if (help is not null) output.Content.AppendHtml(Text("hjalp", id + "-hj", help));
        if (error is not null) output.Content.AppendHtml(Text("felrad", id + "-fel", error));
        output.Content.AppendHtml(control);
    }

    private string? ModelError(string name) =>
        ViewContext.ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    private TagBuilder Labelled(string id)
    {
        var label = new TagBuilder(Group ? "legend" : "label");
        if (!Group) label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (Optional is null) return label;
        var soft = new TagBuilder("span");
        soft.AddCssClass("dampad");
        soft.InnerHtml.Append(Optional);
        label.InnerHtml.Append(" ").AppendHtml(soft);
        return label;
    }

    private static TagBuilder Text(string cssClass, string id, string text)
    {
        var p = new TagBuilder("p");
        p.AddCssClass(cssClass);
        p.Attributes["id"] = id;
        p.InnerHtml.Append(text);
        return p;
    }
}

/// <summary>Ties a control inside a falt to its help and error, and gives text controls their class.</summary>
[HtmlTargetElement("input", ParentTag = "falt")]
[HtmlTargetElement("textarea", ParentTag = "falt")]
[HtmlTargetElement("select", ParentTag = "falt")]
public sealed class FieldControlTagHelper : TagHelper
{
    // After the framework's own helpers, which write id, name and type.
    public override int Order => 100;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(FieldParts), out var value) || value is not FieldParts field) return;
        var type = output.Attributes["type"]?.Value?.ToString();
        if (type is "radio" or "checkbox" or "hidden") return;
        // The framework's own mark of an invalid field is replaced by aria-invalid, which the stylesheet reads.
        var css = (output.Attributes["class"]?.Value?.ToString() ?? "").Replace("input-validation-error", "", StringComparison.Ordinal).Trim();
        output.Attributes.SetAttribute("class", css.Contains("inmat", StringComparison.Ordinal) ? css : $"inmat {css}".Trim());
        if (output.Attributes["id"] is null) output.Attributes.SetAttribute("id", field.Id);
        if (field.DescribedBy is not null) output.Attributes.SetAttribute("aria-describedby", field.DescribedBy);
        if (field.Invalid) output.Attributes.SetAttribute("aria-invalid", "true");
        if (field.HasFocus) output.Attributes.SetAttribute("autofocus", "autofocus");
        // The browser's own English messages are not shown: errors come from the server, in the summary and at the field.
        foreach (var attribute in output.Attributes.Where(a => a.Name.StartsWith("data-val", StringComparison.Ordinal)).ToList())
            output.Attributes.Remove(attribute);
    }
}
