using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Systemfel.Web.Tests.Shared;

/// <summary>Renders a shared partial, or a tag helper, as a page would.</summary>
internal static class Rendering
{
    public static async Task<string> PartialAsync<TModel>(WebHost host, string name, TModel model)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = new ActionContext(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, new RouteData(), new ActionDescriptor());
        var view = scope.ServiceProvider.GetRequiredService<IRazorViewEngine>().GetView(null, $"/Features/Shared/{name}.cshtml", isMainPage: false).View!;
        await using var output = new StringWriter();
        var data = new ViewDataDictionary<TModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        var temp = scope.ServiceProvider.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context.HttpContext);
        await view.RenderAsync(new ViewContext(context, view, data, temp, output, new HtmlHelperOptions()));
        return output.ToString();
    }

    public static string Tag(TagHelper helper, string name)
    {
        var output = new TagHelperOutput(name, [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent().SetContent("innehåll")));
        helper.ProcessAsync(new TagHelperContext(name, [], new Dictionary<object, object>(), "test"), output).GetAwaiter().GetResult();
        using var writer = new StringWriter();
        output.WriteTo(writer, NullHtml);
        return writer.ToString();
    }

    private static System.Text.Encodings.Web.HtmlEncoder NullHtml { get; } =
        System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
}
