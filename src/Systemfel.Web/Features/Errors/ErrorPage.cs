using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Systemfel.Web.Features.Errors;

public sealed record ErrorModel(string Title, string Text, IReadOnlyList<KeptField> Kept);

/// <summary>Renders the page of a failed request. Runs outside the pipeline: it asks neither the database nor a form key for anything.</summary>
internal static class ErrorPage
{
    public static async Task RenderAsync(HttpContext context)
    {
        var (title, text) = Words(context.Response.StatusCode);
        var data = new ViewDataDictionary<ErrorModel>(new EmptyModelMetadataProvider(), new ModelStateDictionary())
        {
            Model = new ErrorModel(title, text, await KeptText.ReadAsync(context)),
        };
        var services = context.RequestServices;
        await services.GetRequiredService<IActionResultExecutor<ViewResult>>().ExecuteAsync(
            new ActionContext(context, new RouteData(), new ActionDescriptor()),
            new ViewResult
            {
                ViewName = "/Features/Errors/Error.cshtml",
                ViewData = data,
                StatusCode = context.Response.StatusCode,
            });
    }

    private static (string Title, string Text) Words(int status) => status switch
    {
        StatusCodes.Status404NotFound => ("Sidan finns inte", "Adressen kan vara felskriven, eller så har du inte tillgång till sidan."),
        StatusCodes.Status400BadRequest => ("Det gick inte att ta emot", "Sidan kan ha legat öppen för länge. Gå tillbaka, ladda om sidan och försök igen. Inget har sparats."),
        StatusCodes.Status405MethodNotAllowed => ("Det gick inte att ta emot", "Gå tillbaka och försök igen. Inget har sparats."),
        StatusCodes.Status413PayloadTooLarge => ("För stort att ta emot", "Texten eller filen är för stor. Inget har sparats."),
        StatusCodes.Status429TooManyRequests => ("För många försök", "Vänta en minut och försök igen."),
        StatusCodes.Status503ServiceUnavailable => ("Inte sparat", "Det går inte att spara just nu. Vänta en stund och försök igen."),
        StatusCodes.Status401Unauthorized => ("Du är utloggad", "Logga in igen. Det du skickade har inte sparats."),
        _ => ("Något gick fel", "Felet är vårt. Det du skickade är inte sparat. Försök igen om en stund."),
    };
}
