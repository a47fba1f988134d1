using System.Security.Cryptography;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Letters;
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
            if (letter.Items.Count == 0) simulation.Remove(letter);
            else Send(simulation, letter, $"{simulation.Facts.Organisation.RegistryPrefix} {at.Year}/{++number}", actor, at, nonce());
        }
    }

    /// <summary>What sending does to a letter, with what is drawn at random taken from the nonce: two runs make the same letters.</summary>
    public static void Seal(CaseSimulation simulation, Letter letter, string reference, Actor actor, DateTimeOffset at, byte[] nonce)
    {
        var contact = simulation.Facts.Parties[letter.PartyId].Contacts.First(c => c.Id == letter.ContactId);
        var tag = Crockford.Encode(nonce)[..6];
        var recipient = LetterSending.Seal(letter, contact, reference, tag, actor.AccountId, at, simulation.Route.Deadlines.TokenDays, nonce);
        (recipient.Id, recipient.LetterId, recipient.Delivery) = (simulation.Next<LetterRecipient>(), letter.Id, DeliveryState.Sent);
        // No token was ever given out for a letter of the past, so none can match.
        recipient.TokenHash = SHA256.HashData(nonce);
        letter.Subject = $"Systemfel att besvara [#{tag}]";
        simulation.TakesNoMore(letter);
    }

    private static void Send(CaseSimulation simulation, Letter letter, string reference, Actor actor, DateTimeOffset at, byte[] nonce)
    {
        Seal(simulation, letter, reference, actor, at, nonce);
        foreach (var item in letter.Items)
        {
            var subject = simulation.Case(item.DeficiencyId);
            var bookmark = subject.Bookmarks.First(b => b.LetterItemId == item.Id);
            simulation.Record(subject, "letter-sent",
                new { letter = letter.Id, reference, party = simulation.Facts.Parties[letter.PartyId].Name, due = letter.AnswerBy, item = item.Number },
                bookmark.Addressee, actor, at);
        }
    }
}
