using Systemfel.Data.Cases;
using Systemfel.Data.Search;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Register;

/// <summary>A case as the register sees it: recomputed by every move from the case alone.</summary>
internal static class RegisterProjection
{
    public static void Write(RegisterEntry entry, Deficiency c)
    {
        var open = c.Bookmarks.Where(b => b.Stage != Stages.Closed).ToList();
        var shown = open.Count > 0 ? open : c.Bookmarks;
        entry.DeficiencyId = c.Id;
        entry.OrganisationId = c.OrganisationId;
        entry.ChangeSeq = c.ChangeSeq;
        entry.Number = c.Number;
        entry.Year = c.Year;
        entry.IsGoodExample = c.Kind == DeficiencyKind.GoodExample;
        entry.IsDraft = c.IsDraft;
        entry.AuthorId = c.AuthorId;
        entry.Level = (int)(c.Level ?? 0);
        entry.ThemeId = c.ThemeId ?? 0;
        entry.MunicipalityId = c.MunicipalityId ?? 0;
        entry.Authorities = Ids(c.Addressees.Select(a => a.AuthorityId));
        entry.SubAreas = Ids(c.Addressees.Select(a => a.SubAreaId ?? 0).Where(s => s != 0));
        entry.Stages = Words(shown.Select(StageWord));
        entry.Ball = Words(open.Select(BallOf));
        entry.NextDue = open.Min(b => b.Due);
        entry.AnswerDue = open.Where(b => b.Stage is Stages.AwaitingAnswer or Stages.FollowUp).Min(b => b.Due);
        var counted = c.Occurrences.Where(o => o.UndoneAt == null).ToList();
        entry.Seen = counted.Count + 1;
        entry.Municipalities = counted.Select(o => o.MunicipalityId).Append(c.MunicipalityId).OfType<long>().Distinct().Count();
        entry.ClosedWithoutAnswer = open.Count == 0 && c.Bookmarks.Count > 0 && c.Bookmarks.All(b => b.Outcome == "no-answer");
        entry.ChangedAt = c.ChangedAt;
    }

    /// <summary>Who has the ball, in one word: author, team, group:2, party:5, authority:3, ombuds.</summary>
    internal static string BallOf(Bookmark b) => b.Stage switch
    {
        Stages.Draft => "author",
        Stages.Submitted => "team",
        Stages.Review => b.Mark == BookmarkMark.AuthorAsked ? "author" : "team",
        Stages.Group => $"group:{b.GroupId}",
        Stages.AwaitingAnswer => b.LetterItem is { Letter.State: Data.Letters.LetterState.Draft } ? "team" : $"authority:{b.Addressee?.AuthorityId}",
        Stages.FollowUp => b.Addressee == null ? "team" : $"authority:{b.Addressee.AuthorityId}",
        Stages.Effect => "ombuds",
        _ => "",
    };

    private static string StageWord(Bookmark b) => b.Stage == Stages.Group ? $"group:{b.GroupId}" : b.Stage;

    private static string Ids(IEnumerable<long> ids) => Words(ids.Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string Words(IEnumerable<string> words)
    {
        var all = words.Where(w => w.Length > 0).Distinct().ToList();
        return all.Count == 0 ? "" : $" {string.Join(' ', all)} ";
    }
}
