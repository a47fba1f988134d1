using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>Drafts the texts of a year's document out of the cases, and takes what is written in them. What somebody has written is never drafted over.</summary>
public sealed class YearDrafting
{
    private readonly SystemfelDb _db;
    private readonly SystemfelReader _reader;
    private readonly YearCases _cases;
    private readonly OverviewIndex _index;
    private readonly SwedishCalendar _calendar;
    private readonly YearTextCheck _check;

    internal YearDrafting(SystemfelDb db, SystemfelReader reader, YearCases cases, OverviewIndex index, SwedishCalendar calendar, TextCheck check) =>
        (_db, _reader, _cases, _index, _calendar, _check) = (db, reader, cases, index, calendar, new YearTextCheck(check));

    /// <summary>What stands for a text that may point at a person: its cases lead to it, and somebody writes it in other words.</summary>
    public const string LeftOut = "Här finns en text som kan peka ut en person, så den är inte med i utkastet. Läs systemfelet och skriv det som ska stå.";

    /// <summary>Drafts every text anew. Passages that somebody has written in stay, with their cases; those cases are not told of again, but for measures that came later.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's to write.</exception>
    /// <exception cref="MoveRefusedException">It can no longer be written in.</exception>
    public Task DraftAsync(long documentId, Actor actor, CancellationToken ct = default) => ChangeAsync(documentId, isNew: true, actor, async (document, template, cases, good) =>
    {
        var work = await YearWorkReader.ReadAsync(_reader, document.OrganisationId, document.Year, ct);
        var measured = template.Fields.Where(f => f.Source == "measures").Select(f => f.Id).ToHashSet();
        // Each measure has a passage of its own: where one of a case's is somebody's words, its others stay too, for which of them those words replace is not known.
        var written = document.Passages.Where(p => p.IsEdited && measured.Contains(p.Field)).SelectMany(p => p.Cases.Select(c => (p.Field, c.DeficiencyId))).ToHashSet();
        bool Stays(YearPassage p) => p.IsEdited || p.Cases.Exists(c => written.Contains((p.Field, c.DeficiencyId)));
        _db.RemoveRange(document.Passages.Where(p => !Stays(p)));
        document.Passages.RemoveAll(p => !Stays(p));
        var sum = document.Kind == YearDocumentKind.Report && !YearRecipients.IsGroup(document) ? await SumAsync(document, ct) : null;
        foreach (var field in template.Fields.Where(f => f.Kind == ReturnFieldKind.Passages))
        {
            var told = document.Passages.Where(p => p.Field == field.Id).SelectMany(p => p.Cases.Select(c => c.DeficiencyId)).ToHashSet();
            var counted = document.Passages.Any(p => p.Field == field.Id && p.Cases.Count == 0);
            var left = cases.Where(c => !told.Contains(c.Id)).Concat(measured.Contains(field.Id) ? Later(cases.Where(c => told.Contains(c.Id)), document.DraftedAt) : []).ToList();
            var drafts = document.Kind == YearDocumentKind.Report ? ReportDraft.Of(field, left, [.. good.Where(g => !told.Contains(g.Id))], work, sum) : YearDraft.Of(template, field, left, work);
            Add(document, template, Checked(drafts).Where(p => p.Cases.Count > 0 || !counted));
        }
    }, ct);

    /// <summary>Of cases that somebody has written about: what has come of them since the draft before this.</summary>
    private static IEnumerable<YearCase> Later(IEnumerable<YearCase> told, DateTimeOffset? since) =>
        told.Select(c => c with { Measures = [.. c.Measures.Where(m => m.At > since)] }).Where(c => c.Measures.Count > 0);

    /// <summary>Adds passages for cases that came after the draft was made; all others stay as they are.</summary>
    /// <returns>How many cases.</returns>
    /// <exception cref="CaseNotFoundException">Not this person's to write.</exception>
    /// <exception cref="MoveRefusedException">It can no longer be written in.</exception>
    public async Task<int> AddNewAsync(long documentId, Actor actor, CancellationToken ct = default)
    {
        var added = 0;
        await ChangeAsync(documentId, isNew: false, actor, async (document, template, cases, _) =>
        {
            var ids = (await _cases.NewAsync(document, ct)).ToHashSet();
            var news = cases.Where(c => ids.Contains(c.Id)).ToList();
            foreach (var field in template.Fields.Where(f => f.Kind == ReturnFieldKind.Passages)) Add(document, template, Checked(YearDraft.OfNew(template, field, news, document.Kind == YearDocumentKind.Return)));
            added = news.Count;
        }, ct);
        return added;
    }

