using System.Text.Json;
using System.Text.Json.Serialization;
using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Yearly;

/// <summary>The forms that ship with the product.</summary>
public static class ReturnTemplates
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<ReturnFieldKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new JsonStringEnumConverter() },
    };

    private static readonly Lazy<IReadOnlyList<ReturnTemplate>> Shipped = new(() =>
    {
        var files = ((string[])["2013", "2022", "2026"]).Select(k => Parse(Resource(k))).ToDictionary(f => f.Key);
        return [.. files.Values.Select(f => Whole(f, files)).OrderBy(t => t.FirstYear)];
    });

    /// <summary>All, the oldest first.</summary>
    public static IReadOnlyList<ReturnTemplate> All => Shipped.Value;

    /// <summary>The form of a key; null when there is none.</summary>
    public static ReturnTemplate? Find(string key) => All.FirstOrDefault(t => t.Key == key);

    /// <summary>The form that a document follows: a return its own; a report the three questions about deficiencies that were asked in 2013.</summary>
    public static ReturnTemplate? Of(YearDocument document) => document.Kind == YearDocumentKind.Report ? Report : Find(document.TemplateKey);

    /// <summary>The form of the year's reports of deficiencies.</summary>
    public static ReturnTemplate Report { get; } = ReportOf(Find(ReportKey)!);

    /// <summary>Whose three questions a report answers.</summary>
    public const string ReportKey = "2013";

    /// <summary>The form that is proposed for a year.</summary>
    public static ReturnTemplate For(int year) => All.Last(t => t.FirstYear <= year);

    private sealed record TemplateFile(
        string Key, string Name, int FirstYear, IReadOnlyList<ReturnSection> Sections, string BasedOn = "", IReadOnlyList<SumRule>? Sums = null,
        IReadOnlyList<LimitRule>? Limits = null, IReadOnlyList<DeficiencyHeading>? Headings = null);

    private static TemplateFile Parse(string json) =>
        JsonSerializer.Deserialize<TemplateFile>(json, Options) ?? throw new InvalidDataException("A template of the annual return is empty.");

    /// <summary>A form that says what another has with some sections of its own takes the rest from it.</summary>
    private static ReturnTemplate Whole(TemplateFile file, IReadOnlyDictionary<string, TemplateFile> files)
    {
        if (file.BasedOn.Length == 0) return new ReturnTemplate(file.Key, file.Name, file.FirstYear, file.Sections, file.Sums ?? [], file.Limits ?? [], file.Headings ?? []);
        var basis = Whole(files[file.BasedOn], files);
        return basis with
        {
            Key = file.Key,
            Name = file.Name,
            FirstYear = file.FirstYear,
            Sections = [.. basis.Sections.Select(s => file.Sections.FirstOrDefault(own => own.Id == s.Id) ?? s)],
            Sums = file.Sums ?? basis.Sums,
            Limits = file.Limits ?? basis.Limits,
            Headings = file.Headings ?? basis.Headings,
        };
    }

    private static ReturnTemplate ReportOf(ReturnTemplate asked) => asked with
    {
        Name = "Systemfelsrapport",
        Sections = [.. asked.Sections.Where(s => s.HasPassages)],
        Sums = [],
        Limits = [],
    };

    private static string Resource(string key)
    {
        using var stream = typeof(ReturnTemplates).Assembly.GetManifestResourceStream($"Systemfel.Workflows.Yearly.Templates.return-{key}.json")
            ?? throw new InvalidDataException($"The template of the annual return '{key}' is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
