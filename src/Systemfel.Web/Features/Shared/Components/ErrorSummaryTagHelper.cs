using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Systemfel.Web.Features.Shared.Components;

/// <summary>&lt;felsumma /&gt; on top of a form: every error of the model state as a link to its field. Nothing when there is none.</summary>
[HtmlTargetElement("felsumma", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>The fields as they come on the page, so that the errors come in the same order; others follow.</summary>
    public IReadOnlyList<string> Fields { get; set; } = [];

    /// <summary>Where keys do things: the first field at fault gets the focus instead of the summary, so that what is typed on lands in it.</summary>
    public bool LeadsToField { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState
            .SelectMany(e => e.Value!.Errors.Take(1), (e, error) => (e.Key, error.ErrorMessage))
            .OrderBy(e => Place(e.Key)).ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ruta varna felsumma");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        if (LeadsToField && errors[0].Key.Length > 0) FieldAtFault.Set(ViewContext, errors[0].Key);
        else output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Attributes.SetAttribute("aria-labelledby", "fel-rub");
        output.Content.AppendHtml(errors.Count == 1
            ? "<h2 id=\"fel-rub\">Det finns ett problem</h2>"
            : $"<h2 id=\"fel-rub\">Det finns {errors.Count} problem</h2>");
        var list = new TagBuilder("ul");
        foreach (var (key, message) in errors)
        {
            var item = new TagBuilder("li");
            // An error of the whole form points at no field.
            var line = new TagBuilder(key.Length == 0 ? "strong" : "a");
            if (key.Length > 0) line.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(key, "_");
            line.InnerHtml.Append(message);
            item.InnerHtml.AppendHtml(line);
            list.InnerHtml.AppendHtml(item);
        }
        output.Content.AppendHtml(list);
    }

    private int Place(string key)
    {
        for (var i = 0; i < Fields.Count; i++)
            if (Fields[i] == key) return i;
        return Fields.Count;
    }
}

/// <summary>The field that the page's errors lead to; it gets the focus when the page is shown.</summary>
internal static class FieldAtFault
{
    public static void Set(ViewContext view, string name) => view.HttpContext.Items[typeof(FieldAtFault)] = name;

    public static bool Is(ViewContext view, string name) => view.HttpContext.Items[typeof(FieldAtFault)] is string at && at == name;
}
