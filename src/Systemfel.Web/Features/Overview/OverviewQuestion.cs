using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Overview;

namespace Systemfel.Web.Features.Overview;

/// <summary>What the address of the overview asks for: ?ar=2026&amp;kommun=falun&amp;myndighet=fk. What is unknown here is left out.</summary>
public sealed class OverviewQuestion
{
    public const string Several = "flera";

    public OverviewQuestion(string? year, string? municipality, string? authority, DateOnly today, IReadOnlyList<Municipality> municipalities, IReadOnlyList<Authority> authorities)
    {
        Year = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y >= 2000 && y <= today.Year ? y : today.Year;
        Authority = authorities.FirstOrDefault(a => Word(a.Code) == authority);
        IsSeveral = municipality == Several;
        Municipality = municipalities.FirstOrDefault(m => Word(m.Code) == municipality);
    }

    public int Year { get; }

    public Authority? Authority { get; }

    public Municipality? Municipality { get; }

    /// <summary>Only what is seen in several municipalities.</summary>
    public bool IsSeveral { get; }

    public OverviewScope Scope => new(Year, IsSeveral ? 0 : Municipality?.Id, Authority?.Id);

    public static string Word(string code) => code.ToLowerInvariant();

    /// <summary>The same question as the address of another page or of a list, with more asked for.</summary>
    public string Url(string path, params IEnumerable<(string Name, string Value)> more)
    {
        var query = new QueryBuilder();
        var asked = more.ToList();
        void Add(string name, string? value)
        {
            if (value != null && asked.TrueForAll(m => m.Name != name)) query.Add(name, value);
        }

        Add("ar", Year.ToString(CultureInfo.InvariantCulture));
        Add("kommun", IsSeveral ? Several : Municipality == null ? null : Word(Municipality.Code));
        Add("myndighet", Authority == null ? null : Word(Authority.Code));
        foreach (var (name, value) in asked) query.Add(name, value);
        return path + query.ToQueryString();
    }
}
