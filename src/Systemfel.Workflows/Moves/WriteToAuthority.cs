using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Skriv till myndigheten': an item in the meeting's letter to each chosen contact; each contact answers for itself.</summary>
/// <param name="ContactIds">One, or several when the question concerns several municipalities.</param>
/// <param name="AnswerBy">The last day to answer.</param>
/// <param name="Note">For the minutes; may be empty.</param>
public sealed record WriteToAuthority(IReadOnlyList<long> ContactIds, DateOnly? AnswerBy, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "write-to-authority";

    internal override bool Gives(string input) => input switch
    {
        "contact" => ContactIds.Count > 0,
        "date" => AnswerBy != null,
        _ => true,
    };

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        var contacts = Contacts(scope);
        if (contacts.Count != ContactIds.Distinct().Count()) throw new MoveRefusedException(Inputs.Known["contact"], "contact");
        if (contacts.FirstOrDefault(c => c.State == ContactState.Retired) is { } gone)
            throw new MoveRefusedException($"{gone.Name} används inte längre. Välj en annan kontakt.", "contact");
        if (AnswerBy <= scope.Today) throw new MoveRefusedException("Svarsdagen har redan varit. Välj en dag framåt.", "date");
    }

    internal override DecisionText Describe(MoveScope scope) => new(
        "Skriv till myndigheten", string.Join(", ", Contacts(scope).Select(c => scope.Facts.Parties[c.PartyId].Name).Distinct()), AnswerBy);

    internal override void Apply(MoveScope scope)
    {
        var contacts = Contacts(scope);
        foreach (var bookmark in scope.Targets)
        {
            for (var i = 0; i < contacts.Count; i++)
            {
                var line = i == 0 ? bookmark : scope.NewBookmark(bookmark.Addressee, Stages.AwaitingAnswer);
                line.GroupId = bookmark.GroupId;
                scope.GoTo(line, Stages.AwaitingAnswer);
                line.WaitsForPartyId = contacts[i].PartyId;
                line.Due = AnswerBy;
                line.LetterItem = ItemFor(scope, line, contacts[i]);
            }
        }
        var parties = string.Join(", ", contacts.Select(c => scope.Facts.Parties[c.PartyId].Name).Distinct());
        scope.Record("letter-decided", new { party = parties, due = AnswerBy, note = Has(Note) ? Note.Trim() : null }, scope.Targets[0].Addressee);
    }

    private List<Contact> Contacts(MoveScope scope) =>
        [.. ContactIds.Distinct().Select(id => scope.Facts.Parties.Values.SelectMany(p => p.Contacts).FirstOrDefault(c => c.Id == id)).OfType<Contact>()];

    private LetterItem ItemFor(MoveScope scope, Bookmark line, Contact contact)
    {
        // One letter per contact, meeting and last day: points with another last day go in a letter of their own.
        var letter = scope.DraftLetters.Concat(scope.NewLetters).FirstOrDefault(l =>
            l.State == LetterState.Draft && l.ContactId == contact.Id && l.MeetingId == scope.Meeting?.Id && l.AnswerBy == AnswerBy);
        if (letter == null)
        {
            letter = new Letter
            {
                OrganisationId = scope.Case.OrganisationId,
                MeetingId = scope.Meeting?.Id,
                PartyId = contact.PartyId,
                ContactId = contact.Id,
                AnswerBy = AnswerBy!.Value,
                CreatedAt = scope.Now,
            };
            scope.NewLetters.Add(letter);
        }
        else letter.Version++;
        var item = new LetterItem
        {
            Letter = letter,
            Number = letter.Items.Count == 0 ? 1 : letter.Items.Max(i => i.Number) + 1,
            DeficiencyId = scope.Case.Id,
            BookmarkId = line.Id,
            Title = scope.Case.Title,
            Pattern = scope.Case.Pattern,
            Proposal = scope.Case.Proposal,
            SubArea = Audience.Of(scope.Facts.Parties[contact.PartyId]).Name(line.Addressee?.SubArea, scope.Case.MunicipalityId) ?? "",
        };
        letter.Items.Add(item);
        return item;
    }
}
