using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Shared;

/// <summary>What the check of personal data found in a form that was refused: those that must go, and those that the writer may answer.</summary>
/// <param name="Open">What was found, each once.</param>
/// <param name="Accepted">Keys that were answered in the form, so that nobody is asked twice.</param>
public sealed record AskedFinds(IReadOnlyList<Find> Open, IReadOnlyList<string> Accepted)
{
    private static readonly object Key = new();

    /// <summary>Of the request's form; empty when nothing was found in it.</summary>
    public static AskedFinds Of(HttpContext http, IReadOnlyList<Find>? others = null) => new(
        [.. (others ?? []).Concat(http.Items[Key] as IReadOnlyList<Find> ?? []).DistinctBy(f => f.Key)],
        http.Request.HasFormContentType ? [.. http.Request.Form["accepted"].OfType<string>()] : []);

    internal static void Keep(HttpContext http, MoveRefusedException refused)
    {
        if (refused is TypedTextException typed) http.Items[Key] = typed.Finds;
    }
}
