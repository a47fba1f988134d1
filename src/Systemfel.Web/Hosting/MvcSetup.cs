using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.WebEncoders;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Hosting;

internal static class MvcSetup
{
    public static void AddFeatureMvc(this IServiceCollection services, SystemfelSettings settings, bool isDevelopment)
    {
        var folders = new FeatureFolders();
        services.AddControllersWithViews(mvc =>
        {
            mvc.Conventions.Add(folders);
            mvc.Conventions.Add(new DevelopmentOnly(isDevelopment));
            mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            mvc.Filters.Add<MoveExceptionFilter>();
            mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            SpeakSwedish(mvc.ModelBindingMessageProvider);
        }).AddCookieTempDataProvider(o => o.Cookie.Bind("systemfel-besked", settings));
        services.Configure<RazorViewEngineOptions>(o => o.ViewLocationExpanders.Add(folders));
        // Razor would write å as &#xE5;: correct, but heavier and unreadable in the source.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Bind("systemfel-form", settings, SameSiteMode.Strict);
            // The security headers are set on every response, not only on those with a form.
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<FormOptions>(o =>
        {
            o.ValueLengthLimit = 1 << 20;
            o.MultipartBodyLengthLimit = 30 << 20;
        });
    }

    private static void SpeakSwedish(DefaultModelBindingMessageProvider says)
    {
        says.SetValueMustNotBeNullAccessor(_ => "Fyll i fältet.");
        says.SetMissingBindRequiredValueAccessor(_ => "Fyll i fältet.");
        says.SetMissingKeyOrValueAccessor(() => "Fyll i fältet.");
        says.SetAttemptedValueIsInvalidAccessor((value, _) => $"”{value}” går inte att använda här.");
        says.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"”{value}” går inte att använda här.");
        says.SetUnknownValueIsInvalidAccessor(_ => "Värdet går inte att använda här.");
        says.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Värdet går inte att använda här.");
        says.SetValueIsInvalidAccessor(value => $"”{value}” går inte att använda här.");
        says.SetValueMustBeANumberAccessor(_ => "Skriv ett tal.");
        says.SetNonPropertyValueMustBeANumberAccessor(() => "Skriv ett tal.");
    }
}
