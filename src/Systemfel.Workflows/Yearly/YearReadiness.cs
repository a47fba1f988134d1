using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Yearly;

/// <summary>Whether the texts of a document of the year can be handed on as they stand.</summary>
internal static class YearReadiness
{
    /// <exception cref="MoveRefusedException">A passage still says that somebody must write it; or tells of a case that has been withdrawn; the sentence says under which heading.</exception>
    public static async Task RefuseUnreadyAsync(SystemfelDb db, YearDocument document, CancellationToken ct)
    {
        var template = ReturnTemplates.Of(document)!;
        var unwritten = await db.YearPassages.Where(p => p.DocumentId == document.Id && p.Text.Contains(YearDrafting.LeftOut)).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync(ct);
        if (unwritten.Count > 0)
            throw new MoveRefusedException($"{Places(template, unwritten)} står det att en text är utelämnad för att den kan peka ut en person. Skriv det som ska stå där, eller töm stycket.");
        var withdrawn = await db.YearPassages.Where(p => p.DocumentId == document.Id && p.Text != "" && p.Cases.Any(c => c.Deficiency.IsDraft)).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync(ct);
        if (withdrawn.Count > 0)
            throw new MoveRefusedException($"{Places(template, withdrawn)} berättas om ett systemfel som har dragits tillbaka. Töm stycket, eller ändra det och kryssa i att det inte berättar om systemfelet.");
    }

    /// <summary>'Under ”Digitalisering” och ”6.3 Exempel på åtgärder”'.</summary>
    private static string Places(ReturnTemplate template, IEnumerable<YearPassage> passages)
    {
        var places = passages.Select(p => p.Heading.Length > 0 ? $"”{p.Heading}”" : $"”{Name(template, p.Field)}”").Distinct().ToList();
        return "Under " + (places.Count == 1 ? places[0] : string.Join(", ", places.SkipLast(1)) + " och " + places[^1]);
    }

    private static string Name(ReturnTemplate template, string field) =>
        template.Field(field) is { } f ? template == ReturnTemplates.Report ? f.Label : $"{f.Id} {f.Label}" : field;
}
