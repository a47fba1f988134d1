using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Register;

/// <summary>Cases as a file, a row a case, in the words of whoever fetches it.</summary>
public static class RegisterList
{
    private const int Batch = 250;

    /// <param name="who">In whose words: names of small units and few persons are not told outside the team.</param>
    /// <param name="today">Decides what is late.</param>
    public static ListOf<Deficiency> Of(Audience who, DateOnly today) => new("register", "systemfel", "Systemfel",
    [
        new("Nummer", d => d.Number),
        new("Slag", d => d.Kind == DeficiencyKind.GoodExample ? "Gott exempel" : "Systemfel"),
        new("Rubrik", d => d.Title),
        new("Vad händer", d => d.Pattern),
        new("Följd för målgruppen", d => d.Consequence),
        new("Förslag", d => d.Proposal),
        new("Myndigheter", d => string.Join(", ", d.Addressees.OrderBy(a => a.SortOrder).Select(a => a.OtherName.Length > 0 ? a.OtherName : a.Authority.Name))),
        new("Delområden", d => string.Join(", ", d.Addressees.OrderBy(a => a.SortOrder).Select(a => who.Name(a.SubArea, d.MunicipalityId)).OfType<string>())),
        new("Nivå", d => LevelTagHelper.Name(d.Level)),
        new("Tema", d => d.Theme?.Name),
        new("Typ av orsak", d => d.CauseType?.Name),
        new("Livsområde", d => d.LifeDomain?.Name),
        new("Kommun", d => who.Name(d.Municipality) ?? "Flera kommuner"),
        new("Period från", d => d.PeriodFrom),
        new("Period till", d => d.PeriodTo),
        new("Hur ofta", d => CaseWords.Frequency(d.Frequency)),
        new("Antal personer", d => who.Band(d.Band)),
        new("Steg", d => string.Join(", ", StageWords.Of(d.Bookmarks, today).Select(s => s.PlateName is { } name ? $"{name}: {s.Text}" : s.Text))),
        new("Nästa datum", d => d.Bookmarks.Where(b => b.ClosedAt == null).Min(b => b.Due)),
        new("Försenat", d => d.Bookmarks.Any(b => StageWords.IsLate(b, today)) ? "ja" : "nej"),
        new("Sett antal gånger", d => d.Occurrences.Count(o => o.UndoneAt == null) + 1),
        new("Återkommer", d => d.IsRecurring ? "ja" : "nej"),
        new("Inskickad", d => d.SubmittedAt.SwedishDay()),
        new("Senast ändrad", d => d.ChangedAt.SwedishDay()),
        new("Avslutad", d => d.Instance.ClosedAt?.SwedishDay()),
        new("Utfall", d => d.Instance.Outcome is { } o ? Outcomes.Labels.GetValueOrDefault(o, o) : null),
        new("Motivering", d => d.Instance.OutcomeNote),
    ]);

    /// <summary>Reads the cases in the order of their ids, a batch at a time.</summary>
    public static async IAsyncEnumerable<Deficiency> ReadAsync(SystemfelReader reader, IReadOnlyList<long> ids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var batch in ids.Chunk(Batch))
        {
            var cases = await reader.Deficiencies.Where(d => batch.Contains(d.Id))
                .Include(d => d.Municipality).Include(d => d.Theme).Include(d => d.CauseType).Include(d => d.LifeDomain).Include(d => d.Instance)
                .Include(d => d.Addressees).ThenInclude(a => a.Authority)
                .Include(d => d.Addressees).ThenInclude(a => a.SubArea)
                .Include(d => d.Bookmarks).ThenInclude(b => b.Addressee!.Authority)
                .Include(d => d.Bookmarks).ThenInclude(b => b.Group)
                .Include(d => d.Bookmarks).ThenInclude(b => b.LetterItem!.Letter)
                .Include(d => d.Occurrences)
                .AsSplitQuery().ToDictionaryAsync(d => d.Id, ct);
            foreach (var id in batch.Where(cases.ContainsKey)) yield return cases[id];
        }
    }
}
