using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>A service and its return of the year, as the county may know it now.</summary>
/// <param name="Service">The row.</param>
/// <param name="State">Where it stands: a return that has been sent in the product arrives by itself.</param>
/// <param name="ReceivedAt">When it came; null while it is missing.</param>
/// <param name="Values">What it says; empty while it is missing.</param>
/// <param name="Texts">What stands under headings.</param>
/// <param name="DocumentId">The return in the product, while it is sent.</param>
public sealed record CountyStand(CountyService Service, CountyReturnState State, DateTimeOffset? ReceivedAt, ReturnValues Values, IReadOnlyList<ReturnText> Texts, long? DocumentId)
{
    /// <summary>Whether its figures count: it has come, and nothing more has been asked for.</summary>
    public bool Counts => State is CountyReturnState.Received or CountyReturnState.Accepted;

    /// <summary>
    /// Each service of a county's year, by name. A return in the product is read while it is sent and never before: one that has been opened
    /// again is shown as it was when it came.
    /// </summary>
    public static async Task<IReadOnlyList<CountyStand>> OfAsync(IQueryable<YearDocument> documents, IQueryable<YearPassage> passages, CountyYear year, CancellationToken ct = default)
    {
        var organisations = year.Services.Select(s => s.OrganisationId).OfType<long>().ToList();
        var sent = await documents.Where(d => organisations.Contains(d.OrganisationId) && d.Year == year.Year && d.Kind == YearDocumentKind.Return && d.State == YearDocumentState.Sent)
            .Include(d => d.Organisation).ToListAsync(ct);
        // What an association has handed to its municipality has not been sent to the county.
        sent.RemoveAll(d => ReturnSending.IsMaterial(ReturnValues.FromJson(d.ValuesJson)));
        var ids = sent.ConvertAll(d => d.Id);
        var texts = (await passages.Where(p => ids.Contains(p.DocumentId)).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).Include(p => p.Cases).ToListAsync(ct)).ToLookup(p => p.DocumentId);
        return [.. year.Services.OrderBy(s => s.Name, StringComparer.CurrentCulture).Select(s => Of(s, sent.Find(d => d.OrganisationId == s.OrganisationId), texts))];
    }

    /// <summary>The same for screens.</summary>
    public static Task<IReadOnlyList<CountyStand>> OfAsync(SystemfelReader reader, CountyYear year, CancellationToken ct = default) =>
        OfAsync(reader.YearDocuments, reader.YearPassages, year, ct);

    private static CountyStand Of(CountyService service, YearDocument? sent, ILookup<long, YearPassage> texts)
    {
        if (sent == null)
            return new CountyStand(service, service.State, service.ReceivedAt, ReturnValues.FromJson(service.ValuesJson), CountyTexts.Read(service.TextsJson), null);
        var isNew = service.ReceivedAt == null || sent.SentAt > service.ReceivedAt;
        return new CountyStand(service, isNew ? CountyReturnState.Received : service.State, sent.SentAt, ReturnValues.FromJson(sent.ValuesJson), ReturnDocument.File(sent, [.. texts[sent.Id]]).Texts, sent.Id);
    }
}
