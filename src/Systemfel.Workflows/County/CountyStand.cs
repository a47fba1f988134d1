using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>A service and its return of the year, as somebody of the county may know it now.</summary>
/// <param name="Service">The row.</param>
/// <param name="State">Where it stands: a return that has been sent in the product arrives by itself.</param>
/// <param name="ReceivedAt">When it came; null while it is missing.</param>
/// <param name="Template">The form that it follows; the year's while it is missing.</param>
/// <param name="Values">What it says; empty while it is missing.</param>
public sealed record CountyStand(CountyService Service, CountyReturnState State, DateTimeOffset? ReceivedAt, ReturnTemplate Template, ReturnValues Values)
{
    /// <summary>What stands under headings.</summary>
    public IReadOnlyList<ReturnText> Texts { get; init; } = [];

    /// <summary>The return in the product, while it is sent.</summary>
    public long? DocumentId { get; init; }

    /// <summary>The service uses the product and has let this account read its return.</summary>
    public bool IsReadable { get; init; }

    /// <summary>More has been asked for, and the service can write in its return in the product.</summary>
    public bool IsOpen { get; init; }

    /// <summary>It is open, and its texts have been written in since: they come when it is sent again.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>Why figures that do not agree were sent as they are; empty: no reason is given.</summary>
    public string SumReason { get; init; } = "";

    /// <summary>Who signed or decided it; empty: not said.</summary>
    public string DecidedBy { get; init; } = "";

    /// <summary>The day of that.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Under which number; empty: none.</summary>
    public string RegistryNumber { get; init; } = "";

    /// <summary>Swedish: what of a Word document was not understood when it was read.</summary>
    public IReadOnlyList<string> NotUnderstood { get; init; } = [];

    /// <summary>Whether its figures count: it has come, and nothing more has been asked for.</summary>
    public bool Counts => State is CountyReturnState.Received or CountyReturnState.Accepted;

    /// <summary>Figures that are not of their kind or do not agree.</summary>
    public IReadOnlyList<string> Faults => field ??= ReturnSending.FaultsOf(Template, Values);

    /// <summary>Its figures do not agree, and it does not say why: the county writes why it takes it as it is.</summary>
    public bool NeedsReason => SumReason.Length == 0 && Faults.Count > 0;

    /// <summary>It came as a file, which can be taken away again.</summary>
    public bool IsFile => DocumentId == null && ReceivedAt != null && (Service.Source is "docx" or "json");

    /// <summary>Names what a page has shown of it, so that a form can tell whether it has changed since.</summary>
    public string Seen => string.Create(CultureInfo.InvariantCulture, $"{Service.Version}:{ReceivedAt?.UtcTicks ?? 0}");

