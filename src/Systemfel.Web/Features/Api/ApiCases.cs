using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Api;

/// <summary>Cases in the words of whoever the key belongs to.</summary>
internal static class ApiCases
{
    public static IQueryable<Deficiency> With(IQueryable<Deficiency> cases) => cases
        .Include(d => d.Municipality).Include(d => d.Theme).Include(d => d.Instance).Include(d => d.Occurrences)
        .Include(d => d.Addressees).ThenInclude(a => a.Authority).Include(d => d.Addressees).ThenInclude(a => a.SubArea).AsSplitQuery();

    public static ApiCase Of(Deficiency d, Audience who) => new(
        d.Id, d.Number, Word(d.Kind), d.Title, d.Level is { } level ? Word(level) : null, d.Theme?.Name, who.Name(d.Municipality),
        [.. d.Addressees.OrderBy(a => a.SortOrder).Select(a => new ApiAddressee(a.Authority.Code, a.OtherName.Length > 0 ? a.OtherName : a.Authority.Name, who.Name(a.SubArea, d.MunicipalityId)))],
        who.Band(d.Band), d.Occurrences.Count(o => o.UndoneAt == null) + 1, d.IsRecurring, d.SubmittedAt.SwedishDay(), d.ChangedAt, d.Instance.ClosedAt?.SwedishDay(), d.Instance.Outcome);

    public static ApiCaseDetail WholeOf(Deficiency d, IReadOnlyList<CaseEvent> events, Audience who, DateOnly today)
    {
        var needsApproval = FourEyes.IsMissing(d.Organisation, d);
        return new ApiCaseDetail(
            Of(d, who), d.Pattern, d.Consequence, d.Proposal,
            [.. d.Bookmarks.OrderBy(b => b.Id).Select(b => new ApiLine(b.Addressee?.Authority.Code, b.Stage, b.Group?.Name, b.Since, b.Due, StageWords.IsLate(b, today), b.Outcome))],
            [.. d.Measures.OrderBy(m => m.Id).Select(m => new ApiMeasure(who.Words(m.Text), who.Words(m.Responsible), m.DueOn, Word(m.State), m.Milestones.Count == 0 ? null : MilestoneProgress.For(m).Percent,
                [.. m.Milestones.OrderBy(s => s.SortOrder).Select(s => new ApiMilestone(who.Words(s.Text), s.DueOn, s.DoneOn, MilestoneProgress.IsLate(m, s, today)))]))],
            [.. events.Select(e => new ApiEvent(e.Seq, e.At, e.Kind, e.Data is null && d.ErasedAt is null ? "Innehållet är maskerat." : EventWords.For(who, e, needsApproval).Whole))]);
    }

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
