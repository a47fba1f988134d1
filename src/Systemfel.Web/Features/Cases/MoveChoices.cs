using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Routes;

namespace Systemfel.Web.Features.Cases;

/// <summary>What the selects of a move's form hold: fixed words, and the small tables of an organisation.</summary>
public sealed record MoveChoices(
    IReadOnlyList<MoveChoice> Authorities, IReadOnlyList<MoveChoice> Themes, IReadOnlyList<MoveChoice> Causes, IReadOnlyList<MoveChoice> Groups,
    IReadOnlyList<MoveChoice> Parties, IReadOnlyList<MoveChoice> Contacts, IReadOnlyList<MoveChoice> Similar, IReadOnlyList<MoveChoice> Outcomes)
{
    public IReadOnlyList<MoveChoice> Linked { get; init; } = [];
    public IReadOnlyList<MoveChoice> Occurrences { get; init; } = [];

    public static readonly IReadOnlyList<MoveChoice> AnswerKinds = [.. AnswerWords.Kinds.Select(k => new MoveChoice($"{k.Kind}", k.Label, k.Help))];
    public static readonly IReadOnlyList<MoveChoice> Sources = [.. AnswerWords.Sources.Select(s => new MoveChoice($"{s.Source}", s.Label))];
    public static readonly IReadOnlyList<MoveChoice> Effects = [.. AnswerWords.Effects.Select(e => new MoveChoice($"{e.Answer}", e.Label))];
    public static readonly IReadOnlyList<MoveChoice> Levels = [.. Enum.GetValues<Data.Cases.Level>().Select(l => new MoveChoice($"{l}", LevelTagHelper.Name(l)))];

    /// <summary>
    /// A duplicate is closed by merging, so that what was counted goes along. That a question was discussed is an outcome only where
    /// a group without a mandate has it.
    /// </summary>
    public static IReadOnlyList<MoveChoice> ClosingOutcomes(RouteDefinition route) =>
    [
        .. Workflows.Running.Outcomes.Labels
            .Where(o => Workflows.Running.Outcomes.MayBeGiven(o.Key)
                && (route.Groups.Any(g => g.Kind == "reference") || !Workflows.Running.Outcomes.WithoutMandate.Contains(o.Key)))
            .Select(o => new MoveChoice(o.Key, o.Value)),
    ];

    public static async Task<MoveChoices> LoadAsync(SystemfelReader reader, CaseFile file, CancellationToken ct)
    {
        var organisation = file.Case.OrganisationId;
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).ToListAsync(ct);
        var terms = await reader.Terms.Where(t => t.OrganisationId == organisation).OrderBy(t => t.SortOrder).ToListAsync(ct);
        var groups = await reader.Groups.Where(g => g.OrganisationId == organisation && g.Kind != GroupKind.Team && g.EndedAt == null).OrderBy(g => g.Code).ToListAsync(ct);
        var parties = await reader.Parties.Include(p => p.Contacts).Where(p => p.OrganisationId == organisation).OrderBy(p => p.Name).ToListAsync(ct);
        return new MoveChoices(
            [.. authorities.Select(a => new MoveChoice(Text(a.Id), a.Name))],
            [.. terms.Where(t => t.Kind == TermKind.Theme).Select(t => new MoveChoice(Text(t.Id), t.Name))],
            [.. terms.Where(t => t.Kind == TermKind.CauseType).Select(t => new MoveChoice(Text(t.Id), t.Name))],
            [.. groups.Where(g => file.Route.Groups.Any(r => r.Id == g.Code)).Select(g => new MoveChoice(g.Code, g.Name))],
            [.. parties.Select(p => new MoveChoice(Text(p.Id), p.Name))],
            [.. parties.SelectMany(p => p.Contacts.Where(c => c.State != ContactState.Retired).Select(c => new MoveChoice(Text(c.Id), $"{p.Name}, {c.Name}")))],
            [.. file.Similar.Select(s => new MoveChoice(Text(s.Id), s.Title, s.Number))],
            ClosingOutcomes(file.Route))
        {
            Linked = [.. file.Links.Where(l => l.Kind == CaseLinkKind.Related).Select(l => new MoveChoice(Text(l.Id), l.Title, l.Number))],
            Occurrences = [.. file.Occurrences.Select(o => new MoveChoice(
                Text(o.Id), $"{MeetingWords.Capital(o.Month.Month())}, {file.Audience.Name(o.Municipality) ?? "flera kommuner"}, {file.Audience.Persons(o.Band)}"))],
        };
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
