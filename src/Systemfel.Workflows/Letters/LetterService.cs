using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Letters;

/// <summary>What the coordinator decides about a letter before it leaves.</summary>
/// <param name="Introduction">Own words above the points; may be empty.</param>
/// <param name="AnswerBy">The last day to answer.</param>
/// <param name="ContactId">A contact of the letter's party.</param>
public sealed record LetterEdit(string Introduction, DateOnly? AnswerBy, long? ContactId)
{
    /// <summary>Points whose words are changed; those that are not named stay as they are.</summary>
    public IReadOnlyList<LetterPointText> Points { get; init; } = [];

    internal static string Own(string text) => text.ReplaceLineEndings("\n").Trim();
}

/// <summary>A letter as it would leave now.</summary>
/// <param name="Composed">Subject and texts; reference and tag are given when it is sent.</param>
/// <param name="Finds">What may point at a person and has not been answered. Certain finds stop the letter; likely ones ask.</param>
/// <param name="Points">How many points it has.</param>
public sealed record LetterPreview(ComposedLetter Composed, IReadOnlyList<Find> Finds, int Points);

/// <summary>Letters to authorities: edited, looked at and sent by the coordinator.</summary>
public sealed class LetterService
{
    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly RouteCache _routes;
    private readonly TextCheck _check;
    private readonly ReplyTokens _tokens;
    private readonly WorkflowOptions _options;

    internal LetterService(SystemfelDb db, CaseRecorder recorder, RouteCache routes, TextCheck check, ReplyTokens tokens, WorkflowOptions options) =>
        (_db, _recorder, _routes, _check, _tokens, _options) = (db, recorder, routes, check, tokens, options);

    /// <summary>Changes a draft. A new last day goes onto the lines that wait, too.</summary>
    /// <exception cref="CaseNotFoundException">No such letter for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, and the field at fault.</exception>
    public Task EditAsync(long letterId, int version, Actor actor, LetterEdit edit, CancellationToken ct = default) =>
        _recorder.InTransactionAsync(async () =>
        {
            var letter = await DraftAsync(letterId, version, actor, ct);
            var introduction = LetterEdit.Own(edit.Introduction);
            TextCheck.RefuseTooLong(introduction, "introduction");
            if (_check.Check(introduction).Finds.Any(f => f.Certainty == Certainty.Certain))
                throw new MoveRefusedException("Inledningen kan peka ut en person. Ta bort personnummer, telefonnummer och adresser.", "introduction");
            if (edit.AnswerBy is not { } answerBy) throw new MoveRefusedException("Ange när ni vill ha svar.", "answerBy");
            if (answerBy <= _recorder.Today) throw new MoveRefusedException("Svarsdagen har redan varit. Välj en dag framåt.", "answerBy");
            var contact = await _db.Contacts.SingleOrDefaultAsync(c => c.Id == edit.ContactId && c.PartyId == letter.PartyId, ct);
            if (contact is null or { State: ContactState.Retired }) throw new MoveRefusedException("Välj en av mottagarens kontakter.", "contact");
            LetterPointTexts.Write(letter, edit.Points, _check);
            var scopes = new List<MoveScope>();
            if (answerBy != letter.AnswerBy) scopes = await MoveDueAsync(letter, answerBy, actor, ct);
            (letter.Introduction, letter.AnswerBy, letter.ContactId) = (introduction, answerBy, contact.Id);
            letter.Version++;
            await _recorder.SaveAsync(scopes, null, ct);
            return true;
        }, ct);

    /// <summary>Moves a point one step up or down.</summary>
    public Task MoveItemAsync(long letterId, int version, Actor actor, long itemId, bool up, CancellationToken ct = default) =>
        _recorder.InTransactionAsync(async () =>
        {
            var letter = await DraftAsync(letterId, version, actor, ct);
            var items = letter.Items.OrderBy(i => i.Number).ToList();
            var from = items.FindIndex(i => i.Id == itemId);
            var to = from + (up ? -1 : 1);
            if (from < 0) throw new CaseNotFoundException();
            if (to >= 0 && to < items.Count) (items[from], items[to]) = (items[to], items[from]);
            for (var i = 0; i < items.Count; i++) items[i].Number = i + 1;
            letter.Version++;
            await _db.SaveChangesAsync(ct);
            return true;
        }, ct);

    /// <summary>Notes the authority's own number for the letter.</summary>
    public Task SetTheirReferenceAsync(long letterId, Actor actor, string reference, CancellationToken ct = default) =>
        _recorder.InTransactionAsync(async () =>
        {
            var letter = await LoadAsync(letterId, actor, ct, Role.Coordinator, Role.Registrar);
            var text = Ingest.ReadMail.Shown(reference);
            if (text.Length > 60) throw new MoveRefusedException("Beteckningen får vara högst 60 tecken.", "theirReference");
            letter.TheirReference = text;
            letter.Version++;
            await _db.SaveChangesAsync(ct);
            return true;
        }, ct);

