using System.Globalization;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Moves;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>Makes a report of a row's cells, and says what cannot be made of them. Knows neither other rows nor persons.</summary>
internal sealed class RowReading
{
    private const int LongestTitle = 120;

    private readonly ImportMapping _mapping;
    private readonly OwnLists _lists;
    private readonly DateOnly _today;
    private readonly bool _is1904;
    private readonly Dictionary<ImportField, (int Index, string Header)> _columns = [];
    private readonly Dictionary<(ImportField, string), (int Rows, string Taken)> _words = [];

    public RowReading(ImportTable table, ImportMapping mapping, OwnLists lists, DateOnly today)
    {
        (_mapping, _lists, _today, _is1904) = (mapping, lists, today, table.Is1904);
        foreach (var (index, header) in table.Headers.Index())
            if (mapping.Columns.GetValueOrDefault(header) is not ImportField.None and var field) _columns.TryAdd(field, (index, header));
    }

    /// <summary>Those that have to be told first: however many there are, none of them is hidden behind what is known.</summary>
    public IReadOnlyList<ValueWord> Words =>
        [.. _words.Select(w => new ValueWord(w.Key.Item1, w.Key.Item2, w.Value.Rows, w.Value.Taken)).OrderBy(w => w.Taken.Length > 0).ThenBy(w => w.Field).ThenByDescending(w => w.Rows).ThenBy(w => w.Word, StringComparer.Ordinal)];

    public string Header(ImportField field) => _columns.TryGetValue(field, out var column) ? column.Header : "";

    public PlannedRow Read(ImportRow row)
    {
        var faults = new List<ImportFault>();
        void Fault(FaultKind kind, ImportField field, string detail = "") => faults.Add(new ImportFault(kind, row.Number, Header(field), detail));
        string Cell(ImportField field) => _columns.TryGetValue(field, out var column) ? row.Cells[column.Index] : "";

        foreach (var (header, cell) in _columns.Values.Select(c => (c.Header, row.Cells[c.Index])).Where(c => IsMangled(c.Item2)))
            faults.Add(new ImportFault(FaultKind.MangledLetters, row.Number, header, cell.Length > 40 ? cell[..40] : cell));
        var (title, pattern) = Texts(Cell(ImportField.Title), Cell(ImportField.Pattern), Fault);
        var authorities = Authorities(Cell(ImportField.Authority), Fault);
        var addressees = WithSubArea(authorities, Cell(ImportField.SubArea));
        var (submitted, closed) = Dates(Cell(ImportField.Submitted), Cell(ImportField.Closed), Fault);
        var band = Cell(ImportField.Band) is { Length: > 0 } many ? OwnLists.Band(many) : null;
        if (band == null && Cell(ImportField.Band).Length > 0) Fault(FaultKind.UnknownBand, ImportField.Band, Cell(ImportField.Band));
        var municipality = Municipality(Cell(ImportField.Municipality), Fault);
        var outcome = Outcome(Cell(ImportField.Outcome), Fault);
        var report = new ReportText
        {
            Kind = OwnLists.IsGoodExample(Cell(ImportField.Kind)) ? DeficiencyKind.GoodExample : DeficiencyKind.Deficiency,
            Title = title,
            Pattern = pattern,
            Consequence = Cell(ImportField.Consequence),
            Proposal = Cell(ImportField.Proposal),
            Level = LevelOf(Cell(ImportField.Level), Fault),
            MunicipalityId = municipality?.Id,
            MunicipalityName = municipality?.Name,
            Band = band,
            Addressees = [.. addressees.Select(a => new ReportAddressee(a.Authority.Id, a.SubArea?.Id, a.Other))],
        };
        return new PlannedRow(row.Number, faults.Exists(f => f.Reach == FaultReach.Row) ? RowBecomes.Fault : RowBecomes.Case, report, faults)
        {
            Submitted = submitted ?? default,
            Closed = closed,
            Outcome = outcome == ImportMapping.Open ? null : outcome,
            Note = Cell(ImportField.Note),
            Addressees = string.Join(", ", addressees.Select(a => $"{(a.Other.Length > 0 ? a.Other : a.Authority.Name)}{(a.SubArea is { } s ? $" · {s.Name}" : "")}")),
        };
    }

