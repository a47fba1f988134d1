namespace Systemfel.Web.Features.Errors;

/// <summary>A field that was posted with a request that failed.</summary>
public sealed record KeptField(string Name, string Value)
{
    public int Rows => Math.Clamp(Value.Length / 60 + Value.Count(c => c == '\n') + 1, 1, 20);
}

/// <summary>What somebody typed into a form that could not be saved, so that it can be copied. Secrets are left out.</summary>
internal static class KeptText
{
    private static readonly string[] Secret = ["password", "losenord", "kod", "code", "token", "__"];

    public static async Task<IReadOnlyList<KeptField>> ReadAsync(HttpContext context)
    {
        // What another site sent is not ours to show.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return [];
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType) return [];
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return [.. form.Where(f => !IsSecret(f.Key)).SelectMany(f => f.Value, (f, value) => new KeptField(f.Key, value ?? ""))
                .Where(f => f.Value.Trim().Length > 0 && !Guid.TryParse(f.Value, out _))];
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException)
        {
            // The body itself was what could not be read: there is nothing to give back.
            return [];
        }
    }

    private static bool IsSecret(string name) => Secret.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase));
}
