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
/// <param name="Key">'notes-12', a meeting's own notes; 'version-3-12', other notes in a version of its minutes; 'reason-3', why that was made; 'objection-4', what an adjuster wants changed; or 'introduction-7', a letter's own words.</param>
/// <param name="Name">The meeting's group, or the letter's party.</param>
/// <param name="Date">The meeting's day; null for a letter.</param>
/// <param name="Link">The page on which it stands.</param>
/// <param name="Text">How it reads now.</param>
public sealed record SharedText(string Key, string Name, DateOnly? Date, string Link, string Text)
{
    /// <summary>Swedish: what it is, of that meeting or letter.</summary>
    public string What { get; init; } = "";

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
/// Texts that a case shares with others: the own notes of meetings that it was before, as they are and as each version of the minutes has them;
/// why versions were made, and what adjusters wanted; and the own words of letters that have other points too. Nothing can tell which of their words
/// are the case's, so whoever erases it reads them and writes over what must go.
/// </summary>
internal sealed class SharedTexts(SystemfelDb db, TextCheck check)
{
    /// <summary>What stands in a restored database in the place of a text that had been written over.</summary>
    public const string Restored = "Texten är borttagen. Uppgifter raderades ur den, och databasen har sedan dess lästs in från en säkerhetskopia där de fanns kvar.";

    private const int Longest = 20_000;

    /// <summary>A shared text, and what writes over it wherever it stands.</summary>
    private sealed record Place(SharedText Text, string Code, IReadOnlyList<string> Tables, Action<string> Write)
    {
        /// <summary>Whether a key of the log names this text; in a copy from before a version was kept, its words are still the meeting's own notes.</summary>
        public Func<string, bool> IsNamedBy { get; init; } = key => key == Text.Key;
    }

    /// <summary>What is to be read, by day and name.</summary>
    public static async Task<IReadOnlyList<SharedText>> OfAsync(SystemfelDb db, long caseId, CancellationToken ct) =>
        [.. (await PlacesAsync(db, caseId, ct)).Select(p => p.Text)];

    private static async Task<IReadOnlyList<Place>> PlacesAsync(SystemfelDb db, long caseId, CancellationToken ct)
    {
        var held = await db.AgendaItems.Where(i => i.DeficiencyId == caseId).Select(i => i.MeetingId).Distinct().ToListAsync(ct);
        var meetings = await db.Meetings.Where(m => held.Contains(m.Id) && (m.Notes != "" || m.MinutesVersions.Count > 0)).OrderBy(m => m.Date).ThenBy(m => m.Id)
            .Include(m => m.Group).Include(m => m.MinutesVersions).Include(m => m.Adjustments).AsSplitQuery().ToListAsync(ct);
        var written = await db.LetterItems.Where(i => i.DeficiencyId == caseId).Select(i => i.LetterId).Distinct().ToListAsync(ct);
        var letters = await db.Letters.Where(l => written.Contains(l.Id) && l.Introduction != "" && l.Items.Any(i => i.DeficiencyId != caseId))
            .OrderBy(l => l.Id).Include(l => l.Party).ToListAsync(ct);
        return [.. meetings.SelectMany(OfMeeting), .. letters.Select(l => new Place(
            new SharedText(KeyOf("introduction", l.Id), l.Party.Name, null, $"/brev/{l.Id}", l.Introduction) { What = "Egna ord i brevet till" }, "letter", ["Letters"], t => SetIntroduction(l, t)))];
    }

