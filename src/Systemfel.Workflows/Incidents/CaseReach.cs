using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Incidents;

/// <summary>
/// Whether a case has left the PO team. A text that has not is a working draft, and may be erased; one that has been sent, or that someone
/// outside may read, is an official document (allmän handling), and may only be hidden.
/// </summary>
internal static class CaseReach
{
    private static readonly string[] Passed = ["referred", "county-informed", "sent-national", "letter-sent", "answer-accepted"];

    public static async Task<bool> HasLeftAsync(SystemfelDb db, Deficiency subject, CancellationToken ct) =>
        subject.Grants.Count > 0 || subject.SideNotes.Count > 0
        // A decision that was undone took the grant back, but someone may have read.
        || await db.CaseEvents.AnyAsync(e => e.DeficiencyId == subject.Id && Passed.Contains(e.Kind), ct)
        || await db.LetterItems.AnyAsync(i => i.DeficiencyId == subject.Id && i.Letter.State == LetterState.Sent, ct)
        // Mail to the ombuds of the team itself has not left it.
        || await db.OutboxItems.AnyAsync(o => o.DeficiencyId == subject.Id && o.Purpose != OutboxPurpose.Ombud
            && (o.State == OutboxState.Sent || o.State == OutboxState.Sending), ct)
        // So has a document of the year that tells of it, once others than the service have had it to read.
        || await db.YearPassageCases.AnyAsync(c => c.DeficiencyId == subject.Id && YearReach.Left(db).Any(p => p.Id == c.PassageId), ct)
        || await db.Answers.AnyAsync(a => a.DeficiencyId == subject.Id, ct);
}
