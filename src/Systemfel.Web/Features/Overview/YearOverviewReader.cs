using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Overview;

/// <summary>Reads the overview of the organisation that somebody is in the team of.</summary>
public sealed class YearOverviewReader(SystemfelReader reader, OverviewIndex index, CurrentViewer current, TimeProvider time)
{
    private const int MostLate = 1000;
    private const int NewsShown = 3;

    private long Organisation => current.Viewer.OrganisationsWith(Viewer.TeamRoles)[0];

    /// <summary>The question and its figures, without what only the page shows.</summary>
    public async Task<OverviewPage> FiguresAsync(IQueryCollection query, CancellationToken ct)
    {
        var (organisation, today) = (Organisation, time.Today());
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).ToListAsync(ct);
        var areas = await reader.SubAreas.Where(s => s.OrganisationId == organisation).OrderBy(s => s.AuthorityId).ThenBy(s => s.SortOrder).ToListAsync(ct);
        var municipalities = await reader.Municipalities.Where(m => m.OrganisationId == organisation).OrderBy(m => m.Name).ToListAsync(ct);
        var question = new OverviewQuestion(query["ar"], query["kommun"], query["myndighet"], today, municipalities, authorities);
        var facts = await index.NowAsync(organisation, ct);
        var first = facts.Count == 0 ? today.Year : facts.Min(f => f.Submitted.Year);
        return new OverviewPage(
            question, new OverviewFigures(facts, question.Scope), new OverviewNames(authorities.ToDictionary(a => a.Id, a => a.Name), areas.ToDictionary(a => a.Id, a => a.Name)),
            authorities, areas, municipalities, [.. Enumerable.Range(first, today.Year - first + 1).Reverse()], today);
    }

    public async Task<OverviewPage> PageAsync(IQueryCollection query, CancellationToken ct)
    {
        var page = await FiguresAsync(query, ct);
        var late = LateOf(page).ToList();
        return page with
        {
            Late = await LateAsync(late, ct),
            LateAnswers = late.Count(l => l.Stage == Stages.AwaitingAnswer),
            LatePromises = late.Count(l => l.Stage == Stages.FollowUp),
            News = await NewsAsync(page, ct),
            Open = page.Question.Authority == null ? [] : await OpenAsync(page, ct),
            Standing = Standing(page),
        };
    }

    /// <summary>What is late is as of today, whatever the year.</summary>
    private static IEnumerable<OpenLine> LateOf(OverviewPage page)
    {
        var (today, authority) = (page.Today, page.Question.Authority?.Id);
        return page.Figures.Open.SelectMany(c => c.Open)
            .Where(l => l.Stage is Stages.AwaitingAnswer or Stages.FollowUp && l.Due < today && (authority == null || l.AuthorityId == authority));
    }

    private async Task<List<LateLine>> LateAsync(List<OpenLine> late, CancellationToken ct)
    {
        var ids = late.OrderBy(l => l.Due).ThenBy(l => l.Id).Take(MostLate).Select(l => l.Id).ToList();
        var lines = await LinesOf(ids).OrderBy(b => b.Due).ThenBy(b => b.Id)
            .Select(b => new
            {
                b.DeficiencyId,
                b.Deficiency.Title,
                Plate = b.Addressee == null ? "" : b.Addressee.Authority.Plate,
                Authority = b.Addressee == null ? null : b.Addressee.Authority.Name,
                Party = b.WaitsForParty == null ? null : b.WaitsForParty.Name,
                Contact = b.LetterItem == null || b.LetterItem.Letter.Contact == null ? "" : b.LetterItem.Letter.Contact.Name,
                b.Due,
                b.Mark,
                b.Stage,
                b.Since,
            }).ToListAsync(ct);
        return lines.ConvertAll(b => new LateLine(
            b.DeficiencyId, b.Title, b.Plate, b.Party ?? b.Authority ?? RouteWords.Team, b.Contact, b.Stage == Stages.FollowUp, b.Due!.Value, b.Mark == BookmarkMark.AtChair ? b.Since.SwedishDay() : null));
    }

    /// <summary>The latest that were closed with a change that somebody notices, and what the ombuds said.</summary>
    private async Task<List<GoodNews>> NewsAsync(OverviewPage page, CancellationToken ct)
    {
        var ids = page.Figures.Closed.Where(c => c.Aftermath is Aftermath.Noticed or Aftermath.Partly).OrderByDescending(c => c.Closed).ThenByDescending(c => c.Id).Take(NewsShown).Select(c => c.Id).ToList();
        if (ids.Count == 0) return [];
        var cases = await reader.Deficiencies.VisibleTo(current.Viewer).Where(d => ids.Contains(d.Id))
            .Select(d => new
            {
                d.Id,
                d.Number,
                d.Title,
                Answers = d.EffectQuestions.Where(q => q.Answer != null && q.Answer != EffectAnswer.NotYet).Select(q => new { q.BookmarkId, q.AccountId, q.AskedAt, Answer = q.Answer!.Value }).ToList(),
            }).ToListAsync(ct);
        var addressees = (await reader.Addressees.Where(a => ids.Contains(a.DeficiencyId)).OrderBy(a => a.SortOrder).ThenBy(a => a.Id)
            .Select(a => new { a.DeficiencyId, a.Authority.Plate, a.Authority.Name }).ToListAsync(ct)).ToLookup(a => a.DeficiencyId);
        return [.. cases.OrderBy(c => ids.IndexOf(c.Id)).Select(c => new GoodNews(
            c.Id, c.Number, c.Title, addressees[c.Id].FirstOrDefault()?.Plate ?? "", addressees[c.Id].FirstOrDefault()?.Name ?? "",
            // Asked anew after another measure, an ombud has said it anew; and once for each that the case concerns.
            OverviewWords.Noticed([.. c.Answers.GroupBy(q => q.AccountId).Select(o => o.GroupBy(q => q.BookmarkId).Select(l => l.MaxBy(q => q.AskedAt)!.Answer).Min())])))];
    }

    private async Task<List<OpenCase>> OpenAsync(OverviewPage page, CancellationToken ct)
    {
        var authority = page.Question.Authority!.Id;
        var ids = page.Figures.Open.SelectMany(c => c.Open.Where(l => l.AuthorityId == 0 || l.AuthorityId == authority).Select(l => (c.Number, l.Id)))
            .OrderBy(l => l.Number, StringComparer.Ordinal).ThenBy(l => l.Id).Take(OverviewPage.MostOpen).Select(l => l.Id).ToList();
        var lines = await LinesOf(ids)
            .Include(b => b.Deficiency).Include(b => b.Group).Include(b => b.Addressee!.Authority).Include(b => b.LetterItem!.Letter)
            .OrderBy(b => b.Deficiency.Number).ThenBy(b => b.Id).ToListAsync(ct);
        return lines.ConvertAll(b => new OpenCase(b.DeficiencyId, b.Deficiency.Number, b.Deficiency.Title, StageWords.Of([b], page.Today)[0].Text, b.Since.SwedishDay(), b.Due));
    }

    /// <summary>Lines by their ids, of cases that may be read.</summary>
    private IQueryable<Bookmark> LinesOf(List<long> ids)
    {
        var organisation = Organisation;
        var visible = reader.Deficiencies.VisibleTo(current.Viewer).Where(d => d.OrganisationId == organisation);
        return reader.Bookmarks.Where(b => ids.Contains(b.Id) && visible.Any(d => d.Id == b.DeficiencyId));
    }

    /// <summary>How many cases stand where, as of today, whatever the year.</summary>
    private static List<(string, string, int)> Standing(OverviewPage page)
    {
        var counts = page.Figures.Open.SelectMany(c => c.Open.Select(l => l.Stage).Distinct()).CountBy(s => s).ToDictionary();
        return [.. StageWords.Order.Where(s => counts.GetValueOrDefault(s) > 0).Select(s => (StageWords.Label(s), s, counts[s]))];
    }
}
