using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Ingest;

/// <summary>A letter that an unsorted mail may belong to, and why it seems so.</summary>
/// <param name="LetterId">The letter.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Party">Whom it went to.</param>
/// <param name="Why">Swedish, strongest first.</param>
public sealed record LetterGuess(long LetterId, string Reference, string Party, IReadOnlyList<string> Why)
{
    /// <summary>Reads what is stored on a mail.</summary>
    public static IReadOnlyList<LetterGuess> Read(string json) => JsonSerializer.Deserialize<List<LetterGuess>>(json, JsonSerializerOptions.Web) ?? [];
}

/// <summary>Guesses for a mail without a token that works. Anyone can write any of these signs, so none of them files a mail.</summary>
internal sealed class LetterGuesses(SystemfelDb db, ReplyTokens tokens)
{
    private const int Most = 5;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private (long OrganisationId, long At, List<Letter> Letters)? _loaded;

    public async Task<string> FindAsync(long organisationId, ReadMail read, CancellationToken ct)
    {
        var letters = await LettersAsync(organisationId, ct);
        var answered = new[] { read.Message.InReplyTo ?? "" }.Concat(read.Message.References).Where(id => id != "").Take(50).ToList();
        var ours = await db.OutboxItems.Where(o => o.LetterId != null && answered.Contains(o.MessageId)).Select(o => o.LetterId!.Value).ToListAsync(ct);
        // A token of the right form that is nobody's may have one wrong character, too.
        IReadOnlyList<string> near = [.. TokenFinder.Find(read.Message), .. TokenFinder.FindSimilar(read.Message)];
        var guesses = letters
            .Select(l => (Letter: l, Signs: Signs(l, read, ours, near).OrderByDescending(s => s.Weight).ToList()))
            .Where(g => g.Signs.Count > 0).OrderByDescending(g => g.Signs.Sum(s => s.Weight)).ThenByDescending(g => g.Letter.SentAt).Take(Most)
            .Select(g => new LetterGuess(g.Letter.Id, g.Letter.Reference, g.Letter.Party.Name, [.. g.Signs.Select(s => s.Why)]));
        return JsonSerializer.Serialize(guesses, EventChain.Json);
    }

    /// <summary>The letters that may be meant, kept for a moment: when a thousand mails are read after one another they are the same ones.</summary>
    private async Task<List<Letter>> LettersAsync(long organisationId, CancellationToken ct)
    {
        if (_loaded is { } loaded && loaded.OrganisationId == organisationId && Stopwatch.GetElapsedTime(loaded.At) < Fresh) return loaded.Letters;
        var letters = await db.Letters.AsNoTracking().Include(l => l.Recipients).Include(l => l.Party).Include(l => l.Items).ThenInclude(i => i.Deficiency)
            .Where(l => l.OrganisationId == organisationId && l.State == LetterState.Sent)
            .OrderByDescending(l => l.SentAt).Take(500).AsSplitQuery().ToListAsync(ct);
        _loaded = (organisationId, Stopwatch.GetTimestamp(), letters);
        return letters;
    }

    private IEnumerable<(int Weight, string Why)> Signs(Letter letter, ReadMail read, List<long> ours, IReadOnlyList<string> near)
    {
        var message = read.Message;
        if (near.Count > 0 && letter.Recipients.Any(r => r.Nonce.Length > 0 && near.Any(n => DiffersByOne(n, tokens.Of(r)))))
            yield return (50, "Adressen skiljer i ett tecken från brevets svarsadress");
        if (ours.Contains(letter.Id)) yield return (40, "Är ett svar på vårt brev (References)");
        if (letter.Tag != "" && TokenFinder.FindTag(message.Subject) == letter.Tag) yield return (30, $"Ämnesraden har [#{letter.Tag}]");
        if (letter.TheirReference != "" && (message.Subject + "\n" + message.Text).Contains(letter.TheirReference, StringComparison.OrdinalIgnoreCase))
            yield return (25, $"Nämner deras beteckning {letter.TheirReference}");
        if (letter.Reference != "" && (message.Subject + "\n" + message.Text).Contains(letter.Reference, StringComparison.OrdinalIgnoreCase))
            yield return (25, $"Nämner vår beteckning {letter.Reference}");
        if (letter.Items.FirstOrDefault(i => (message.Subject + "\n" + read.Reply.NewText).Contains(i.Deficiency.Number, StringComparison.OrdinalIgnoreCase)) is { } item)
            yield return (20, $"Nämner {item.Deficiency.Number}");
        if (message.From.Count > 0 && letter.Recipients.Any(r => r.Address.Equals(message.From[0].Address, StringComparison.OrdinalIgnoreCase)))
            yield return (15, "Avsändaren är den som fick brevet");
        else if (message.From.Count > 0 && letter.Recipients.Any(r => r.Domains.Split(' ').Contains(message.From[0].Domain)))
            yield return (5, "Avsändarens domän är mottagarens");
    }

    /// <summary>One character wrong, missing or too many.</summary>
    internal static bool DiffersByOne(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1) return false;
        if (a.Length < b.Length) (a, b) = (b, a);
        var i = 0;
        while (i < b.Length && a[i] == b[i]) i++;
        return a.AsSpan(i + (i < a.Length ? 1 : 0)).SequenceEqual(a.Length == b.Length ? b.AsSpan(Math.Min(i + 1, b.Length)) : b.AsSpan(i));
    }
}
