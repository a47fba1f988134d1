using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Incidents;

/// <summary>
/// Takes words out of the rows they stand in: for good, or into sealed originals beside them. Either way the rows themselves no longer
/// hold the words, so that no screen, search, export or mail can show them.
/// </summary>
internal sealed class TextSealing(SystemfelDb db)
{
    /// <summary>Why a queued mail was stopped; a text that is shown again is queued again.</summary>
    public const string Stopped = "stoppat: texten är maskerad";

    /// <summary>Erases the words of these rows. Drafts go as a whole.</summary>
    /// <returns>Codes of the places in which there were any.</returns>
    public List<string> Erase(IEnumerable<object> rows)
    {
        var places = new List<string>();
        foreach (var row in rows)
        {
            var entry = db.Entry(row);
            if (entry.State is EntityState.Deleted or EntityState.Detached) continue;
            foreach (var (place, property, text) in TextsOf(entry))
            {
                var left = place.Erased(text);
                if (left == text) continue;
                Set(entry, property, left);
                places.Add(place.Code);
            }
            if (row is Draft) entry.State = EntityState.Deleted;
        }
        return places;
    }

    /// <summary>Moves the words of these rows into sealed originals of the incident.</summary>
    /// <returns>Codes of the places in which there were any.</returns>
    public List<string> Seal(IEnumerable<object> rows, Incident incident)
    {
        var places = new List<string>();
        foreach (var row in rows)
        {
            var entry = db.Entry(row);
            foreach (var (place, property, text) in TextsOf(entry))
            {
                var shown = place.Masked(text);
                // What is masked already is another incident's.
                if (shown == text) continue;
                db.Add(new SealedText { Incident = incident, Place = place.Name, RowId = IdOf(entry), Text = text, Bytes = (row as CaseEvent)?.Salt });
                Set(entry, property, shown);
                places.Add(place.Code);
            }
            foreach (var place in TextPlaces.BytesOf(row))
            {
                var property = entry.Property(place.Property);
                if (property.CurrentValue is not byte[] { Length: > 0 } bytes) continue;
                db.Add(new SealedText { Incident = incident, Place = place.Name, RowId = IdOf(entry), Bytes = bytes });
                property.CurrentValue = Array.Empty<byte>();
                places.Add(place.Code);
            }
        }
        return places;
    }

    /// <summary>Puts sealed originals back where they stood, exactly. Where somebody has written something else since, that stays.</summary>
    public async Task RestoreAsync(IReadOnlyList<SealedText> originals, CancellationToken ct)
    {
        foreach (var original in originals)
        {
            var place = TextPlaces.Find(original.Place);
            if (await db.FindAsync(place.Entity, [original.RowId], ct) is { } row)
            {
                var property = db.Entry(row).Property(place.Property);
                if (original.Text == null)
                {
                    if (property.CurrentValue is byte[] { Length: 0 }) property.CurrentValue = original.Bytes;
                }
                else if ((string?)property.CurrentValue == place.Masked(original.Text))
                {
                    property.CurrentValue = original.Text;
                    if (row is CaseEvent e) e.Salt = original.Bytes;
                }
                if (row is OutboxItem { State: OutboxState.Cancelled, LastError: Stopped } mail) (mail.State, mail.LastError) = (OutboxState.Queued, "");
            }
            db.Remove(original);
        }
    }

    private static IEnumerable<(TextPlace Place, PropertyEntry Property, string Text)> TextsOf(EntityEntry entry)
    {
        foreach (var place in TextPlaces.Of(entry.Entity))
        {
            var property = entry.Property(place.Property);
            if (property.CurrentValue is string { Length: > 0 } text) yield return (place, property, text);
        }
    }

    private static void Set(EntityEntry entry, PropertyEntry property, string? text)
    {
        property.CurrentValue = text;
        // Without its data an event's salt would still let names be tried against the commitment.
        if (entry.Entity is CaseEvent e && text == null) e.Salt = null;
    }

    private static long IdOf(EntityEntry entry) => (long)entry.Property("Id").CurrentValue!;
}