    private (string Title, string Pattern) Texts(string title, string pattern, Action<FaultKind, ImportField, string> fault)
    {
        if (title.Length == 0 && pattern.Length == 0)
        {
            fault(FaultKind.NoText, _columns.ContainsKey(ImportField.Pattern) ? ImportField.Pattern : ImportField.Title, "");
            return ("", "");
        }
        if (title.Length == 0)
        {
            fault(FaultKind.TitleFromText, ImportField.Pattern, "");
            return (FirstWords(pattern), pattern);
        }
        if (pattern.Length == 0) pattern = title;
        if (title.Length <= LongestTitle && !title.Contains('\n')) return (title, pattern);
        fault(FaultKind.TitleCut, ImportField.Title, "");
        return (FirstWords(title), pattern == title ? pattern : $"{title}\n\n{pattern}");
    }

    /// <summary>The first sentence, or as many whole words as a heading holds.</summary>
    internal static string FirstWords(string text)
    {
        var line = text.Split('\n')[0].Trim();
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        if (end > 10 && end < LongestTitle) return line[..end];
        if (line.Length <= LongestTitle) return line.TrimEnd('.');
        var blank = line.LastIndexOf(' ', LongestTitle - 2);
        return line[..(blank > 20 ? blank : LongestTitle - 1)].TrimEnd(',', ';', ' ') + "…";
    }

    private List<(Authority Authority, string Other)> Authorities(string cell, Action<FaultKind, ImportField, string> fault)
    {
        if (cell.Length == 0)
        {
            if (_mapping.AuthorityWhenNone is { } id && _lists.Authorities.FirstOrDefault(a => a.Id == id) is { } usual) return [(usual, "")];
            fault(FaultKind.NoAuthority, ImportField.Authority, "");
            return [];
        }
        var found = new List<(Authority, string)>();
        foreach (var word in Parts(cell))
        {
            var authority = _mapping.Chosen(ImportField.Authority, word) is { } chosen
                ? _lists.Authorities.FirstOrDefault(a => a.Id.ToString(CultureInfo.InvariantCulture) == chosen)
                : _lists.Authority(word);
            Note(ImportField.Authority, word, authority?.Id.ToString(CultureInfo.InvariantCulture));
            if (authority == null) fault(FaultKind.UnknownAuthority, ImportField.Authority, word);
            else if (found.FindIndex(f => f.Item1.Id == authority.Id) is >= 0 and var at)
            {
                // Two that are both 'Annan' are named together.
                if (found[at].Item2.Length > 0) found[at] = (authority, $"{found[at].Item2}, {word}");
            }
            else found.Add((authority, authority.Code == OwnLists.OtherCode ? word : ""));
        }
        return found;
    }

