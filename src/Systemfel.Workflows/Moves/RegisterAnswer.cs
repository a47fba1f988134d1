using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// 'Registrera svar': a person accepts what an authority answered, from mail, page, phone, meeting or paper. The kind says
/// where the line goes.
/// </summary>
/// <param name="Kind">What the answer amounts to.</param>
/// <param name="Text">The answer's words.</param>
/// <param name="Date">When it will be done (planned) or answered (more time).</param>
/// <param name="Who">Whom it concerns instead (someone else), in words.</param>
/// <param name="OtherAuthorityId">The authority that it concerns instead, when it is one we know.</param>
/// <param name="Source">How it came.</param>
/// <param name="SignedBy">The name given: text, never identity.</param>
/// <param name="AnswerId">The proposal that is accepted; null for an answer by word of mouth or on paper.</param>
public sealed record RegisterAnswer(
    AnswerKind? Kind, string Text, DateOnly? Date = null, string Who = "", long? OtherAuthorityId = null,
    AnswerSource Source = AnswerSource.Meeting, [property: NamesAnOfficial("signed")] string SignedBy = "", long? AnswerId = null) : Move
{
    /// <inheritdoc/>
    public override string Id => "register-answer";

    /// <summary>A proposal was signed by whoever answered, and is stored.</summary>
    internal override IReadOnlyList<string> NotTyped => AnswerId == null ? [] : [nameof(SignedBy)];

    internal override bool Gives(string input) => input != "answer-kind" || Kind != null;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Targets.Count != 1) throw new MoveRefusedException("Registrera ett svar för en mottagare i taget.");
        if (!Has(Text) && Kind != AnswerKind.Received) throw new MoveRefusedException("Skriv vad som svarades.", "text");
        if (Kind is AnswerKind.Planned or AnswerKind.MoreTime && Date == null)
            throw new MoveRefusedException(Kind == AnswerKind.Planned ? "Ange när ändringen väntas vara klar." : "Ange till när mer tid behövs.", "date");
        if (Date < scope.Today && Kind == AnswerKind.MoreTime) throw new MoveRefusedException("Datumet har redan varit. Välj en dag framåt.", "date");
        if (Kind == AnswerKind.SomeoneElse && !Has(Who) && OtherAuthorityId == null)
            throw new MoveRefusedException("Ange vem frågan hör till.", "who");
        if (OtherAuthorityId is { } other && !scope.Facts.Authorities.ContainsKey(other))
            throw new MoveRefusedException("Den myndigheten finns inte. Välj en annan.", "who");
    }

    /// <summary>An answer is always registered; what goes to a group that has not had the case waits for the approval.</summary>
    internal override bool TakesTextOut(MoveScope scope) => Kind switch
    {
        AnswerKind.NoChange => GroupStage.OpensTo(scope, scope.Targets[0]),
        AnswerKind.SomeoneElse => OtherAuthorityId is { } authority && GroupStage.OpensTo(scope, authority),
        _ => false,
    };

    internal override DecisionText Describe(MoveScope scope) => new(
        Source == AnswerSource.Meeting ? $"Muntligt svar: {AnswerKinds.Labels[Kind!.Value]}" : scope.Route.Move(Id)!.Label,
        scope.AnsweredBy, Date);

    internal override void Apply(MoveScope scope)
    {
        var bookmark = scope.Targets[0];
        Keep(scope, bookmark);
        var party = scope.Facts.Parties.GetValueOrDefault(bookmark.WaitsForPartyId ?? 0)?.Name;
        scope.AnsweredBy = party ?? bookmark.Addressee?.Authority?.Name ?? "";
        scope.Record("answer-accepted", new
        {
            kind = Kind!.Value,
            text = Text.Trim(),
            date = Date,
            who = Has(Who) ? Who.Trim() : null,
            source = Source,
            signedBy = Has(SignedBy) ? SignedBy.Trim() : null,
            party,
        }, bookmark.Addressee);
        Forward(scope, bookmark, party ?? "");
    }

    private void Keep(MoveScope scope, Bookmark bookmark)
    {
        var answer = scope.Answer;
        if (answer == null)
        {
            // An answer that came before the letter had left answers no point of it.
            var item = bookmark.LetterItem is { Letter.State: LetterState.Draft } ? null : bookmark.LetterItemId;
            answer = new Answer { DeficiencyId = scope.Case.Id, BookmarkId = bookmark.Id, LetterItemId = item, Source = Source, ReceivedAt = scope.Now };
            scope.NewAnswers.Add(answer);
        }
        answer.Kind = Kind;
        answer.Text = Text.Trim();
        answer.Date = Date;
        answer.Who = Who.Trim();
        answer.SignedBy = SignedBy.Trim();
        answer.State = AnswerState.Accepted;
        answer.DecidedAt = scope.Now;
        answer.DecidedById = scope.Actor.AccountId;
    }

    private void Forward(MoveScope scope, Bookmark bookmark, string party)
    {
        switch (Kind)
        {
            case AnswerKind.Received:
                bookmark.Note = "Har tagit emot frågan och fört den vidare";
                scope.Touch(bookmark);
                break;
            case AnswerKind.MoreTime:
                bookmark.Due = Date;
                bookmark.Mark = BookmarkMark.None;
                scope.Touch(bookmark);
                break;
            case AnswerKind.Changed:
                EffectStage.Enter(scope, bookmark);
                break;
            case AnswerKind.Planned:
                scope.GoTo(bookmark, Stages.FollowUp);
                FollowUp.Promise(scope, bookmark, Text, party, Date, bookmark.WaitsForPartyId);
                break;
            case AnswerKind.NoChange:
                GroupStage.Enter(scope, bookmark, BookmarkMark.AnswerToAssess, Text);
                break;
            case AnswerKind.Question:
                scope.GoTo(bookmark, Stages.Review, BookmarkMark.AuthorityAsks);
                bookmark.Note = Text.Trim();
                break;
            case AnswerKind.SomeoneElse:
                PassOn(scope, bookmark);
                break;
        }
    }

    /// <summary>A known authority gets a line of its own at its group; an unknown one is for the team to find.</summary>
    private void PassOn(MoveScope scope, Bookmark bookmark)
    {
        if (OtherAuthorityId is not { } authorityId)
        {
            scope.GoTo(bookmark, Stages.Review, BookmarkMark.SomeoneElse);
            bookmark.Note = Who.Trim();
            return;
        }
        var addressee = new Addressee
        {
            AuthorityId = authorityId,
            OtherName = Who.Trim(),
            SortOrder = scope.Case.Addressees.Max(a => a.SortOrder) + 1,
        };
        scope.Case.Addressees.Add(addressee);
        GroupStage.Enter(scope, scope.NewBookmark(addressee, Stages.Group), BookmarkMark.SomeoneElse, Text);
        scope.Close(bookmark, "someone-elses");
    }
}
