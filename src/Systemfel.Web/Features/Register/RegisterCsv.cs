using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Register;

/// <summary>The hits as a file that Swedish Excel opens with a double-click: UTF-8 with BOM, semicolons, a row a case.</summary>
public static class RegisterCsv
{
    private const int Batch = 250;

    private static readonly (string Header, Func<Deficiency, Audience, DateOnly, string?> Value)[] Columns =
    [
        ("Nummer", (d, _, _) => d.Number),
        ("Slag", (d, _, _) => d.Kind == DeficiencyKind.GoodExample ? "Gott exempel" : "Systemfel"),
        ("Rubrik", (d, _, _) => d.Title),
        ("Vad händer", (d, _, _) => d.Pattern),
        ("Följd för målgruppen", (d, _, _) => d.Consequence),
        ("Förslag", (d, _, _) => d.Proposal),
        ("Myndigheter", (d, _, _) => string.Join(", ", d.Addressees.OrderBy(a => a.SortOrder).Select(a => a.OtherName.Length > 0 ? a.OtherName : a.Authority.Name))),
        ("Delområden", (d, who, _) => string.Join(", ", d.Addressees.OrderBy(a => a.SortOrder).Select(a => who.Name(a.SubArea, d.MunicipalityId)).OfType<string>())),
        ("Nivå", (d, _, _) => LevelTagHelper.Name(d.Level)),
        ("Tema", (d, _, _) => d.Theme?.Name),
        ("Typ av orsak", (d, _, _) => d.CauseType?.Name),
        ("Livsområde", (d, _, _) => d.LifeDomain?.Name),
        ("Kommun", (d, who, _) => who.Name(d.Municipality) ?? "Flera kommuner"),
        ("Period från", (d, _, _) => d.PeriodFrom?.Iso()),
        ("Period till", (d, _, _) => d.PeriodTo?.Iso()),
        ("Hur ofta", (d, _, _) => CaseWords.Frequency(d.Frequency)),
        ("Antal personer", (d, who, _) => who.Band(d.Band)),
        ("Steg", (d, _, today) => string.Join(", ", StageWords.Of(d.Bookmarks, today).Select(s => s.PlateName is { } name ? $"{name}: {s.Text}" : s.Text))),
        ("Nästa datum", (d, _, _) => d.Bookmarks.Where(b => b.ClosedAt == null).Min(b => b.Due)?.Iso()),
        ("Försenat", (d, _, today) => d.Bookmarks.Any(b => StageWords.IsLate(b, today)) ? "ja" : "nej"),
        ("Sett antal gånger", (d, _, _) => (d.Occurrences.Count(o => o.UndoneAt == null) + 1).ToString(Hosting.Swedish.Culture)),
        ("Återkommer", (d, _, _) => d.IsRecurring ? "ja" : "nej"),
        ("Inskickad", (d, _, _) => d.SubmittedAt.SwedishDay().Iso()),
        ("Senast ändrad", (d, _, _) => d.ChangedAt.SwedishDay().Iso()),
        ("Avslutad", (d, _, _) => d.Instance.ClosedAt?.SwedishDay().Iso()),
        ("Utfall", (d, _, _) => d.Instance.Outcome is { } o ? Outcomes.Labels.GetValueOrDefault(o, o) : null),
        ("Motivering", (d, _, _) => d.Instance.OutcomeNote),
    ];

    public static async Task WriteAsync(Stream to, SystemfelReader reader, IReadOnlyList<long> ids, Audience audience, DateOnly today, CancellationToken ct)
    {
        var options = new CsvWriterOptions { Separator = ';', NewLine = "\r\n", WriteByteOrderMark = true, HasHeader = false };
        // The writer fills this and it is passed on batch by batch: a response takes no synchronous writes.
        using var buffer = new MemoryStream();
        using var csv = CsvWriter.Create(buffer, options, leaveOpen: true);
        foreach (var (header, _) in Columns) csv.WriteField(header);
        csv.EndRecord();
        foreach (var batch in ids.Chunk(Batch))
        {
            foreach (var subject in await ReadAsync(reader, batch, ct))
            {
                foreach (var (_, value) in Columns) csv.WriteField(CsvCell.Safe(value(subject, audience, today)));
                csv.EndRecord();
            }
            await PassOnAsync();
        }
        await PassOnAsync();

        async Task PassOnAsync()
        {
            csv.Flush();
            await to.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), ct);
            buffer.SetLength(0);
        }
    }

    private static async Task<List<Deficiency>> ReadAsync(SystemfelReader reader, long[] ids, CancellationToken ct)
    {
        var cases = await reader.Deficiencies.Where(d => ids.Contains(d.Id))
            .Include(d => d.Municipality).Include(d => d.Theme).Include(d => d.CauseType).Include(d => d.LifeDomain).Include(d => d.Instance)
            .Include(d => d.Addressees).ThenInclude(a => a.Authority)
            .Include(d => d.Addressees).ThenInclude(a => a.SubArea)
            .Include(d => d.Bookmarks).ThenInclude(b => b.Addressee!.Authority)
            .Include(d => d.Bookmarks).ThenInclude(b => b.Group)
            .Include(d => d.Bookmarks).ThenInclude(b => b.LetterItem!.Letter)
            .Include(d => d.Occurrences)
            .AsSplitQuery().ToDictionaryAsync(d => d.Id, ct);
        return [.. ids.Where(cases.ContainsKey).Select(id => cases[id])];
    }
}
