using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Reminders;

/// <summary>Tells a group's chairs which questions have become very late; one mail a chair and run.</summary>
internal sealed class ChairMail(SystemfelDb db, WorkflowOptions options)
{
    /// <summary>Adds the mails to what the moves queue; they are stored together.</summary>
    public async Task QueueAsync(IReadOnlyList<(MoveScope Scope, Bookmark Line)> late, CancellationToken ct)
    {
        foreach (var group in late.GroupBy(l => l.Line.GroupId!.Value))
        {
            var chairs = await db.Memberships.Where(m => m.GroupId == group.Key && m.IsChair && m.Account.DisabledAt == null)
                .Select(m => new { m.AccountId, m.Account.Email, m.Account.DisplayName }).Distinct().ToListAsync(ct);
            foreach (var chair in chairs.Where(c => !string.IsNullOrEmpty(c.Email)))
                group.First().Scope.Outgoing.Add(Write([.. group], chair.AccountId, chair.Email!, chair.DisplayName));
        }
    }

    private OutboxItem Write(IReadOnlyList<(MoveScope Scope, Bookmark Line)> late, long accountId, string address, string name)
    {
        var (scope, line) = late[0];
        var key = $"chair:{accountId}:{line.Id}:{line.Due:yyyy-MM-dd}";
        var groupName = scope.Facts.Groups.Values.First(g => g.Id == line.GroupId).Name;
        var text = new StringBuilder().Append($"Hej!\n\nDe här frågorna från {groupName} har inte fått svar i tid, trots påminnelser:\n\n");
        foreach (var (s, b) in late)
        {
            var party = s.Facts.Parties.GetValueOrDefault(b.WaitsForPartyId ?? 0)?.Name;
            text.Append($"- {s.Case.Number} {s.Case.Title}{(party == null ? "" : $" ({party})")}, svar skulle ha kommit {SwedishText.Date(b.Due!.Value)}\n");
        }
        text.Append("\nFrågorna står på gruppens nästa dagordning. ").Append(options.PublicBaseUrl).Append("/register\n\n").Append(SwedishText.Signature(scope.Facts.Organisation));
        var mail = OwnMail.Of(
            key, scope.Case.OrganisationId, OutboxPurpose.Chair, (address, name), late.Count == 1 ? $"Försenat svar: {scope.Case.Number}" : $"{late.Count} försenade svar till {groupName}", text.ToString(), scope.Now, options);
        mail.DeficiencyId = late.Count == 1 ? scope.Case.Id : null;
        return mail;
    }
}
