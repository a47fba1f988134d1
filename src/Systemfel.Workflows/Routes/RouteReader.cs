using System.Text.Json;

namespace Systemfel.Workflows.Routes;

/// <summary>Reads a route from JSON and finds what is wrong with it.</summary>
public static class RouteReader
{
    internal const string Stays = "stays";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly JsonSerializerOptions Writing = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Parses and validates.</summary>
    /// <exception cref="RouteException">Not JSON of the right form, or a fault that <see cref="RouteValidation"/> names.</exception>
    public static RouteDefinition Read(string json)
    {
        var route = Parse(json);
        return Judged(route, RouteValidation.FaultsOf(route));
    }

    /// <summary>Parses a route that cases run on: what the runner itself refuses is left to it.</summary>
    /// <exception cref="RouteException">A fault that no move could live with.</exception>
    internal static RouteDefinition ReadStored(string json)
    {
        var route = Parse(json);
        return Judged(route, RouteValidation.StructureFaultsOf(route));
    }

    /// <summary>Parses without judging the content.</summary>
    /// <exception cref="RouteException">Not JSON of the right form.</exception>
    public static RouteDefinition Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RouteDefinition>(json, Options) ?? throw new RouteException(["the file holds 'null'"]);
        }
        catch (JsonException e)
        {
            throw new RouteException([$"line {e.LineNumber + 1}, {e.Path}: {e.Message.Split(" Path:")[0]}"]);
        }
    }

    /// <summary>The route as JSON: what <see cref="Parse"/> reads back to the same.</summary>
    public static string Write(RouteDefinition route) => JsonSerializer.Serialize(route, Writing);

    private static RouteDefinition Judged(RouteDefinition route, IReadOnlyList<string> faults) =>
        faults.Count == 0 ? route : throw new RouteException(faults);

    /// <summary>The routes that ship with the product, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Presets = ["sodra-dalarna", "stockholm", "hasselby-vallingby"];

    /// <summary>The JSON of a route that ships with the product: one of <see cref="Presets"/>.</summary>
    public static string Preset(string id)
    {
        using var stream = typeof(RouteReader).Assembly.GetManifestResourceStream($"Systemfel.Workflows.Routes.{id}.json")
            ?? throw new RouteException([$"there is no preset '{id}'"]);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A route that cannot be used; the message names each fault.</summary>
public sealed class RouteException(IReadOnlyList<string> faults) : Exception(string.Join("; ", faults))
{
    /// <summary>One sentence a fault.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
