using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Web.Features.Planning;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>Reads the returns of the organisation that somebody is in the team of; of more than one, the first in which the returns may be written.</summary>
public sealed class ReturnReader(SystemfelReader reader, CompositionReader compositions, YearCases cases, OverviewIndex index, CurrentViewer current, TimeProvider time)
{
    public long Organisation => current.Viewer.OrganisationsWith([Role.Coordinator, Role.UnitManager]).Concat(current.Viewer.OrganisationsWith(Viewer.TeamRoles)).First();

    public async Task<ReturnYears> YearsAsync(CancellationToken ct)
    {
        var (organisation, today) = (Organisation, time.Today());
        var documents = await reader.YearDocuments.Where(d => d.OrganisationId == organisation && d.Kind == YearDocumentKind.Return).OrderByDescending(d => d.Year).ToListAsync(ct);
        var years = documents.Select(d => d.Year).Append(today.Year).Append(today.Year - 1).Distinct().OrderDescending();
        var orders = await CountyRights.Binding(reader.CountyYears, reader.Organisations, organisation).ToDictionaryAsync(y => y.Year, y => y.DueOn, ct);
        return new ReturnYears(
            [.. years.Select(y => new ReturnYear(y, documents.Find(d => d.Year == y), orders.TryGetValue(y, out var due) ? due : YearDeadlines.ReturnOf(y)))], YearRights.MayBegin(organisation, current.Viewer.Memberships), today);
    }

    /// <summary>The reports of a year, by recipient.</summary>
    public async Task<ReportList> ReportsAsync(int year, CancellationToken ct)
    {
        var organisation = Organisation;
        var documents = await reader.YearDocuments.Where(d => d.OrganisationId == organisation && d.Year == year).ToListAsync(ct);
        var recipients = await YearRecipients.ReadAsync(reader, organisation, [.. documents.Where(d => d.Kind == YearDocumentKind.Report).Select(d => d.Recipient)], ct);
        return new ReportList(
            year, [.. recipients.Select(r => new ReportRow(r, documents.Find(d => d.Kind == YearDocumentKind.Report && d.Recipient == r.Code)))],
            YearRights.MayBegin(organisation, current.Viewer.Memberships), documents.Exists(d => d.Kind == YearDocumentKind.Return), time.Today());
    }

    /// <param name="year">The year.</param>
    /// <param name="recipient">Whose report; null for the return.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null when it has not been begun.</returns>
    public async Task<ReturnPage?> ReadAsync(int year, string? recipient, CancellationToken ct)
    {
        var organisation = Organisation;
        var (kind, code) = recipient == null ? (YearDocumentKind.Return, "") : (YearDocumentKind.Report, recipient);
        var to = recipient == null ? null : (await YearRecipients.ReadAsync(reader, organisation, [recipient], ct)).First(r => r.Code == recipient);
        var document = await reader.YearDocuments.Include(d => d.Organisation).Include(d => d.Steps.OrderBy(s => s.At).ThenBy(s => s.Id)).ThenInclude(s => s.Account).AsSplitQuery()
            .SingleOrDefaultAsync(d => d.OrganisationId == organisation && d.Year == year && d.Kind == kind && d.Recipient == code, ct);
        if (document == null || ReturnTemplates.Of(document) is not { } template) return null;
        var before = recipient != null ? null : await reader.YearDocuments.SingleOrDefaultAsync(d => d.OrganisationId == organisation && d.Year == year - 1 && d.Kind == YearDocumentKind.Return, ct);
        var passages = await reader.YearPassages.Include(p => p.Cases).ThenInclude(c => c.Deficiency).AsSplitQuery().Where(p => p.DocumentId == document.Id).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync(ct);
        var order = recipient != null ? null : await CountyRights.Binding(reader.CountyYears, reader.Organisations, organisation).Where(y => y.Year == year).Select(y => new { y.DueOn, y.Note, y.TemplateKey }).SingleOrDefaultAsync(ct);
        return new ReturnPage(document, template, ReturnValues.FromJson(document.ValuesJson), YearMemory.Beside(template, before), order?.DueOn ?? YearDeadlines.ReturnOf(year), time.Today())
        {
            CountysNote = order?.Note ?? "",
            CountysForm = order != null && order.TemplateKey != document.TemplateKey ? order.TemplateKey : "",
            Recipient = to,
            MayWrite = YearRights.MayWrite(document, current.Viewer.Memberships),
            Passages = passages,
            Untold = document.State == YearDocumentState.Sent ? new Dictionary<long, YearUntoldWhy>() : await YearUntold.OfAsync(reader.YearPassages.Where(p => p.DocumentId == document.Id), ct),
            Files = await reader.YearFiles.Where(f => f.DocumentId == document.Id).OrderBy(f => f.Id).Select(f => new FileRow(f.Id, f.Name, f.Content.Length, f.AddedAt)).ToListAsync(ct),
            Rights = new FlowRights(
                YearRights.MayBegin(organisation, current.Viewer.Memberships), YearRights.MayApprove(document, current.Viewer.Memberships, await YearFlow.HasManagerAsync(reader, organisation, ct)),
                YearRights.MayReturn(document, current.Viewer.Memberships), YearRights.MayFile(document, current.Viewer.Memberships))
            {
                MayOpen = YearRights.MayOpen(document, current.Viewer.Memberships) && !await CountyRights.IsReadAsync(reader.Memberships, reader.CountyServices, document, ct),
            },
            New = (await cases.NewAsync(document, ct)).Count,
            Levels = await LevelsAsync(organisation, year, ct),
        };
    }

