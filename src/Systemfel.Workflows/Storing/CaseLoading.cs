using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Storing;

/// <summary>Reads a case whole, as moves work on it, but for its events: the chain goes on from the head that the case holds.</summary>
internal static class CaseLoading
{
    public static IQueryable<Deficiency> WholeCases(this SystemfelDb db) => db.Deficiencies
        .Include(d => d.Instance).ThenInclude(i => i.RouteVersion)
        .Include(d => d.Addressees).ThenInclude(a => a.Authority)
        .Include(d => d.Addressees).ThenInclude(a => a.SubArea)
        .Include(d => d.Bookmarks).ThenInclude(b => b.LetterItem!.Letter.Recipients)
        .Include(d => d.Bookmarks).ThenInclude(b => b.LetterItem!.Letter.Items)
        .Include(d => d.Occurrences)
        .Include(d => d.Grants)
        .Include(d => d.SideNotes)
        .Include(d => d.Questions)
        .Include(d => d.Measures).ThenInclude(m => m.Milestones)
        .Include(d => d.EffectQuestions)
        .AsSplitQuery();
}