    /// <summary>The letter exactly as it would leave, or as it left.</summary>
    public async Task<LetterPreview> PreviewAsync(long letterId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var letter = await LoadAsync(letterId, actor, ct, Role.Coordinator, Role.Registrar);
        letter.Items = await LiveItemsAsync(letter, ct);
        if (letter.State == LetterState.Draft) (letter.Reference, letter.Tag) = ("ges när brevet skickas", "------");
        else if (await SentAsync(letter, ct) is { } sent)
        {
            _db.ChangeTracker.Clear();
            return new LetterPreview(sent, [], letter.Items.Count);
        }
        var signer = letter.State == LetterState.Sent && letter.SentById is { } by
            ? await _db.Users.Where(u => u.Id == by).Select(u => u.DisplayName).SingleAsync(ct)
            : actor.Name;
        var composed = await ComposeAsync(letter, signer, ct);
        var finds = LetterCheck.Open(_check, letter, await OpeningAsync(letter, ct), []);
        var count = letter.Items.Count;
        // What was changed here is for the picture only.
        _db.ChangeTracker.Clear();
        return new LetterPreview(composed, finds, count);
    }

    /// <summary>
    /// Sends: each case gets its event, the letter its reference, the outbox its row, in one transaction. A letter that is sent
    /// already is left as it is.
    /// </summary>
    /// <param name="letterId">The letter.</param>
    /// <param name="version">The version that the page showed.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="key">The form's key.</param>
    /// <param name="accepted">Keys of likely finds of personal data that the coordinator says are no person.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">With a sentence, and the field at fault.</exception>
    public Task<long> SendAsync(
        long letterId, int version, Actor actor, string key, IReadOnlyCollection<string>? accepted = null, CancellationToken ct = default) =>
        _recorder.InTransactionAsync(async () =>
        {
            var letter = await LoadAsync(letterId, actor, ct);
            if (letter.State == LetterState.Sent || await _recorder.IsDoneAsync(key, ct)) return letter.Id;
            RefuseUnlessDraft(letter, version);
            var contact = RefuseWithoutContact(letter);
            if (letter.AnswerBy <= _recorder.Today) throw new MoveRefusedException("Svarsdagen har redan varit. Välj en dag framåt.", "answerBy");
            var live = await LiveItemsAsync(letter, ct);
            _db.RemoveRange(letter.Items.Except(live));
            letter.Items.RemoveAll(i => !live.Contains(i));
            if (live.Count == 0) throw new MoveRefusedException("Brevet har inga punkter kvar: systemfelen har gått vidare. Det finns inget att skicka.");
            if (live.Find(i => i.Deficiency.MaskedAt != null) is { } masked)
                throw new MoveRefusedException($"{masked.Deficiency.Number} är maskerat, så brevet går inte att skicka. Vänta på registratorns beslut, eller avsluta den punkten först.");
            RefuseUnapproved(letter);
            // The texts as they are now: what was written since the page was shown is read too.
            LetterCheck.Refuse(LetterCheck.Open(_check, letter, await OpeningAsync(letter, ct), accepted ?? []));
            await SendAsync(letter, contact, actor, key, accepted ?? [], ct);
            return letter.Id;
        }, ct);

    private Task<ComposedLetter?> SentAsync(Letter letter, CancellationToken ct) =>
        _db.OutboxItems.Where(o => o.LetterRecipient!.LetterId == letter.Id && o.Purpose == OutboxPurpose.Letter && o.Text != "")
            .Select(o => new ComposedLetter(o.Subject, o.Text, o.Html)).FirstOrDefaultAsync(ct);

    private async Task SendAsync(Letter letter, Contact contact, Actor actor, string key, IReadOnlyCollection<string> accepted, CancellationToken ct)
    {
        var scopes = await _recorder.OpenAsync(letter.Items.Select(i => i.DeficiencyId), actor, ct);
        var reference = await NumberSeriesWriter.NextAsync(_db, letter.OrganisationId, letter.Organisation.RegistryPrefix, _recorder.Today.Year, ct);
        var recipient = LetterSending.Seal(letter, contact, reference, await FreeTagAsync(ct), actor.AccountId, _recorder.Now, scopes[0].Route.Deadlines.TokenDays);
        foreach (var item in letter.Items.OrderBy(i => i.Number))
        {
            var scope = scopes.Single(s => s.Case.Id == item.DeficiencyId);
            scope.Case.AcceptedFinds = RememberedFinds.With(scope.Case, LetterCheck.OfPoint(_check, item, accepted));
            LetterSending.Record(scope, item, scope.Case.Bookmarks.Single(b => b.Id == item.BookmarkId), letter.Party.Name);
        }
        await _recorder.SaveAsync(scopes, key, ct);
        var composed = await ComposeAsync(letter, actor.Name, ct);
        _db.Add(LetterSending.Queue(recipient, composed, _options.MailDomain, _tokens, _recorder.Now));
        await _db.SaveChangesAsync(ct);
    }

