using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>
/// Reads the cases that a year's documents tell of. Drafts, examples, good examples, merged, erased and masked ones never enter, nor what was
/// found to be no deficiency, nor a text that a colleague must approve and has not.
/// </summary>
public sealed class YearCases(SystemfelReader reader, OverviewIndex index)
{
    /// <summary>What a case that was found to be no deficiency is closed as.</summary>
    internal const string NotOne = "not-a-deficiency";

    private static readonly string[] Settling = ["measure-done", "measure-not-done", "closed"];

    /// <summary>All that were sent in or seen in the year, and those that something was done about in it; the most seen first.</summary>
    /// <param name="organisationId">Whose.</param>
    /// <param name="year">The year.</param>
    /// <param name="audience">Who is to read it: small units are named to the team alone.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<YearCase>> ReadAsync(long organisationId, int year, Audience audience, CancellationToken ct = default)
    {
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var (start, end) = (SwedishCalendar.At(first, TimeOnly.MinValue), SwedishCalendar.At(next, TimeOnly.MinValue));
        var submitted = (await index.NowAsync(organisationId, ct)).Where(f => f.Submitted.Year == year).Select(f => f.Id).ToHashSet();
        var seen = (await reader.Occurrences.Where(o => o.Deficiency.OrganisationId == organisationId && o.UndoneAt == null && o.Month >= first && o.Month < next)
            .Select(o => new { o.DeficiencyId, o.MunicipalityId }).ToListAsync(ct)).ToLookup(o => o.DeficiencyId, o => o.MunicipalityId);
        var changed = await reader.Answers.Where(a => a.Deficiency.OrganisationId == organisationId && a.State == AnswerState.Accepted && a.Kind == AnswerKind.Changed && a.ReceivedAt >= start && a.ReceivedAt < end && a.Text != "" && !a.Text.Contains(TextMask.Hidden))
            .Select(a => new { a.DeficiencyId, a.Id, a.Text, At = a.DecidedAt ?? a.ReceivedAt, Party = a.Bookmark.WaitsForParty!.Name, Addressee = a.Bookmark.Addressee!.Party!.Name, Authority = a.Bookmark.Addressee!.Authority.Name }).ToListAsync(ct);
        var measures = await MeasuresAsync(organisationId, start, end, ct);
        var ids = submitted.Concat(seen.Select(s => s.Key)).Concat(changed.Select(a => a.DeficiencyId)).Concat(measures.Select(m => m.DeficiencyId)).ToHashSet();
        var done = changed.Select(a => (a.DeficiencyId, Measure: new YearMeasure(YearMeasureKind.Changed, Who(audience, a.Party, a.Addressee, a.Authority), audience.Words(a.Text), null) { At = a.At }))
            .Concat(measures.Select(m => (m.DeficiencyId, Measure: new YearMeasure(!m.IsPromised ? YearMeasureKind.OwnDone : m.IsDone ? YearMeasureKind.Done : YearMeasureKind.Planned, Who(audience, m.Party, m.Addressee, m.Authority), audience.Words(m.Text), m.DueOn) { At = m.At })))
            .ToLookup(m => m.DeficiencyId, m => m.Measure);
        var cases = await Telling(organisationId, DeficiencyKind.Deficiency).Where(d => ids.Contains(d.Id))
            .Select(d => new { d.Id, d.Number, d.Title, d.Pattern, d.Consequence, Theme = d.Theme!.Code, d.Level, d.Frequency, d.MunicipalityId, d.SubmittedAt, d.Instance.Outcome }).ToListAsync(ct);
        var addressees = (await reader.Addressees.Where(a => ids.Contains(a.DeficiencyId)).OrderBy(a => a.SortOrder).ThenBy(a => a.Id)
            .Select(a => new { a.DeficiencyId, a.Authority.Code, a.Authority.Name, SubArea = a.SubArea!.Code }).ToListAsync(ct)).ToLookup(a => a.DeficiencyId, a => new YearAddressee(a.Code, a.Name, a.SubArea));
        var grants = (await reader.Grants.Where(g => ids.Contains(g.DeficiencyId)).Select(g => new { g.DeficiencyId, g.Kind, g.GroupId }).ToListAsync(ct)).ToLookup(g => g.DeficiencyId);
        return
        [
            .. cases.Select(c =>
            {
                var isNew = submitted.Contains(c.Id);
                var places = seen[c.Id].Append(isNew ? c.MunicipalityId : null).OfType<long>().Distinct().Count();
                return new YearCase(
                    c.Id, c.Number, audience.Words(c.Title), audience.Words(c.Pattern), audience.Words(c.Consequence), [.. addressees[c.Id]], c.Theme, c.Level, c.Frequency, seen[c.Id].Count() + (isNew ? 1 : 0), places,
                    SwedishCalendar.DateOf(c.SubmittedAt).Year, c.Outcome ?? "", c.SubmittedAt, isNew || seen.Contains(c.Id), [.. done[c.Id]])
                {
                    IsNew = isNew,
                    Groups = [.. grants[c.Id].Select(g => g.GroupId).OfType<long>().Distinct()],
                };
            }).OrderByDescending(c => c.Seen).ThenByDescending(c => c.Level).ThenBy(c => c.Id),
        ];
    }

    private sealed record Measured(long DeficiencyId, string Text, bool IsPromised, bool IsDone, DateOnly? DueOn, DateTimeOffset At, string? Party, string? Addressee, string? Authority);

