using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Reports;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Reports;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Start;

/// <summary>Reads the ombud's own: reports, drafts, questions, what was counted and what came of it.</summary>
public sealed class OmbudReader(SystemfelReader reader, CurrentViewer current, TimeProvider time)
{
    private const int Shown = OmbudPage.HitsShown;

    public async Task<OmbudPage> ReadAsync(string path, string query, bool all, TypedAnswer? typed, CancellationToken ct)
    {
        var viewer = current.Viewer;
        var organisation = viewer.OrganisationsWith([Role.Ombud])[0];
        var today = time.Today();
        var meetings = await MeetingAhead.ReadAsync(reader, organisation, today, ct);
        var prospects = await ProspectsAsync(viewer.AccountId, organisation, today, meetings, ct);
        var choices = await ReportChoices.MunicipalitiesAsync(reader, organisation, ct);
        var own = await reader.Accounts.Where(a => a.Id == viewer.AccountId).Select(a => a.MunicipalityId).SingleOrDefaultAsync(ct);
        var mine = await MineAsync(viewer, prospects, ct);
        var counted = await CountedAsync(viewer, prospects, ct);
        return new OmbudPage
        {
            Name = viewer.Name,
            Now = time.GetUtcNow().SwedishTime(),
            Path = path,
            AllShown = all,
            Query = query,
            Hits = query.Length == 0 ? [] : await new CaseSearch(reader, viewer, time.GetUtcNow()).FindAsync(query, Shown + 1, ct),
            Count = new CountInput(choices, own, today),
            Drafts = await DraftsAsync(viewer.AccountId, today, ct),
            Questions = await QuestionsAsync(viewer, typed, ct),
            ToApprove = await ApprovalRow.ReadAsync(reader, viewer, organisation, ct),
            Mine = all ? mine : [.. mine.Take(Shown)],
            MineTotal = mine.Count,
            Counted = all ? counted : [.. counted.Take(Shown)],
            CountedTotal = counted.Count,
            Effects = await new AnswerReader(reader, viewer, today).EffectsAsync(ct),
            Answers = await new AnswerReader(reader, viewer, today).NewAsync(ct),
            Meetings = meetings,
            Registered = await reader.RegisterEntries.CountAsync(r => r.OrganisationId == organisation && !r.IsDraft && !reader.Deficiencies.Any(d => d.Id == r.DeficiencyId && d.IsExample), ct),
        };
    }

    private async Task<Prospects> ProspectsAsync(long me, long organisation, DateOnly today, List<MeetingAhead> meetings, CancellationToken ct)
    {
        var team = await reader.Groups.Where(g => g.OrganisationId == organisation && g.Kind == GroupKind.Team).Select(g => (long?)g.Id).FirstOrDefaultAsync(ct);
        return new Prospects(me, today, meetings.ToDictionary(m => m.GroupId, m => m.Date), team);
    }

    private async Task<List<CaseRow>> MineAsync(Viewer viewer, Prospects prospects, CancellationToken ct)
    {
        var cases = await Rows(viewer).Where(d => d.AuthorId == viewer.AccountId && !d.IsDraft).ToListAsync(ct);
        return [.. cases.OrderBy(d => d.Instance.ClosedAt != null).ThenByDescending(d => d.SubmittedAt).Select(d => CaseRow.Of(d, prospects))];
    }

    private async Task<List<CaseRow>> CountedAsync(Viewer viewer, Prospects prospects, CancellationToken ct)
    {
        var me = viewer.AccountId;
        var counts = await reader.Occurrences.Where(o => o.AccountId == me && o.UndoneAt == null && o.Deficiency.AuthorId != me)
            .GroupBy(o => o.DeficiencyId).Select(g => new { g.Key, Times = g.Count(), Last = g.Max(o => o.Id) }).ToDictionaryAsync(g => g.Key, ct);
        var ids = counts.Keys.ToList();
        var cases = await Rows(viewer).Where(d => ids.Contains(d.Id) && !d.IsDraft).ToListAsync(ct);
        return
        [
            .. cases.OrderBy(d => d.Instance.ClosedAt != null).ThenByDescending(d => counts[d.Id].Last)
                .Select(d => CaseRow.Of(d, prospects) with { Counted = counts[d.Id].Times }),
        ];
    }

    private IQueryable<Deficiency> Rows(Viewer viewer) => reader.Deficiencies.VisibleTo(viewer)
        .Include(d => d.Instance)
        .Include(d => d.Addressees).ThenInclude(a => a.Authority)
        .Include(d => d.Addressees).ThenInclude(a => a.SubArea)
        .Include(d => d.Bookmarks).ThenInclude(b => b.Group)
        .Include(d => d.Bookmarks).ThenInclude(b => b.Addressee!.Authority)
        .Include(d => d.Bookmarks).ThenInclude(b => b.LetterItem!.Letter)
        .Include(d => d.EffectQuestions.Where(q => q.AccountId == viewer.AccountId))
        .AsSplitQuery();

    private async Task<List<DraftRow>> DraftsAsync(long me, DateOnly today, CancellationToken ct)
    {
        var drafts = await reader.Drafts.Where(d => d.AccountId == me).OrderByDescending(d => d.SavedAt).ToListAsync(ct);
        var withDraft = drafts.Select(d => d.DeficiencyId).OfType<long>().ToList();
        var withdrawn = await reader.Deficiencies.Where(d => d.AuthorId == me && d.IsDraft && !withDraft.Contains(d.Id))
            .OrderByDescending(d => d.ChangedAt).Select(d => new { d.Id, d.Title, d.Number }).ToListAsync(ct);
        return
        [
            .. drafts.Select(d => new DraftRow(d.Id, d.DeficiencyId, TitleOf(d), $"från {When(d.SavedAt, today)}")),
            .. withdrawn.Select(d => new DraftRow(null, d.Id, d.Title, $"{d.Number}, tillbakadragen")),
        ];
    }

    private static string TitleOf(Draft draft) => ReportFields.FromJson(draft.FieldsJson).Title is { Length: > 0 } title ? title : "Utan rubrik";

    private static string When(DateTimeOffset at, DateOnly today) =>
        at.SwedishDay() == today ? at.Clock() : $"{at.SwedishDay().Long(today)} {at.Clock()}";

    private async Task<List<QuestionRow>> QuestionsAsync(Viewer viewer, TypedAnswer? typed, CancellationToken ct)
    {
        var cases = await reader.Deficiencies.VisibleTo(viewer)
            .Where(d => d.AuthorId == viewer.AccountId && d.Questions.Any(q => q.AnsweredAt == null)
                && d.Bookmarks.Any(b => b.Stage == Stages.Review && b.Mark == BookmarkMark.AuthorAsked))
            .Include(d => d.Addressees.OrderBy(a => a.SortOrder)).ThenInclude(a => a.Authority)
            .Include(d => d.Bookmarks)
            .Include(d => d.Questions).ThenInclude(q => q.AskedBy)
            .AsSplitQuery().OrderBy(d => d.Id).ToListAsync(ct);
        return cases.ConvertAll(d =>
        {
            var question = d.Questions.Where(q => q.AnsweredAt == null).MaxBy(q => q.AskedAt)!;
            return new QuestionRow(
                d.Id, d.Number, d.Title, [.. d.Addressees.Select(a => AddresseeName.Of(a) with { SubArea = null })],
                question.AskedBy.DisplayName.Split(' ')[0], question.Text,
                Targets.Of(d.Bookmarks.Where(b => b.Mark == BookmarkMark.AuthorAsked)).ToString(),
                typed?.CaseId == d.Id ? typed : null);
        });
    }
}