    /// <summary>Which of a passage's cases the viewer may see.</summary>
    public async Task<IReadOnlySet<long>> VisibleAsync(YearPassage passage, CancellationToken ct)
    {
        var ids = passage.Cases.Select(c => c.DeficiencyId).ToList();
        return await reader.Deficiencies.VisibleTo(current.Viewer).Where(d => ids.Contains(d.Id)).Select(d => d.Id).ToHashSetAsync(ct);
    }

    /// <summary>Who reads the report outside the team.</summary>
    public Task<Audience> AudienceAsync(CancellationToken ct) => Audience.OfRoomAsync(reader, Organisation, ct);

    /// <summary>What the steering groups say of a section's fields; empty for a section that asks nothing of them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ProposedAsync(ReturnPage page, ReturnSection section, CancellationToken ct)
    {
        if (!section.Fields.Any(f => f.Lacking || f.Composition || f.Rows.Any(r => r.Part != null))) return new Dictionary<string, string>();
        var organisation = Organisation;
        var groups = await reader.Groups.Where(g => g.OrganisationId == organisation && g.Kind == GroupKind.Steering && g.EndedAt == null).OrderBy(g => g.SortOrder).ToListAsync(ct);
        var read = new Dictionary<string, Composition>();
        foreach (var group in groups)
            if (await compositions.ReadAsync(group, page.Document.Year, ct) is { } composition) read[group.Name] = composition;
        var keys = section.Fields.SelectMany(f => f.Keys).ToHashSet();
        return CompositionProposal.Of(page.Template, read).Where(p => keys.Contains(p.Key)).ToDictionary();
    }

    /// <summary>Each case once, by the first that it concerns: the overview's figures.</summary>
    private async Task<LevelTable> LevelsAsync(long organisation, int year, CancellationToken ct)
    {
        var counts = new OverviewFigures(await index.NowAsync(organisation, ct), new OverviewScope(year)).ByAuthorityAndLevel;
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        int[] levels = [.. Enumerable.Range(0, 4).Where(l => l > 0 || counts.Keys.Any(k => k.Level == 0))];
        return new LevelTable(
            [.. levels.Select(l => LevelTagHelper.Name(l == 0 ? null : (Level)l))],
            [.. authorities.Select(a => (a.Name, (IReadOnlyList<int>)[.. levels.Select(l => counts.GetValueOrDefault((a.Id, l)))])).Where(r => r.Item2.Sum() > 0)]);
    }
}
