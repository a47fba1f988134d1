using System.Globalization;
using Systemfel.Data.Search;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Register;

/// <summary>A case in memory: its values as small numbers, in arrays that equal cases share.</summary>
internal sealed record RegisterRow(
    long Id, string Number, bool IsDraft, long AuthorId, DateOnly? NextDue, DateOnly? AnswerDue, int Seen, DateTimeOffset ChangedAt, int[][] Codes);

/// <summary>Gives each value of each facet a small number, the same for as long as the index lives.</summary>
internal sealed class RegisterCodes
{
    /// <summary>Facets whose values stand in the row; whether a case is overdue depends on the day it is asked about.</summary>
    public static readonly RegisterFacet[] Stored =
        [.. Enum.GetValues<RegisterFacet>().Where(f => f != RegisterFacet.Overdue)];

    private static readonly string[] None = [];
    private readonly List<string>[] _values = [.. Stored.Select(_ => new List<string>())];
    private readonly Dictionary<string, int>[] _codes = [.. Stored.Select(_ => new Dictionary<string, int>())];
    private readonly Dictionary<string, int[]>[] _shared = [.. Stored.Select(_ => new Dictionary<string, int[]>())];

    public RegisterRow Row(RegisterEntry e)
    {
        var codes = new int[Stored.Length][];
        for (var i = 0; i < Stored.Length; i++) codes[i] = Codes(i, Words(e, Stored[i]));
        return new RegisterRow(e.DeficiencyId, e.Number, e.IsDraft, e.AuthorId, e.NextDue, e.AnswerDue, e.Seen, e.ChangedAt, codes);
    }

    /// <summary>The values by number, as they are now: later ones are not seen by a search that has begun.</summary>
    public string[][] Values() => [.. _values.Select(v => v.ToArray())];

    private int[] Codes(int facet, string words)
    {
        if (_shared[facet].TryGetValue(words, out var known)) return known;
        string[] values = words.Length == 0 ? None : words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return _shared[facet][words] = [.. values.Select(v => Code(facet, v))];
    }

    private int Code(int facet, string value)
    {
        if (_codes[facet].TryGetValue(value, out var code)) return code;
        _codes[facet][value] = code = _values[facet].Count;
        _values[facet].Add(value);
        return code;
    }

    private static string Words(RegisterEntry e, RegisterFacet facet) => facet switch
    {
        RegisterFacet.Authority => e.Authorities,
        RegisterFacet.SubArea => e.SubAreas,
        RegisterFacet.Level => Number(e.Level),
        RegisterFacet.Stage => e.Stages,
        RegisterFacet.Municipality => Number(e.MunicipalityId),
        RegisterFacet.Year => Number(e.Year),
        RegisterFacet.Theme => Number(e.ThemeId),
        RegisterFacet.Ball => e.Ball,
        RegisterFacet.Kind => e.IsGoodExample ? "good-example" : "deficiency",
        RegisterFacet.State => e.Stages.Contains($" {Stages.Closed} ", StringComparison.Ordinal) ? "closed" : "open",
        RegisterFacet.WithoutAnswer => e.ClosedWithoutAnswer ? RegisterFilter.Yes : "",
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
