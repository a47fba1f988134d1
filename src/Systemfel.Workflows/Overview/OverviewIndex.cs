using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Overview;

/// <summary>
/// The facts of each organisation's cases, held in memory. Before each question it asks the database only for the cases that have changed
/// since the last one, so that it is never behind a move that has been stored.
/// </summary>
public sealed class OverviewIndex(DbFactory databases) : IDisposable
{
    private readonly ConcurrentDictionary<long, OneOrganisation> _organisations = new();

    /// <summary>The facts as they stand now, of cases that count: no drafts, examples, good examples or erased ones.</summary>
    public Task<IReadOnlyCollection<CaseFacts>> NowAsync(long organisationId, CancellationToken ct = default) =>
        _organisations.GetOrAdd(organisationId, id => new OneOrganisation(id)).NowAsync(databases, ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var organisation in _organisations.Values) organisation.Dispose();
    }

    private sealed class OneOrganisation(long id) : IDisposable
    {
        private readonly SemaphoreSlim _one = new(1);
        private IReadOnlyDictionary<long, CaseFacts> _facts = new Dictionary<long, CaseFacts>();
        private long _seen = -1;

        public async Task<IReadOnlyCollection<CaseFacts>> NowAsync(DbFactory databases, CancellationToken ct)
        {
            await _one.WaitAsync(ct);
            try
            {
                await using var reader = databases.OpenReader();
                await ReadAsync(reader, ct);
                // Made anew at each change: whoever is counting goes on with what it was.
                return [.. _facts.Values];
            }
            finally
            {
                _one.Release();
            }
        }

        public void Dispose() => _one.Dispose();

        private async Task ReadAsync(SystemfelReader reader, CancellationToken ct)
        {
            var (organisation, seen) = (id, _seen);
            var entries = reader.RegisterEntries.Where(r => r.OrganisationId == organisation && r.ChangeSeq > seen);
            var changed = await entries.Select(r => new { r.DeficiencyId, r.ChangeSeq }).ToListAsync(ct);
            if (changed.Count == 0) return;
            var ids = entries.Select(r => r.DeficiencyId);
            var addressees = (await reader.Addressees.Where(a => ids.Contains(a.DeficiencyId)).Select(a => new { a.DeficiencyId, a.SortOrder, a.Id, a.AuthorityId, a.SubAreaId }).ToListAsync(ct))
                .ToLookup(a => a.DeficiencyId);
            var answers = await reader.Answers
                .Where(a => ids.Contains(a.DeficiencyId) && a.State == AnswerState.Accepted
                    && (a.Kind == AnswerKind.Changed || a.Kind == AnswerKind.Planned || a.Kind == AnswerKind.NoChange || a.Kind == AnswerKind.SomeoneElse))
                .Select(a => new { a.DeficiencyId, a.ReceivedAt, IsChange = a.Kind == AnswerKind.Changed, AuthorityId = a.Bookmark.Addressee == null ? 0 : a.Bookmark.Addressee.AuthorityId }).ToListAsync(ct);
            var answered = answers.ToLookup(a => a.DeficiencyId, a => new OneAnswer(SwedishCalendar.DateOf(a.ReceivedAt), a.IsChange, a.AuthorityId));
            var measured = (await reader.Measures.Where(m => ids.Contains(m.DeficiencyId) && (m.State == MeasureState.Planned || m.State == MeasureState.Done))
                .Join(reader.Bookmarks, m => m.BookmarkId, b => b.Id, (m, b) => new { m.DeficiencyId, AuthorityId = b.Addressee == null ? 0 : b.Addressee.AuthorityId }).ToListAsync(ct))
                .ToLookup(m => m.DeficiencyId, m => m.AuthorityId);
            var lines = (await reader.Bookmarks.Where(b => ids.Contains(b.DeficiencyId) && b.Stage != Stages.Closed && b.Deficiency.Instance.ClosedAt == null)
                .Select(b => new { b.Id, b.DeficiencyId, b.Stage, b.Due, AuthorityId = b.Addressee == null ? 0 : b.Addressee.AuthorityId }).ToListAsync(ct))
                .ToLookup(b => b.DeficiencyId, b => new OpenLine(b.Id, string.Intern(b.Stage), b.Due, b.AuthorityId));
            var cases = await reader.Deficiencies.Where(d => ids.Contains(d.Id) && !d.IsDraft && !d.IsExample && d.Kind == DeficiencyKind.Deficiency && d.ErasedAt == null)
                .Select(d => new { d.Id, d.Number, d.SubmittedAt, d.Instance.ClosedAt, d.Instance.Outcome, d.Level, d.MunicipalityId }).ToListAsync(ct);
            var facts = new Dictionary<long, CaseFacts>(_facts);
            foreach (var c in changed) facts.Remove(c.DeficiencyId);
            foreach (var c in cases)
            {
                var to = addressees[c.Id].OrderBy(a => a.SortOrder).ThenBy(a => a.Id).ToList();
                facts[c.Id] = new CaseFacts(
                    c.Id, SwedishCalendar.DateOf(c.SubmittedAt), First(answered[c.Id]),
                    c.ClosedAt is { } closed ? SwedishCalendar.DateOf(closed) : null, c.Outcome ?? "", (int)(c.Level ?? 0), c.MunicipalityId ?? 0,
                    [.. to.Select(t => t.AuthorityId).Distinct()], to.FirstOrDefault()?.SubAreaId ?? 0, measured[c.Id].Any() || answered[c.Id].Any(a => a.IsChange))
                {
                    Number = c.Number,
                    Open = [.. lines[c.Id].OrderBy(l => l.Id)],
                    Parts = to.DistinctBy(t => t.AuthorityId).Count() < 2 ? [] : [.. to.DistinctBy(t => t.AuthorityId).Select(t => PartOf(t.AuthorityId, t.SubAreaId ?? 0, answered[c.Id], measured[c.Id]))],
                };
            }

            (_facts, _seen) = (facts, changed.Max(c => c.ChangeSeq));
        }

        private static DateOnly? First(IEnumerable<OneAnswer> answers) => answers.Min(a => (DateOnly?)a.On);

        /// <summary>What was answered or promised for the case as a whole is each one's.</summary>
        private static CasePart PartOf(long authority, long subArea, IEnumerable<OneAnswer> answers, IEnumerable<long> measured)
        {
            var own = answers.Where(a => a.AuthorityId == authority || a.AuthorityId == 0).ToList();
            return new CasePart(authority, subArea, First(own), own.Exists(a => a.IsChange) || measured.Any(m => m == authority || m == 0));
        }

        /// <summary>An answer that counts.</summary>
        private readonly record struct OneAnswer(DateOnly On, bool IsChange, long AuthorityId);
    }
}
