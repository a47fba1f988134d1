using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Running;

/// <summary>All that a move is handed, and the lists into which it puts what it wants: events, mail, letters.</summary>
internal sealed class MoveScope(RouteDefinition route, OrganisationFacts facts, Deficiency subject, Actor actor, DateTimeOffset now)
{
    public RouteDefinition Route { get; } = route;

    public OrganisationFacts Facts { get; } = facts;

    public Deficiency Case { get; } = subject;

    public Actor Actor { get; } = actor;

    public DateTimeOffset Now { get; } = now;

    public DateOnly Today { get; } = SwedishCalendar.DateOf(now);

    /// <summary>The bookmarks that the move consumes.</summary>
    public List<Bookmark> Targets { get; init; } = [];

    /// <summary>The meeting in which it is made; null outside meetings.</summary>
    public Meeting? Meeting { get; init; }

    /// <summary>The note that is written on the meeting's item with it; null when none is.</summary>
    public string? MeetingNote { get; init; }

    /// <summary>How the item's note stands before it.</summary>
    public string? StandingNote { get; init; }

    /// <summary>The other case of a merge or a link; the new one of a split.</summary>
    public Deficiency? Other { get; init; }

    /// <summary>The version that the case is to go on with; null for moves that leave it on its own.</summary>
    public (RouteVersion Version, RouteDefinition Route)? NewRoute { get; init; }

    /// <summary>Ids of the cases that this one is linked to; read for moves that ask.</summary>
    public IReadOnlySet<long> LinkedTo { get; init; } = new HashSet<long>();

    public List<(Deficiency From, Deficiency To, CaseLinkKind Kind)> NewLinks { get; } = [];

    public List<(Deficiency From, Deficiency To, CaseLinkKind Kind)> EndedLinks { get; } = [];

    /// <summary>Letters that are still being written.</summary>
    public List<Letter> DraftLetters { get; init; } = [];

    /// <summary>Points of letters that have been sent about this case.</summary>
    public List<LetterItem> SentItems { get; init; } = [];

    /// <summary>What is yet to be accepted of an answer; null for one that came by word of mouth.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Who gave the answer that was registered, for the minutes: by then the line may no longer wait for anyone.</summary>
    public string AnsweredBy { get; set; } = "";

    public List<(Deficiency Case, string Kind, Addressee? Addressee, object Data)> Events { get; } = [];

    public List<OutboxItem> Outgoing { get; } = [];

    public List<Letter> NewLetters { get; } = [];

    public List<Answer> NewAnswers { get; } = [];

    /// <summary>Says what happened, in the past tense. The data is kept in the chain and shown in the timeline.</summary>
    public void Record(string kind, object data, Addressee? addressee = null) => Events.Add((Case, kind, addressee, data));

    public void RecordOn(Deficiency other, string kind, object data) => Events.Add((other, kind, null, data));

    /// <summary>Moves a bookmark; marks, holds and dates of where it stood are cleared.</summary>
    public void GoTo(Bookmark bookmark, string stage, BookmarkMark mark = BookmarkMark.None)
    {
        Route.Stage(stage);
        bookmark.Stage = stage;
        bookmark.Since = Now;
        bookmark.Due = null;
        bookmark.HiddenUntil = null;
        bookmark.HiddenUntilSeen = null;
        bookmark.Mark = mark;
        bookmark.Note = "";
        if (stage != Stages.AwaitingAnswer)
        {
            TakeOutOfUnsentLetter(bookmark);
            bookmark.WaitsForPartyId = null;
            bookmark.LetterItemId = null;
            bookmark.LetterItem = null;
        }
        Touch(bookmark);
    }

    /// <summary>A point that has not been sent leaves its letter when its answer is no longer waited for; one that has been sent stays as it left.</summary>
    private static void TakeOutOfUnsentLetter(Bookmark bookmark)
    {
        if (bookmark.LetterItem is { Letter.State: LetterState.Draft } item) TakeOut(item);
    }

    /// <summary>The letter counts as changed: whoever has it open sees that before it is sent. Without points it is removed when the move is stored.</summary>
    public static void TakeOut(LetterItem item)
    {
        item.Letter.Items.Remove(item);
        item.Letter.Version++;
    }

    /// <summary>Keeps its place, but counts as changed.</summary>
    public void Touch(Bookmark bookmark) => bookmark.Version++;

    /// <summary>Another line of the case, for an addressee.</summary>
    public Bookmark NewBookmark(Addressee? addressee, string stage)
    {
        Route.Stage(stage);
        var bookmark = new Bookmark { Addressee = addressee, AddresseeId = addressee is { Id: > 0 } ? addressee.Id : null, Stage = stage, Since = Now, Version = 1 };
        Case.Bookmarks.Add(bookmark);
        return bookmark;
    }

    /// <summary>Ends a line. The case is closed when its last line is.</summary>
    public void Close(Bookmark bookmark, string outcome)
    {
        GoTo(bookmark, Stages.Closed);
        bookmark.Outcome = outcome;
        bookmark.ClosedAt = Now;
        SettleEffectQuestions(bookmark);
        CloseCaseIfDone();
    }

    public void SettleEffectQuestions(Bookmark bookmark)
    {
        foreach (var question in Case.EffectQuestions.Where(q => q.BookmarkId == bookmark.Id)) question.IsSettled = true;
    }

    private void CloseCaseIfDone()
    {
        if (Case.Bookmarks.Any(b => b.Stage != Stages.Closed)) return;
        Case.Instance.ClosedAt = Now;
        Case.Instance.Outcome = OutcomeSum.Of(Case.Bookmarks);
    }

    /// <summary>Lets a group read the case from now on. An example is the team's own: it reaches nobody.</summary>
    public void GrantTo(Group group)
    {
        if (Case.IsExample) return;
        if (Case.Grants.All(g => g.GroupId != group.Id))
            Case.Grants.Add(new Grant { Kind = GrantKind.Group, GroupId = group.Id, GivenAt = Now });
    }

    public string StageLabel(Bookmark bookmark) =>
        bookmark.Stage == Stages.Group && Facts.Groups.Values.FirstOrDefault(g => g.Id == bookmark.GroupId) is { } group
            ? group.Name
            : Route.Stage(bookmark.Stage).Label;
}