    private static IEnumerable<Place> OfMeeting(Meeting meeting)
    {
        SharedText Text(string key, string link, string text, string what) => new(key, meeting.Group.Name, meeting.Date, link, text) { What = what };
        var page = $"/mote/{meeting.Id}/anteckningar";
        string OfVersion(MinutesVersion v) => $"{KeyOf("version", v.Id)}-{meeting.Id}";
        var others = meeting.MinutesVersions.Where(v => NotesIn(v) is { Length: > 0 } notes && notes != meeting.Notes).OrderBy(v => v.Number).ToList();
        if (meeting.Notes.Length > 0)
            yield return new Place(Text(KeyOf("notes", meeting.Id), page, meeting.Notes, "Anteckningar från mötet med"), "meeting", ["Meetings", "MinutesVersions"], t => SetNotes(meeting, t))
            {
                IsNamedBy = key => key == KeyOf("notes", meeting.Id)
                    || (key.StartsWith("version-", StringComparison.Ordinal) && key.EndsWith($"-{meeting.Id}", StringComparison.Ordinal) && !others.Exists(v => OfVersion(v) == key)),
            };
        // Each other wording once, however many versions have it.
        foreach (var same in others.GroupBy(NotesIn))
        {
            var first = same.First();
            yield return new Place(Text(OfVersion(first), $"/mote/{meeting.Id}/protokoll/{first.Number}", same.Key, $"Anteckningar i version {first.Number} från mötet med"), "meeting", ["MinutesVersions"], t =>
            {
                foreach (var version in same) SetNotes(version, t);
            })
            {
                IsNamedBy = key => same.Any(v => OfVersion(v) == key),
            };
        }
        foreach (var v in meeting.MinutesVersions.Where(v => v.Reason.Length > 0).OrderBy(v => v.Number))
            yield return new Place(Text(KeyOf("reason", v.Id), $"/mote/{meeting.Id}/protokoll/{v.Number}", v.Reason, $"Varför version {v.Number} gjordes, från mötet med"), "meeting", ["MinutesVersions"], t => v.Reason = Left(t));
        foreach (var a in meeting.Adjustments.Where(a => a.Objection.Length > 0).OrderBy(a => a.Id))
            yield return new Place(Text(KeyOf("objection", a.Id), page, a.Objection, "Vad en justerare vill ändra, från mötet med"), "meeting", ["Adjustments"], t => a.Objection = Left(t));
    }

    /// <summary>Writes over what was changed, inside the caller's transaction; the case's row is taken already.</summary>
    /// <exception cref="MoveRefusedException">One has not been read, has been changed since, or still points at a person; the input is its key.</exception>
    public async Task<SharedErasure> WriteAsync(Deficiency subject, IReadOnlyList<ReadText> read, CancellationToken ct)
    {
        foreach (var meeting in await db.AgendaItems.Where(i => i.DeficiencyId == subject.Id).Select(i => i.MeetingId).Distinct().OrderBy(id => id).ToListAsync(ct))
            await CaseLocks.MeetingAsync(db, meeting, ct);
        var (codes, tables, keys) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var place in await PlacesAsync(db, subject.Id, ct))
        {
            var text = Accepted(place.Text, read.FirstOrDefault(r => r.Key == place.Text.Key));
            if (text == place.Text.Text) continue;
            keys.Add(place.Text.Key);
            place.Write(text);
            codes.Add(place.Code);
            tables.AddRange(place.Tables);
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
        foreach (var place in (await PlacesAsync(db, caseId, ct)).Where(p => written.Any(p.IsNamedBy)))
        {
            // A letter that is still to leave must not say this; one that has left is not written over here.
            if (place.Code == "letter" && !await IsDraftAsync(db, place.Text.Key, ct)) continue;
            place.Write(place.Code == "letter" ? "" : Restored);
            codes.Add(place.Code);
            tables.AddRange(place.Tables);
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
        foreach (var version in meeting.MinutesVersions.Where(v => NotesIn(v) == meeting.Notes)) SetNotes(version, text);
        meeting.Notes = text;
        meeting.Version++;
    }

    private static void SetNotes(MinutesVersion version, string text)
    {
        var head = JsonNode.Parse(version.HeadJson)!;
        head[nameof(MinutesHead.Notes)] = text;
        version.HeadJson = head.ToJsonString();
    }

    private static string NotesIn(MinutesVersion version) =>
        version.HeadJson.Length == 0 ? "" : (string?)JsonNode.Parse(version.HeadJson)?[nameof(MinutesHead.Notes)] ?? "";

    private static void SetIntroduction(Letter letter, string text)
    {
        letter.Introduction = text;
        letter.Version++;
    }

    /// <summary>Where something stood that means more than its words.</summary>
    private static string Left(string text) => text.Length == 0 ? TextPlaces.ErasedTitle : text;

    private static Task<bool> IsDraftAsync(SystemfelDb db, string key, CancellationToken ct)
    {
        var id = long.Parse(key[(key.IndexOf('-', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        return db.Letters.AnyAsync(l => l.Id == id && l.State == LetterState.Draft, ct);
    }

    private static string KeyOf(string what, long id) => string.Create(CultureInfo.InvariantCulture, $"{what}-{id}");
}
