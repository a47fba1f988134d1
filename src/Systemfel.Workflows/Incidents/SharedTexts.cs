using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Incidents;

/// <summary>A text that belongs to several cases, in which words of one that is erased may still stand.</summary>
/// <param name="Key">'notes-12', a meeting's own notes, or 'introduction-7', a letter's own words.</param>
/// <param name="Name">The meeting's group, or the letter's party.</param>
/// <param name="Date">The meeting's day; null for a letter.</param>
/// <param name="Link">The page on which it stands.</param>
/// <param name="Text">How it reads now.</param>
public sealed record SharedText(string Key, string Name, DateOnly? Date, string Link, string Text)
{
    /// <summary>Names the text as it was read: another by then has to be read anew.</summary>
    public string Seen => NotesVersion.OfNote(Text);
}

/// <summary>What the form says of a shared text.</summary>
/// <param name="Key">Which.</param>
/// <param name="Seen">As the page showed it.</param>
/// <param name="IsRead">It has been read.</param>
/// <param name="Text">How it is to read.</param>
public sealed record ReadText(string Key, string? Seen, bool IsRead, string Text);

/// <summary>What was written over: for the incident, for the files, and for a database that is restored.</summary>
/// <param name="Codes">Codes of the places.</param>
/// <param name="Tables">Tables whose earlier rows hold the words.</param>
/// <param name="Keys">The texts, separated by blanks.</param>
internal sealed record SharedErasure(IReadOnlyList<string> Codes, IReadOnlyList<string> Tables, string Keys);

/// <summary>
/// Texts that a case shares with others: the own notes of meetings that it was before, and the own words of letters that have other points
/// too. Nothing can tell which of their words are the case's, so whoever erases it reads them and writes over what must go.
/// </summary>
internal sealed class SharedTexts(SystemfelDb db, TextCheck check)
{
    /// <summary>What stands in a restored database in the place of a text that had been written over.</summary>
    public const string Restored = "Texten är borttagen. Uppgifter raderades ur den, och databasen har sedan dess lästs in från en säkerhetskopia där de fanns kvar.";

    private const int Longest = 20_000;

    /// <summary>What is to be read, by day and name.</summary>
    public static async Task<IReadOnlyList<SharedText>> OfAsync(SystemfelDb db, long caseId, CancellationToken ct)
    {
        var held = await db.AgendaItems.Where(i => i.DeficiencyId == caseId).Select(i => i.MeetingId).Distinct().ToListAsync(ct);
        var meetings = await db.Meetings.Where(m => held.Contains(m.Id) && m.Notes != "").OrderBy(m => m.Date).ThenBy(m => m.Id)
            .Select(m => new { m.Id, m.Group.Name, m.Date, m.Notes }).ToListAsync(ct);
        var written = await db.LetterItems.Where(i => i.DeficiencyId == caseId).Select(i => i.LetterId).Distinct().ToListAsync(ct);
        var letters = await db.Letters.Where(l => written.Contains(l.Id) && l.Introduction != "" && l.Items.Any(i => i.DeficiencyId != caseId))
            .OrderBy(l => l.Id).Select(l => new { l.Id, l.Party.Name, l.Introduction }).ToListAsync(ct);
        return [.. meetings.Select(m => new SharedText(KeyOf<Meeting>(m.Id), m.Name, m.Date, $"/mote/{m.Id}/anteckningar", m.Notes)),
            .. letters.Select(l => new SharedText(KeyOf<Letter>(l.Id), l.Name, null, $"/brev/{l.Id}", l.Introduction))];
    }

