using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Systemfel.Web.Features.Api;

internal static class ApiSetup
{
    public static void AddReadApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        // After the framework has had its say.
        services.PostConfigure<ApiBehaviorOptions>(o =>
        {
            // What is wrong is told in one place and in English (ApiProblem); the framework would say it in the pages' Swedish.
            o.SuppressMapClientErrors = true;
            o.InvalidModelStateResponseFactory = _ => new BadRequestResult();
        });
        services.AddOpenApi("v1", o =>
        {
            o.ShouldInclude = d => d.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Systemfel",
                    Version = "1",
                    Description = "Reads what the key's account reads, in one organisation. Read-only: every operation is a GET. Dates are days in Sweden, moments are in UTC. Texts are Swedish.",
                };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A personal key, made under Mitt konto, API-nycklar." },
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
                return Task.CompletedTask;
            });
        });
    }

    public static void MapReadApi(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi("/openapi/v1.json").AllowAnonymous();
}
