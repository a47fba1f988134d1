using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>The note of an item, which the item's page and each decision on it bring along.</summary>
internal static class ItemNote
{
    /// <param name="item">As it is stored.</param>
    /// <param name="typed">What the form holds.</param>
    /// <param name="seen">The <see cref="NotesVersion"/> that the form was made from.</param>
    /// <param name="isDecision">Whether a decision comes with it, which then is not stored either.</param>
    /// <exception cref="StaleNotesException">Someone else has written it meanwhile.</exception>
    public static void Write(AgendaItem item, string typed, string? seen, bool isDecision = false)
    {
        var text = typed.Trim();
        // What nobody typed in overwrites nothing: a decision often carries a note along that was written before.
        if (text == item.Note || NotesVersion.OfNote(text) == seen) return;
        if (NotesVersion.Of(item) != seen) throw new StaleNotesException(item.Note, isDecision);
        item.Note = text;
    }
}
