using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Register;

/// <summary>
/// The register of each organisation, held in memory. Before each question it asks the database only for what has changed
/// since the last one, so it is never behind a move that has been stored.
/// </summary>
public sealed class RegisterIndex(DbFactory databases) : IDisposable
{
    private readonly ConcurrentDictionary<long, OneRegister> _registers = new();

    /// <summary>The register as it stands now.</summary>
    public Task<RegisterSnapshot> NowAsync(long organisationId, CancellationToken ct = default) =>
        _registers.GetOrAdd(organisationId, id => new OneRegister(id)).NowAsync(databases, ct);

    /// <summary>Which cases a viewer may find in an organisation: all of the team's, or those that were granted.</summary>
    public static async Task<RegisterSight> SightAsync(SystemfelReader reader, Viewer viewer, long organisationId, CancellationToken ct = default)
    {
        if (viewer.OrganisationsWith(Viewer.TeamRoles).Contains(organisationId)) return new RegisterSight(viewer.AccountId, null);
        var granted = await reader.Deficiencies.VisibleTo(viewer).Where(d => d.OrganisationId == organisationId).Select(d => d.Id).ToListAsync(ct);
        return new RegisterSight(viewer.AccountId, granted.ToHashSet());
    }

    /// <summary>From entries alone, for measuring and testing.</summary>
    internal static RegisterSnapshot Of(IEnumerable<RegisterEntry> entries)
    {
        using var register = new OneRegister(0);
        return register.Take([.. entries]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var register in _registers.Values) register.Dispose();
    }

    private sealed class OneRegister(long organisationId) : IDisposable
    {
        private readonly SemaphoreSlim _one = new(1);
        private readonly RegisterCodes _codes = new();
        private RegisterSnapshot _now = new([], [.. RegisterCodes.Stored.Select(_ => Array.Empty<string>())], -1);

        public async Task<RegisterSnapshot> NowAsync(DbFactory databases, CancellationToken ct)
        {
            await _one.WaitAsync(ct);
            try
            {
                await using var reader = databases.OpenReader();
                var seen = _now.Seen;
                var changed = await reader.RegisterEntries.Where(r => r.OrganisationId == organisationId && r.ChangeSeq > seen).ToListAsync(ct);
                return changed.Count == 0 ? _now : Take(changed);
            }
            finally
            {
                _one.Release();
            }
        }

        public void Dispose() => _one.Dispose();

        public RegisterSnapshot Take(List<RegisterEntry> changed)
        {
            var ids = changed.Select(e => e.DeficiencyId).ToHashSet();
            var fresh = changed.Select(_codes.Row).OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Id).ToList();
            var rows = new List<RegisterRow>(_now.Rows.Length + fresh.Count);
            var next = 0;
            foreach (var old in _now.Rows)
            {
                if (ids.Contains(old.Id)) continue;
                while (next < fresh.Count && fresh[next].ChangedAt >= old.ChangedAt) rows.Add(fresh[next++]);
                rows.Add(old);
            }
            rows.AddRange(fresh[next..]);
            return _now = new RegisterSnapshot([.. rows], _codes.Values(), Math.Max(_now.Seen, changed.Max(e => e.ChangeSeq)));
        }
    }
}