    /// <summary>Writes a passage; its cases stay the same. An empty one is left out of the document and remembered as left out.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="passageId">The passage.</param>
    /// <param name="seen">The <see cref="ReturnVersion"/> of the text that the form showed.</param>
    /// <param name="text">How it is to read.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's to write, or drafted anew since.</exception>
    /// <exception cref="StaleNotesException">Someone else has written it meanwhile.</exception>
    /// <exception cref="MoveRefusedException">It points at a person, is too long, or can no longer be written in.</exception>
    public Task WriteAsync(long documentId, long passageId, string? seen, string text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) =>
        WriteAsync(documentId, passageId, seen, text, accepted, [], actor, ct);

    /// <summary>The same, when the writer says that it no longer tells of some of its cases.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="passageId">The passage.</param>
    /// <param name="seen">The <see cref="ReturnVersion"/> of the text that the form showed.</param>
    /// <param name="text">How it is to read.</param>
    /// <param name="accepted">Keys of likely finds that the writer says are no person.</param>
    /// <param name="without">Cases that it no longer tells of: only those that a draft would not tell of (<see cref="YearUntold"/>) are let go.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's to write, or drafted anew since.</exception>
    /// <exception cref="StaleNotesException">Someone else has written it meanwhile.</exception>
    /// <exception cref="MoveRefusedException">It points at a person, is too long, or can no longer be written in.</exception>
    public async Task WriteAsync(
        long documentId, long passageId, string? seen, string text, IReadOnlyCollection<string> accepted, IReadOnlyCollection<long> without, Actor actor, CancellationToken ct = default)
    {
        var typed = text.ReplaceLineEndings("\n").Trim();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await YearDocumentAccess.ForWritingAsync(_db, documentId, actor, ct);
        var passage = await _db.YearPassages.Include(p => p.Cases).SingleOrDefaultAsync(p => p.Id == passageId && p.DocumentId == documentId, ct) ?? throw new CaseNotFoundException();
        var gone = without.Count == 0 ? [] : (await YearUntold.OfAsync(_db.YearPassages.Where(p => p.Id == passageId), ct)).Keys.Intersect(without).ToHashSet();
        if (passage.Text == typed && gone.Count == 0) return;
        if (ReturnVersion.OfText(passage.Text) != seen) throw new StaleNotesException(passage.Text);
        _check.Refuse(passage.Text, typed, "text", accepted);
        passage.Text = typed;
        passage.Cases.RemoveAll(c => gone.Contains(c.DeficiencyId));
        passage.IsEdited = true;
        YearSteps.Wrote(document, actor, _calendar.Now);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    /// <summary>Joins a passage with the one before it under the same heading: the texts follow on each other, and the cases of both are its cases.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's to write, or gone since.</exception>
    /// <exception cref="MoveRefusedException">There is none before it, or it can no longer be written in.</exception>
    public async Task JoinAsync(long documentId, long passageId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await YearDocumentAccess.ForWritingAsync(_db, documentId, actor, ct);
        var passages = await _db.YearPassages.Include(p => p.Cases).Where(p => p.DocumentId == documentId).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync(ct);
        var passage = passages.Find(p => p.Id == passageId) ?? throw new CaseNotFoundException();
        var above = passages.TakeWhile(p => p != passage).LastOrDefault(p => p.Field == passage.Field && p.Heading == passage.Heading)
            ?? throw new MoveRefusedException("Stycket är det första under sin rubrik, så det finns inget att slå ihop det med.");
        above.Text = string.Join("\n\n", new[] { above.Text, passage.Text }.Where(t => t.Length > 0));
        above.IsEdited = true;
        foreach (var id in passage.Cases.Select(c => c.DeficiencyId).Except(above.Cases.Select(c => c.DeficiencyId)).ToList()) above.Cases.Add(new YearPassageCase { DeficiencyId = id });
        _db.Remove(passage);
        YearSteps.Wrote(document, actor, _calendar.Now);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    private async Task ChangeAsync(long documentId, bool isNew, Actor actor, Func<YearDocument, ReturnTemplate, IReadOnlyList<YearCase>, IReadOnlyList<YearGood>, Task> change, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var asked = await YearDocumentAccess.ForWritingAsync(_db, documentId, actor, ct);
        // The instant before the cases are read: whatever comes while it is drafted is new to it.
        var now = _calendar.Now;
        var cases = await _cases.ReadAsync(asked.OrganisationId, asked.Year, await AudienceAsync(asked, ct), ct);
        if (YearRecipients.IsGroup(asked))
        {
            var group = await _reader.Groups.Where(g => g.OrganisationId == asked.OrganisationId && g.Code == asked.Recipient).Select(g => g.Id).SingleOrDefaultAsync(ct);
            cases = [.. cases.Where(c => c.Groups.Contains(group))];
        }
        var good = asked.Kind == YearDocumentKind.Report ? await GoodAsync(asked, ct) : [];
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        (cases, good) = await StandingAsync(documentId, cases, good, ct);
        var document = await YearDocumentAccess.ForWritingAsync(_db, documentId, actor, ct);
        await _db.Entry(document).Collection(d => d.Passages).Query().Include(p => p.Cases).LoadAsync(ct);
        await change(document, ReturnTemplates.Of(document)!, cases, good);
        // What is added to a draft is no new one: what came since it was made is still later than it.
        if (isNew) document.DraftedAt = now;
        document.ChangedAt = now;
        document.Version++;
        document.Steps.Add(new YearStep { Kind = YearSteps.Drafted, AccountId = actor.AccountId!.Value, At = now });
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Takes the cases, those of the passages that stand too, and leaves out what has been erased, masked or withdrawn since it was read: its words are not written back.
    /// Whoever erases takes the case first, and so has either done it before this, or finds the new passage.
    /// </summary>
    private async Task<(IReadOnlyList<YearCase> Cases, IReadOnlyList<YearGood> Good)> StandingAsync(long documentId, IReadOnlyList<YearCase> cases, IReadOnlyList<YearGood> good, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).Concat(good.Select(g => g.Id)).ToList();
        var told = await _db.YearPassages.Where(p => p.DocumentId == documentId).SelectMany(p => p.Cases).Select(c => c.DeficiencyId).Distinct().ToListAsync(ct);
        await CaseLocks.CasesAsync(_db, ids.Concat(told), ct);
        var gone = await _db.Deficiencies.Where(d => ids.Contains(d.Id) && (d.ErasedAt != null || d.MaskedAt != null || d.IsDraft)).Select(d => d.Id).ToHashSetAsync(ct);
        return ([.. cases.Where(c => !gone.Contains(c.Id))], [.. good.Where(g => !gone.Contains(g.Id))]);
    }

    /// <summary>The return is the team's own until it is sent, and its form asks for all; a report is worded for those outside.</summary>
    private Task<Audience> AudienceAsync(YearDocument document, CancellationToken ct) =>
        document.Kind == YearDocumentKind.Return ? Task.FromResult(Audience.Team) : Audience.OfRoomAsync(_reader, document.OrganisationId, ct);

    private async Task<IReadOnlyList<YearGood>> GoodAsync(YearDocument document, CancellationToken ct)
    {
        var good = await _cases.GoodAsync(document.OrganisationId, document.Year, await AudienceAsync(document, ct), ct);
        if (!YearRecipients.IsGroup(document)) return good;
        var group = await _reader.Groups.Where(g => g.OrganisationId == document.OrganisationId && g.Code == document.Recipient).Select(g => g.Id).SingleOrDefaultAsync(ct);
        return [.. good.Where(g => g.Groups.Contains(group))];
    }

    private async Task<YearSum> SumAsync(YearDocument document, CancellationToken ct) =>
        new OverviewFigures(await _index.NowAsync(document.OrganisationId, ct), new OverviewScope(document.Year)).Sum(document.Year);

    /// <summary>What others have said may have been kept without the check: a draft never repeats what points at a person.</summary>
    private IEnumerable<DraftPassage> Checked(IEnumerable<DraftPassage> drafts) => drafts.Select(d => _check.HasPerson(d.Text) ? d with { Text = WithoutPersons(d) } : d);

    /// <summary>A list of several cases loses those of its lines that point at a person; whatever else does is left out whole.</summary>
    private string WithoutPersons(DraftPassage draft)
    {
        if (draft.Cases.Count < 2) return LeftOut;
        var lines = string.Join('\n', draft.Text.Split('\n').Select(l => l.StartsWith("– ", StringComparison.Ordinal) && _check.HasPerson(l) ? $"– {LeftOut}" : l));
        return _check.HasPerson(lines) ? LeftOut : lines;
    }

    /// <summary>Puts passages where their field and heading have them, behind what stands there.</summary>
    private static void Add(YearDocument document, ReturnTemplate template, IEnumerable<DraftPassage> drafts)
    {
        var fields = template.Fields.Select(f => f.Id).ToList();
        var headings = template.Headings.Select(h => h.FullTitle).Append(ReportDraft.Good).ToList();
        foreach (var draft in drafts)
        {
            var place = ((fields.IndexOf(draft.Field) * 100) + headings.IndexOf(draft.Heading) + 1) * 10_000;
            var last = document.Passages.Where(p => p.Field == draft.Field && p.Heading == draft.Heading).Select(p => p.SortOrder).DefaultIfEmpty(place).Max();
            document.Passages.Add(new YearPassage
            {
                Field = draft.Field,
                Heading = draft.Heading,
                Text = draft.Text,
                SortOrder = last + 1,
                Cases = [.. draft.Cases.Select(c => new YearPassageCase { DeficiencyId = c })],
            });
        }
    }
}
