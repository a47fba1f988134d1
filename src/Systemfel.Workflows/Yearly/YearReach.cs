using System.Linq.Expressions;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Yearly;

/// <summary>Whether a document of the year has left the service: a signatory, a committee or the receiver has had it to read.</summary>
internal static class YearReach
{
    /// <summary>It stands there now, or has stood there before it was sent back or opened again.</summary>
    public static readonly Expression<Func<YearDocument, bool>> HasLeft = d =>
        d.State >= YearDocumentState.WithSignatory || d.SentAt != null || d.Steps.Any(s => s.Kind == YearSteps.Approved || s.Kind == YearSteps.Sent);

    /// <summary>Passages of documents that have left.</summary>
    public static IQueryable<YearPassage> Left(SystemfelDb db) => db.YearPassages.Where(p => db.YearDocuments.Where(HasLeft).Any(d => d.Id == p.DocumentId));

    /// <summary>Passages of documents that nobody outside the service has had.</summary>
    public static IQueryable<YearPassage> Kept(SystemfelDb db) => db.YearPassages.Where(p => !db.YearDocuments.Where(HasLeft).Any(d => d.Id == p.DocumentId));
}