    /// <summary>'FK, AF' names two, 'Region Dalarna, psykiatri' one: it is taken apart only when each part is known.</summary>
    private string[] Parts(string cell)
    {
        if (_mapping.Chosen(ImportField.Authority, cell) != null) return [cell];
        var parts = cell.Split([',', ';', '/', '+', '&', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(p => p.Split(" och ", StringSplitOptions.TrimEntries)).ToArray();
        return parts.Length > 1 && parts.All(p => _lists.Authority(p) != null || _mapping.Chosen(ImportField.Authority, p) != null) ? parts : [cell];
    }

    private List<(Authority Authority, SubArea? SubArea, string Other)> WithSubArea(List<(Authority Authority, string Other)> authorities, string cell)
    {
        if (cell.Length == 0) return authorities.ConvertAll(a => (a.Authority, (SubArea?)null, a.Other));
        // The same word may stand with several authorities, and what was chosen belongs to one of them.
        var chosen = _mapping.Chosen(ImportField.SubArea, cell);
        var area = chosen == ImportMapping.Nothing ? null
            : authorities.SelectMany(a => a.Authority.SubAreas).FirstOrDefault(s => s.Id.ToString(CultureInfo.InvariantCulture) == chosen) ?? _lists.SubArea(authorities.Select(a => a.Authority), cell);
        // What is not among the organisation's own is left out, and shown to be: a sub-area may be missing.
        Note(ImportField.SubArea, cell, chosen ?? area?.Id.ToString(CultureInfo.InvariantCulture) ?? ImportMapping.Nothing);
        return authorities.ConvertAll(a => (a.Authority, area?.AuthorityId == a.Authority.Id ? area : null, a.Other));
    }

    private Level? LevelOf(string cell, Action<FaultKind, ImportField, string> fault)
    {
        if (cell.Length == 0) return null;
        var chosen = _mapping.Chosen(ImportField.Level, cell);
        var level = chosen == null ? OwnLists.Level(cell) : Enum.TryParse<Level>(chosen, out var l) && Enum.IsDefined(l) ? l : null;
        Note(ImportField.Level, cell, level is { } known ? ((int)known).ToString(CultureInfo.InvariantCulture) : chosen == ImportMapping.Nothing ? chosen : null);
        if (level == null && chosen != ImportMapping.Nothing) fault(FaultKind.UnknownLevel, ImportField.Level, cell);
        return level;
    }

    private Municipality? Municipality(string cell, Action<FaultKind, ImportField, string> fault)
    {
        if (cell.Length == 0) return null;
        var chosen = _mapping.Chosen(ImportField.Municipality, cell) ?? (OwnLists.IsSeveral(cell) ? ImportMapping.Nothing : null);
        var found = chosen == null ? _lists.Municipality(cell) : _lists.Municipalities.FirstOrDefault(m => m.Id.ToString(CultureInfo.InvariantCulture) == chosen);
        Note(ImportField.Municipality, cell, found?.Id.ToString(CultureInfo.InvariantCulture) ?? (chosen == ImportMapping.Nothing ? chosen : null));
        if (found == null && chosen != ImportMapping.Nothing) fault(FaultKind.UnknownMunicipality, ImportField.Municipality, cell);
        return found;
    }

    private string Outcome(string cell, Action<FaultKind, ImportField, string> fault)
    {
        if (cell.Length == 0) return _mapping.OutcomeWhenNone;
        var outcome = _mapping.Chosen(ImportField.Outcome, cell) ?? OwnLists.Outcome(cell);
        if (outcome != null && !ImportMapping.IsOutcome(outcome)) outcome = null;
        Note(ImportField.Outcome, cell, outcome);
        if (outcome == null) fault(FaultKind.UnknownOutcome, ImportField.Outcome, cell);
        return outcome ?? _mapping.OutcomeWhenNone;
    }

    /// <summary>Submitted is null when the row says no day, which is a fault.</summary>
    private (DateOnly? Submitted, DateOnly Closed) Dates(string from, string to, Action<FaultKind, ImportField, string> fault)
    {
        var submitted = from.Length > 0 ? Date(from, ImportField.Submitted, false, fault) : _mapping.YearWhenNone is { } year ? new DateOnly(year, 1, 1) : null;
        if (submitted == null && from.Length == 0) fault(FaultKind.NoDate, ImportField.Submitted, "");
        var closed = to.Length > 0 ? Date(to, ImportField.Closed, true, fault) : null;
        var first = submitted ?? _today;
        // Without a day of its own it is taken to have ended with its year.
        var last = closed ?? new[] { new DateOnly(first.Year, 12, 31), _today }.Min();
        if (last < first) fault(FaultKind.ClosedBefore, ImportField.Closed, to);
        return (submitted, last);
    }

    private DateOnly? Date(string cell, ImportField field, bool isEnd, Action<FaultKind, ImportField, string> fault)
    {
        if (ImportDates.Read(cell, _is1904) is not { } given)
        {
            fault(FaultKind.BadDate, field, cell);
            return null;
        }
        var date = !isEnd || given.IsDay ? given.Date : new DateOnly(given.Date.Year, given.IsMonth ? given.Date.Month : 12, given.IsMonth ? DateTime.DaysInMonth(given.Date.Year, given.Date.Month) : 31);
        if (isEnd && !given.IsDay && date > _today) date = _today;
        if (date > _today) fault(FaultKind.FutureDate, field, cell);
        else if (date.Year < 1990) fault(FaultKind.OldDate, field, cell);
        return date;
    }

    private void Note(ImportField field, string word, string? taken)
    {
        var before = _words.GetValueOrDefault((field, word));
        // Known in one row is known: it is not taken for nothing because of another row's authority.
        var isKnown = before.Taken is { Length: > 0 } && taken is null or ImportMapping.Nothing;
        _words[(field, word)] = (before.Rows + 1, isKnown ? before.Taken! : taken ?? "");
    }

    /// <summary>Letters that an earlier program lost, or read in the wrong encoding and saved so.</summary>
    private static bool IsMangled(string cell) =>
        cell.Contains('\uFFFD') || cell.Contains("Ã¥", StringComparison.Ordinal) || cell.Contains("Ã¤", StringComparison.Ordinal) || cell.Contains("Ã¶", StringComparison.Ordinal);
}
