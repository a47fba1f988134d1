using Systemfel.Data.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Demo;

/// <summary>Sends the letters of a simulated meeting, as the coordinator would.</summary>
internal static class LetterPosting
{
    public static void SendAll(CaseSimulation simulation, IReadOnlyDictionary<int, int> sentBefore, Actor actor, DateTimeOffset at, Func<byte[]> nonce)
    {
        var number = sentBefore.GetValueOrDefault(at.Year);
        foreach (var letter in simulation.Letters.Where(l => l.State == LetterState.Draft).ToList())
        {
            letter.Items.RemoveAll(i => simulation.Case(i.DeficiencyId).Bookmarks.All(b => b.LetterItemId != i.Id));
            if (letter.Items.Count == 0)
            {
                letter.State = LetterState.Cancelled;
                continue;
            }
            Send(simulation, letter, $"{simulation.Facts.Organisation.RegistryPrefix} {at.Year}/{++number}", actor, at, nonce);
        }
    }

    private static void Send(CaseSimulation simulation, Letter letter, string reference, Actor actor, DateTimeOffset at, Func<byte[]> nonce)
    {
        var contact = simulation.Facts.Parties[letter.PartyId].Contacts.First(c => c.Id == letter.ContactId);
        var random = nonce();
        simulation.Seal(letter, at);
        letter.Reference = reference;
        letter.SentById = actor.AccountId;
        letter.Tag = string.Concat(random.Take(6).Select(b => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[b % 32]));
        letter.Subject = $"Systemfel att besvara [#{letter.Tag}]";
        var recipient = new LetterRecipient
        {
            Id = simulation.Next<LetterRecipient>(),
            LetterId = letter.Id,
            Address = contact.Address,
            Name = contact.Name,
            Domains = contact.Domains,
            Nonce = random,
            // No token was ever given out for a letter of the past, so none can match.
            TokenHash = System.Security.Cryptography.SHA256.HashData(random),
            ExpiresOn = letter.AnswerBy.AddDays(simulation.Route.Deadlines.TokenDays),
            Delivery = DeliveryState.Sent,
        };
        letter.Recipients.Add(recipient);
        for (var i = 0; i < letter.Items.Count; i++)
        {
            var item = letter.Items[i];
            item.Number = i + 1;
            var subject = simulation.Case(item.DeficiencyId);
            var bookmark = subject.Bookmarks.First(b => b.LetterItemId == item.Id);
            simulation.Record(subject, "letter-sent",
                new { letter = letter.Id, reference, party = simulation.Facts.Parties[letter.PartyId].Name, due = letter.AnswerBy, item = item.Number },
                bookmark.Addressee, actor, at);
        }
    }
}
