using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Systemfel.Data.Meetings;

namespace Systemfel.Workflows.Meetings;

/// <summary>
/// Names the notes of a meeting and who was there as somebody saw them, so that a form can tell whether they have been rewritten
/// since. Decisions, which also change the meeting, do not change it.
/// </summary>
public static class NotesVersion
{
    /// <param name="meeting">Loaded with its attendances.</param>
    public static string Of(Meeting meeting) => Of(
        meeting.Notes, meeting.Attendances.OrderBy(a => a.Id).Select(a => new AttendanceRow(a.PartyId, a.Name, a.IsPresent, a.IsSubstitute)));

    /// <param name="item">Its note alone.</param>
    public static string Of(AgendaItem item) => OfNote(item.Note);

    internal static string OfNote(string note) => Hash(note);

    internal static string Of(string notes, IEnumerable<AttendanceRow> attendances) => Hash(JsonSerializer.Serialize((object[])[notes, attendances.ToArray()]));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