    /// <summary>
    /// Services of a county's year, by name. A return in the product is read while it is sent and never before: one that has been opened
    /// again is shown as it was when it came.
    /// </summary>
    /// <param name="documents">Returns of all.</param>
    /// <param name="passages">Their passages; null: no texts are wanted.</param>
    /// <param name="year">The year, with the services that are wanted.</param>
    /// <param name="readable">Organisations that have let this account read (<see cref="CountyRights.ReadBy"/>).</param>
    /// <param name="ct">Stops the reading.</param>
    internal static async Task<IReadOnlyList<CountyStand>> OfAsync(
        IQueryable<YearDocument> documents, IQueryable<YearPassage>? passages, CountyYear year, IReadOnlySet<long> readable, CancellationToken ct = default)
    {
        var organisations = year.Services.Select(s => s.OrganisationId).OfType<long>().Where(readable.Contains).ToList();
        var known = await documents.Where(d => organisations.Contains(d.OrganisationId) && d.Year == year.Year && d.Kind == YearDocumentKind.Return && (d.State == YearDocumentState.Sent || d.CompletionAsked != ""))
            .Include(d => d.Organisation).Include(d => d.Steps).AsSplitQuery().ToListAsync(ct);
        // What an association has handed to its municipality has not been sent to the county.
        known.RemoveAll(d => d.State == YearDocumentState.Sent && ReturnSending.IsMaterial(ReturnValues.FromJson(d.ValuesJson)));
        var ids = known.Where(d => d.State == YearDocumentState.Sent || !IsWrittenIn(d)).Select(d => d.Id).ToList();
        var texts = (passages == null ? [] : await passages.Where(p => ids.Contains(p.DocumentId)).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).Include(p => p.Cases).ToListAsync(ct)).ToLookup(p => p.DocumentId);
        return [.. year.Services.OrderBy(s => s.Name, StringComparer.CurrentCulture).Select(s => Of(year, s, s.OrganisationId is { } o && readable.Contains(o), known.Find(d => d.OrganisationId == s.OrganisationId), texts))];
    }

    /// <summary>The same for screens.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="year">The year, with the services that are wanted.</param>
    /// <param name="readable">Organisations that have let this account read (<see cref="CountyRights.ReadBy"/>).</param>
    /// <param name="withTexts">Also what stands under headings.</param>
    /// <param name="ct">Stops the reading.</param>
    public static Task<IReadOnlyList<CountyStand>> OfAsync(SystemfelReader reader, CountyYear year, IReadOnlySet<long> readable, bool withTexts, CancellationToken ct = default) =>
        OfAsync(reader.YearDocuments, withTexts ? reader.YearPassages : null, year, readable, ct);

    private static CountyStand Of(CountyYear year, CountyService service, bool isReadable, YearDocument? document, ILookup<long, YearPassage> texts)
    {
        if (document is { State: YearDocumentState.Sent } sent)
        {
            // A file that was read in before is no longer what counts, however late it came.
            var isNew = service.Source != Product || service.ReceivedAt == null || sent.SentAt > service.ReceivedAt;
            return new CountyStand(service, isNew ? CountyReturnState.Received : service.State, sent.SentAt, FormOf(year, sent.TemplateKey), ReturnValues.FromJson(sent.ValuesJson))
            {
                Texts = ReturnDocument.File(sent, [.. texts[sent.Id]]).Texts,
                DocumentId = sent.Id,
                IsReadable = true,
                SumReason = sent.SumReason,
                DecidedBy = sent.DecidedBy,
                DecidedOn = sent.DecidedOn,
                RegistryNumber = sent.RegistryNumber,
            };
        }
        // What came in the product is no longer shown to one whom the service has stopped letting read.
        if (service.Source == Product && !isReadable) return new CountyStand(service, CountyReturnState.Missing, null, FormOf(year, ""), ReturnValues.Empty);
        var file = CountyFile.FromJson(service.TextsJson);
        var open = service is { State: CountyReturnState.AskedToComplete, Source: Product } ? document : null;
        return new CountyStand(service, service.State, service.ReceivedAt, FormOf(year, file.Template), ReturnValues.FromJson(service.ValuesJson))
        {
            Texts = open == null ? file.Texts : ReturnDocument.File(open, [.. texts[open.Id]]).Texts,
            IsReadable = isReadable,
            IsOpen = open != null,
            IsRewritten = open != null && IsWrittenIn(open),
            SumReason = file.SumReason,
            DecidedBy = file.DecidedBy,
            DecidedOn = file.DecidedOn,
            RegistryNumber = file.RegistryNumber,
            NotUnderstood = file.NotUnderstood,
        };
    }

    /// <summary>The source of what was sent in the product.</summary>
    internal const string Product = "product";

    private static ReturnTemplate FormOf(CountyYear year, string key) => ReturnTemplates.Find(key) ?? ReturnTemplates.Find(year.TemplateKey) ?? ReturnTemplates.For(year.Year);

    /// <summary>Somebody has written in it since more was asked for.</summary>
    private static bool IsWrittenIn(YearDocument document)
    {
        var asked = document.Steps.Where(s => s.Kind == YearSteps.CompletionAsked).Select(s => (DateTimeOffset?)s.At).Max();
        return document.Steps.Exists(s => s.At >= asked && (s.Kind is YearSteps.Written or YearSteps.Drafted));
    }
}
