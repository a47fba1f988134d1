using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Letters;

/// <summary>An organisation's own words for its mails: changed, put back and tried by the coordinator.</summary>
public sealed class MailTextService
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;
    private readonly WorkflowOptions _options;

    internal MailTextService(SystemfelDb db, SwedishCalendar calendar, TextCheck check, WorkflowOptions options) =>
        (_db, _calendar, _check, _options) = (db, calendar, check, options);

    /// <summary>Keeps a text. Empty, or the product's own words, means those.</summary>
    /// <param name="organisationId">Whose.</param>
    /// <param name="kind">One of <see cref="MailTexts.All"/>.</param>
    /// <param name="text">The opening words.</param>
    /// <param name="version">The version that the page showed; 0 when there was none.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="accepted">Keys of likely finds of personal data that the coordinator says are no person.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such kind, or not for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence.</exception>
    public async Task ChangeAsync(long organisationId, string kind, string text, int version, Actor actor, IReadOnlyCollection<string>? accepted = null, CancellationToken ct = default)
    {
        var own = Refuse(kind, text);
        if (!actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        var template = await _db.LetterTemplates.SingleOrDefaultAsync(t => t.OrganisationId == organisationId && t.Kind == kind, ct);
        if ((template?.Version ?? 0) != version)
            throw new MoveRefusedException("Någon annan har ändrat texten sedan du öppnade sidan. Din text står kvar här. Läs den andra i en ny flik innan du sparar igen.", "text");
        if (OpenFinds(_check, kind, own, template, accepted ?? []) is [var open, ..])
            throw new MoveRefusedException($"Texten kan peka ut en person: ”{open.Text}” {open.Reason}. Ta bort det, eller kryssa i att ingen person pekas ut.", "accepted");
        if (template == null) _db.Add(template = new LetterTemplate { OrganisationId = organisationId, Kind = kind });
        template.Text = own == MailTexts.Find(kind)!.Text ? "" : own;
        template.ChangedAt = _calendar.Now;
        template.ChangedById = actor.AccountId;
        template.Version++;
        try
        {
            await _db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new MoveRefusedException("Någon annan sparade samtidigt. Din text står kvar här. Spara igen om den ska gälla.", "text");
        }
    }

    /// <summary>Sends the text, with made-up points, to the coordinator's own address.</summary>
    /// <exception cref="MoveRefusedException">With a sentence.</exception>
    public async Task TryAsync(long organisationId, string kind, string text, Actor actor, string key, CancellationToken ct = default)
    {
        var own = Refuse(kind, text);
        if (!actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        var uniqueKey = $"try:{actor.AccountId}:{key}";
        if (await _db.OutboxItems.AnyAsync(o => o.UniqueKey == uniqueKey, ct)) return;
        var account = await _db.Users.SingleAsync(a => a.Id == actor.AccountId, ct);
        var organisation = await _db.Organisations.SingleAsync(o => o.Id == organisationId, ct);
        var sample = MailTextSample.Of(kind, own, organisation, actor.Name, _calendar.Today);
        _db.Add(new OutboxItem
        {
            OrganisationId = organisationId,
            UniqueKey = uniqueKey,
            Purpose = OutboxPurpose.Trial,
            ToAddress = account.Email!,
            ToName = account.DisplayName,
            Subject = "Prov: " + sample.Subject,
            Text = sample.Text,
            Html = sample.Html,
            MessageId = LetterMail.MessageIdOf(uniqueKey, _options.MailDomain),
            IsAutomatic = true,
            CreatedAt = _calendar.Now,
            NextAttemptAt = _calendar.Now,
        });
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>What is left to answer in a text: what stands in the one that is used now has been answered.</summary>
    /// <param name="check">The check.</param>
    /// <param name="kind">One of <see cref="MailTexts.All"/>.</param>
    /// <param name="text">The opening words.</param>
    /// <param name="standing">What is stored; null for the product's own words.</param>
    /// <param name="accepted">Keys that are answered now.</param>
    public static IReadOnlyList<Find> OpenFinds(TextCheck check, string kind, string text, LetterTemplate? standing, IReadOnlyCollection<string> accepted)
    {
        var used = standing is { Text.Length: > 0 } ? standing.Text : MailTexts.Find(kind)!.Text;
        return [.. check.Check(text, accepted.Concat(check.Check(used).Finds.Select(f => f.Key))).Open.DistinctBy(f => f.Key)];
    }

    private string Refuse(string kind, string text)
    {
        if (MailTexts.Find(kind) == null) throw new CaseNotFoundException();
        var own = text.ReplaceLineEndings("\n").Trim();
        if (own == "") own = MailTexts.Find(kind)!.Text;
        if (own.Length > MailTexts.Longest) throw new MoveRefusedException($"Texten är för lång. Korta den till högst {MailTexts.Longest} tecken.", "text");
        if (MailTexts.Unknown(own) is [var field, ..])
            throw new MoveRefusedException($"Fältet {{{field}}} finns inte. Använd något av {string.Join(", ", MailTexts.Fields.Keys.Select(f => $"{{{f}}}"))}.", "text");
        if (_check.Check(own).Finds.FirstOrDefault(f => f.Certainty == Certainty.Certain) is { } find)
            throw new MoveRefusedException($"Texten kan peka ut en person: {find.Reason}. Ta bort det.", "text");
        return own;
    }
}
