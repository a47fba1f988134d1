using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Yearly;

/// <summary>Why a new draft would not tell of a case.</summary>
public enum YearUntoldWhy
{
    /// <summary>Its author has taken it back: it is a draft again.</summary>
    Withdrawn,
    /// <summary>It has become a part of another.</summary>
    Merged,
    /// <summary>The review found it to be no deficiency.</summary>
    NotOne,
}

/// <summary>Cases that a document of the year tells of and that a draft of today would not.</summary>
public static class YearUntold
{
    /// <summary>Reads them.</summary>
    /// <param name="passages">Whose cases are asked about; an empty passage tells of none.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>By case; those that may be told are not among them.</returns>
    public static async Task<IReadOnlyDictionary<long, YearUntoldWhy>> OfAsync(IQueryable<YearPassage> passages, CancellationToken ct = default)
    {
        var found = await passages.Where(p => p.Text != "").SelectMany(p => p.Cases)
            .Where(c => c.Deficiency.IsDraft || c.Deficiency.MergedIntoId != null || c.Deficiency.Instance.Outcome == YearCases.NotOne)
            .Select(c => new { c.DeficiencyId, c.Deficiency.IsDraft, IsMerged = c.Deficiency.MergedIntoId != null }).Distinct().ToListAsync(ct);
        return found.ToDictionary(c => c.DeficiencyId, c => c.IsDraft ? YearUntoldWhy.Withdrawn : c.IsMerged ? YearUntoldWhy.Merged : YearUntoldWhy.NotOne);
    }
}