    private async Task<List<MoveScope>> MoveDueAsync(Letter letter, DateOnly answerBy, Actor actor, CancellationToken ct)
    {
        var live = await LiveItemsAsync(letter, ct);
        var scopes = await _recorder.OpenAsync(live.Select(i => i.DeficiencyId), actor, ct);
        foreach (var bookmark in scopes.SelectMany(s => s.Case.Bookmarks.Where(b => live.Any(i => i.BookmarkId == b.Id)).Select(b => (Scope: s, Line: b))))
        {
            bookmark.Line.Due = answerBy;
            bookmark.Scope.Touch(bookmark.Line);
            bookmark.Scope.Record("answer-by-changed", new { due = answerBy }, bookmark.Line.Addressee);
        }
        return scopes;
    }

    private async Task<ComposedLetter> ComposeAsync(Letter letter, string signer, CancellationToken ct)
    {
        var route = letter.Items.Count > 0
            ? await _db.Instances.Where(i => i.DeficiencyId == letter.Items[0].DeficiencyId).Select(i => i.RouteVersion).SingleAsync(ct)
            : await _db.RouteVersions.SingleAsync(r => r.Id == letter.Organisation.CurrentRouteId, ct);
        return LetterComposer.Compose(LetterContent.Of(letter, letter.Organisation, _routes.Of(route), signer, _recorder.Today, await OpeningAsync(letter, ct)));
    }

    private async Task<string> OpeningAsync(Letter letter, CancellationToken ct)
    {
        var texts = await _db.LetterTemplates.AsNoTracking().Where(t => t.OrganisationId == letter.OrganisationId).ToDictionaryAsync(t => t.Kind, ct);
        return MailTexts.Of(texts, MailTexts.Letter);
    }

    /// <summary>Points whose line still waits for this letter; a line that was taken back leaves its point behind.</summary>
    private async Task<List<LetterItem>> LiveItemsAsync(Letter letter, CancellationToken ct)
    {
        if (letter.State != LetterState.Draft) return [.. letter.Items.OrderBy(i => i.Number)];
        var ids = letter.Items.Select(i => i.Id).ToList();
        var waiting = await _db.Bookmarks.Where(b => b.Stage == Stages.AwaitingAnswer && b.LetterItemId != null && ids.Contains(b.LetterItemId.Value))
            .Select(b => b.LetterItemId!.Value).ToListAsync(ct);
        return [.. letter.Items.Where(i => waiting.Contains(i.Id)).OrderBy(i => i.Number)];
    }

    private async Task<string> FreeTagAsync(CancellationToken ct)
    {
        while (true)
        {
            var tag = Crockford.Random(6);
            if (!await _db.Letters.AnyAsync(l => l.Tag == tag, ct)) return tag;
        }
    }

    private async Task<Letter> DraftAsync(long id, int version, Actor actor, CancellationToken ct)
    {
        var letter = await LoadAsync(id, actor, ct);
        RefuseUnlessDraft(letter, version);
        return letter;
    }

    private Task<Letter> LoadAsync(long id, Actor actor, CancellationToken ct) => LoadAsync(id, actor, ct, Role.Coordinator);

    private async Task<Letter> LoadAsync(long id, Actor actor, CancellationToken ct, params Role[] roles)
    {
        var letter = await _db.Letters.Include(l => l.Items).ThenInclude(i => i.Deficiency).Include(l => l.Meeting!.Group)
            .Include(l => l.Party).Include(l => l.Contact).Include(l => l.Recipients).Include(l => l.Organisation)
            .AsSplitQuery().SingleOrDefaultAsync(l => l.Id == id, ct);
        return letter != null && roles.Any(r => actor.Has(letter.OrganisationId, r)) ? letter : throw new CaseNotFoundException();
    }

    private static void RefuseUnlessDraft(Letter letter, int version)
    {
        if (letter.State != LetterState.Draft) throw new MoveRefusedException("Brevet är redan skickat och kan inte ändras.");
        if (letter.Version != version) throw new StaleLetterException();
    }

    private static void RefuseUnapproved(Letter letter)
    {
        var waiting = letter.Items.Where(i => FourEyes.IsMissing(letter.Organisation, i.Deficiency)).Select(i => i.Deficiency.Number).ToList();
        if (waiting.Count > 0)
            throw new MoveRefusedException($"Texten i {string.Join(", ", waiting)} är inte godkänd av en kollega än. Be någon som inte har skrivit den att läsa och godkänna den på systemfelets sida, och skicka sedan brevet.");
    }

    private static Contact RefuseWithoutContact(Letter letter) => letter.Contact switch
    {
        null => throw new MoveRefusedException("Välj vem brevet ska gå till.", "contact"),
        { State: ContactState.Retired } c => throw new MoveRefusedException($"{c.Name} används inte längre. Välj en annan kontakt.", "contact"),
        { } c when !Systemfel.Mail.MailAddressCheck.IsValid(c.Address) => throw new MoveRefusedException($"Adressen till {c.Name} går inte att skicka till. Rätta kontakten.", "contact"),
        { } c => c,
    };
}

/// <summary>Someone else changed the letter since the page was opened. Nothing was stored.</summary>
public sealed class StaleLetterException() : MoveRefusedException(
    "Någon annan har ändrat brevet sedan du öppnade sidan. Ditt har inte sparats. Läs brevet som det är nu och försök igen.");