    /// <summary>
    /// Measures as they stood at the year's end: done when they were done in the year, planned when they were promised in it or before and not settled
    /// by its end. What settles a line's measures is the first event of that kind on it after they were promised.
    /// </summary>
    private async Task<List<Measured>> MeasuresAsync(long organisationId, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        var all = await (from m in reader.Measures
                         join d in reader.Deficiencies on m.DeficiencyId equals d.Id
                         join b in reader.Bookmarks on m.BookmarkId equals b.Id into lines
                         from b in lines.DefaultIfEmpty()
                         where d.OrganisationId == organisationId && m.Text != "" && !m.Text.Contains(TextMask.Hidden) && m.PromisedAt < end
                         // What was promised in an answer is the authority's; the rest is what the service follows up itself.
                         let isPromised = m.ResponsiblePartyId != null || reader.Answers.Any(a => a.BookmarkId == m.BookmarkId && a.State == AnswerState.Accepted && a.Kind == AnswerKind.Planned)
                         orderby m.Id
                         select new { m.DeficiencyId, m.Text, m.PromisedAt, IsPromised = isPromised, m.State, m.DueOn, AddresseeId = (long?)b.Addressee!.Id, Party = b.WaitsForParty!.Name, Addressee = b.Addressee!.Party!.Name, Authority = b.Addressee!.Authority.Name }).ToListAsync(ct);
        var settled = (await reader.CaseEvents.Where(e => e.Deficiency.OrganisationId == organisationId && Settling.Contains(e.Kind)).Select(e => new { e.DeficiencyId, e.AddresseeId, e.At }).ToListAsync(ct))
            .ToLookup(e => (e.DeficiencyId, e.AddresseeId), e => e.At);
        var told = new List<Measured>();
        foreach (var m in all)
        {
            // One that is settled without an event came settled, with an import.
            DateTimeOffset? at = m.State == MeasureState.Planned ? null : settled[(m.DeficiencyId, m.AddresseeId)].Where(e => e >= m.PromisedAt).Order().Cast<DateTimeOffset?>().FirstOrDefault() ?? m.PromisedAt;
            var isDone = m.State == MeasureState.Done && at >= start && at < end;
            if (isDone || (m.IsPromised && (at == null || at >= end))) told.Add(new Measured(m.DeficiencyId, m.Text, m.IsPromised, isDone, m.DueOn, isDone ? at!.Value : m.PromisedAt, m.Party, m.Addressee, m.Authority));
        }
        return told;
    }

    /// <summary>Cases that were sent in or seen in the year and that none of the document's passages about deficiencies tells of: they came, were approved or were shown again after the draft.</summary>
    /// <param name="document">The document.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<long>> NewAsync(YearDocument document, CancellationToken ct = default)
    {
        if (document.DraftedAt == null) return [];
        var (documentId, organisationId, year) = (document.Id, document.OrganisationId, document.Year);
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        List<long> ids =
        [
            .. (await index.NowAsync(organisationId, ct)).Where(f => f.Submitted.Year == year).Select(f => f.Id)
                .Union(await reader.Occurrences.Where(o => o.Deficiency.OrganisationId == organisationId && o.UndoneAt == null && o.Month >= first && o.Month < next).Select(o => o.DeficiencyId).Distinct().ToListAsync(ct)),
        ];
        if (ids.Count == 0) return [];
        // A passage about what was done about a case does not tell of the deficiency.
        var fields = ReturnTemplates.Of(document)!.Fields.Where(f => f.Source == "cases").Select(f => f.Id).ToList();
        var telling = Telling(organisationId, DeficiencyKind.Deficiency);
        if (YearRecipients.IsGroup(document)) telling = telling.Where(d => d.Grants.Any(g => reader.Groups.Any(x => x.Id == g.GroupId && x.OrganisationId == organisationId && x.Code == document.Recipient)));
        return await telling.Where(d => ids.Contains(d.Id)
            && !reader.YearPassageCases.Any(p => p.DeficiencyId == d.Id && reader.YearPassages.Any(y => y.Id == p.PassageId && y.DocumentId == documentId && fields.Contains(y.Field)))).Select(d => d.Id).ToListAsync(ct);
    }

    /// <summary>What has worked well: the good examples of the year, by number.</summary>
    public async Task<IReadOnlyList<YearGood>> GoodAsync(long organisationId, int year, Audience audience, CancellationToken ct = default)
    {
        var (start, end) = (SwedishCalendar.At(new DateOnly(year, 1, 1), TimeOnly.MinValue), SwedishCalendar.At(new DateOnly(year + 1, 1, 1), TimeOnly.MinValue));
        var good = await Telling(organisationId, DeficiencyKind.GoodExample).Where(d => d.SubmittedAt >= start && d.SubmittedAt < end).OrderBy(d => d.Id)
            .Select(d => new { d.Id, d.Title, Groups = d.Grants.Where(g => g.GroupId != null).Select(g => g.GroupId!.Value).ToList() }).ToListAsync(ct);
        return good.ConvertAll(g => new YearGood(g.Id, audience.Words(g.Title), g.Groups));
    }

    private IQueryable<Deficiency> Telling(long organisationId, DeficiencyKind kind) => reader.Deficiencies.ForTheReturn().Where(d =>
        d.OrganisationId == organisationId && d.Kind == kind && d.ErasedAt == null && d.MaskedAt == null && d.MergedIntoId == null
        && d.Instance.Outcome != NotOne && (!d.Organisation.RequiresFourEyes || d.TextApprovedAt != null));

    private static string Who(Audience audience, params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
            if (!string.IsNullOrWhiteSpace(name)) return audience.Words(name.Trim());
        return "";
    }
}