    /// <summary>Writes over what was changed, inside the caller's transaction; the case's row is taken already.</summary>
    /// <exception cref="MoveRefusedException">One has not been read, has been changed since, or still points at a person; the input is its key.</exception>
    public async Task<SharedErasure> WriteAsync(Deficiency subject, IReadOnlyList<ReadText> read, CancellationToken ct)
    {
        foreach (var meeting in await db.AgendaItems.Where(i => i.DeficiencyId == subject.Id).Select(i => i.MeetingId).Distinct().OrderBy(id => id).ToListAsync(ct))
            await CaseLocks.MeetingAsync(db, meeting, ct);
        var (codes, tables, keys) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var standing in await OfAsync(db, subject.Id, ct))
        {
            var text = Accepted(standing, read.FirstOrDefault(r => r.Key == standing.Key));
            if (text == standing.Text) continue;
            keys.Add(standing.Key);
            var id = long.Parse(standing.Key[(standing.Key.IndexOf('-', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
            if (standing.Key == KeyOf<Meeting>(id))
            {
                SetNotes(await db.Meetings.Include(m => m.MinutesVersions).SingleAsync(m => m.Id == id, ct), text);
                codes.Add("meeting");
                tables.AddRange(["Meetings", "MinutesVersions"]);
            }
            else
            {
                SetIntroduction(await db.Letters.SingleAsync(l => l.Id == id, ct), text);
                codes.Add("letter");
                tables.Add("Letters");
            }
        }
        return new SharedErasure(codes, tables, string.Join(' ', keys));
    }

    /// <summary>In a restored database, where nobody is at hand to read: texts that had been written over go whole.</summary>
    /// <param name="db">The restored database.</param>
    /// <param name="caseId">The case as it is there.</param>
    /// <param name="keys">As they stand in the log.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<SharedErasure> RemoveAsync(SystemfelDb db, long caseId, string keys, CancellationToken ct)
    {
        var written = keys.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (codes, tables) = (new List<string>(), new List<string>());
        foreach (var meeting in await db.Meetings.Include(m => m.MinutesVersions).Where(m => m.Notes != "" && m.Items.Any(i => i.DeficiencyId == caseId)).ToListAsync(ct))
        {
            if (!written.Contains(KeyOf<Meeting>(meeting.Id))) continue;
            SetNotes(meeting, Restored);
            codes.Add("meeting");
            tables.AddRange(["Meetings", "MinutesVersions"]);
        }
        foreach (var letter in await db.Letters.Where(l => l.Introduction != "" && l.State == LetterState.Draft && l.Items.Any(i => i.DeficiencyId == caseId)).ToListAsync(ct))
        {
            if (!written.Contains(KeyOf<Letter>(letter.Id))) continue;
            // A letter that is still to leave must not say this.
            SetIntroduction(letter, "");
            codes.Add("letter");
            tables.Add("Letters");
        }
        return new SharedErasure(codes, tables, keys);
    }

    private string Accepted(SharedText standing, ReadText? read)
    {
        if (read is not { IsRead: true }) throw new MoveRefusedException("Läs igenom texten, ta bort det som inte ska stå kvar, och kryssa i att du har läst den.", standing.Key);
        var text = read.Text.ReplaceLineEndings("\n").Trim();
        if (text == standing.Text.ReplaceLineEndings("\n").Trim()) text = standing.Text;
        else if (read.Seen != standing.Seen) throw new MoveRefusedException("Någon annan har ändrat texten sedan du öppnade sidan. Läs den som den är nu och ändra igen.", standing.Key);
        if (text.Length > Longest) throw new MoveRefusedException($"Texten får vara högst {Longest} tecken.", standing.Key);
        if (check.Check(text).Finds.FirstOrDefault(f => f.Certainty == Certainty.Certain) is { } find)
            throw new MoveRefusedException($"Texten kan fortfarande peka ut en person: ”{find.Text}” {find.Reason}. Ta bort det.", standing.Key);
        return text;
    }

    private static void SetNotes(Meeting meeting, string text)
    {
        // The minutes carry the notes along, in each version that was kept with them.
        foreach (var version in meeting.MinutesVersions.Where(v => v.HeadJson.Length > 0))
        {
            var head = JsonNode.Parse(version.HeadJson);
            if (Replaced(head, meeting.Notes, text)) version.HeadJson = head!.ToJsonString();
        }
        meeting.Notes = text;
        meeting.Version++;
    }

    private static void SetIntroduction(Letter letter, string text)
    {
        letter.Introduction = text;
        letter.Version++;
    }

    private static bool Replaced(JsonNode? node, string old, string text)
    {
        var any = false;
        if (node is JsonObject fields)
            foreach (var (key, value) in fields.ToList()) any |= Replaced(value, old, text, v => fields[key] = v);
        if (node is JsonArray items)
            for (var i = 0; i < items.Count; i++) any |= Replaced(items[i], old, text, v => items[i] = v);
        return any;
    }

    private static bool Replaced(JsonNode? node, string old, string text, Action<string> set)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var standing)) return Replaced(node, old, text);
        if (!standing.Contains(old, StringComparison.Ordinal)) return false;
        set(standing.Replace(old, text, StringComparison.Ordinal));
        return true;
    }

    private static string KeyOf<T>(long id) => string.Create(CultureInfo.InvariantCulture, $"{(typeof(T) == typeof(Meeting) ? "notes" : "introduction")}-{id}");
}
