using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;

namespace Systemfel.Web.Features.Lists;

/// <summary>Cases in the order in which they were made, a batch at a time.</summary>
public static class CaseBatches
{
    private const int Batch = 200;

    /// <param name="cases">Those that may be seen.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Batches of cases by id, without what belongs to them.</returns>
    public static async IAsyncEnumerable<Dictionary<long, Deficiency>> ReadAsync(IQueryable<Deficiency> cases, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = 0L; ;)
        {
            var after = last;
            var batch = await cases.Where(d => d.Id > after).OrderBy(d => d.Id).Take(Batch).ToDictionaryAsync(d => d.Id, ct);
            if (batch.Count == 0) yield break;
            last = batch.Keys.Max();
            yield return batch;
        }
    }
}
