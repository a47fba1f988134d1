using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Systemfel.Web.Features.Shared;

/// <summary>What has just been done, said at the top of the next page and given focus there.</summary>
public static class Confirmation
{
    private const string Key = "besked";

    public static void Confirm(this Controller controller, string text) => controller.TempData[Key] = text;

    public static string? Take(ITempDataDictionary tempData) => tempData[Key] as string;
}
