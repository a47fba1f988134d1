namespace Systemfel.Web.Tests.Access;

/// <summary>Ids of the first organisation's data that the rows fill routes with.</summary>
public sealed class Places
{
    /// <summary>A case that the first group has got, and neither the other group nor the county.</summary>
    public long GroupCase { get; init; }
    /// <summary>A case that only the team sees.</summary>
    public long TeamCase { get; init; }
    /// <summary>A case that the county has been told of, and of the groups the other one has got.</summary>
    public long CountyCase { get; init; }
    public string TeamLine { get; init; } = "";
    /// <summary>A year that the first organisation's county has published, and a service on its list.</summary>
    public long CountyYear { get; init; }
    public long CountyService { get; init; }
    public long RouteVersion { get; init; }
    public long Review { get; init; }
    public long ReviewItem { get; init; }
    /// <summary>Of an account that no caller is.</summary>
    public string CalendarFeed { get; init; } = "";
    /// <summary>Of somebody without account, to the minutes of the first group's meeting.</summary>
    public string AdjusterLink { get; init; } = "";
    public string EffectLink { get; init; } = "";
    public long Series { get; init; }
    /// <summary>A later meeting of the first group, which its members have been called to; one of them, and the invitation.</summary>
    public long PlannedMeeting { get; init; }
    public long PlannedMember { get; init; }
    public long Invitation { get; init; }
    public long GroupMeeting { get; init; }
    public long GroupItem { get; init; }
    /// <summary>A point that a user organisation has raised, and the open meeting has spoken of.</summary>
    public long RaisedPoint { get; init; }
    public long HeldReview { get; init; }
    public long HeldDecision { get; init; }
    public long TeamGroup { get; init; }
    public long SteeringGroup { get; init; }
    public long UserParty { get; init; }
    public long Letter { get; init; }
    public long LetterItem { get; init; }
    public long Contact { get; init; }
    public long UnsortedMail { get; init; }
    public long FiledMail { get; init; }
    public long Attachment { get; init; }
    public long MailWithAttachment { get; init; }
    public long Answer { get; init; }
    public long Account { get; init; }
    public string AccountEmail { get; init; } = "";
    public long SentMail { get; init; }
    public long SentMinutes { get; init; }
    public string ReplyToken { get; init; } = "";
    public long ReplyItem { get; init; }
    public long OmbudsDraft { get; init; }
    public long OmbudsDraftToDelete { get; init; }
    public long OmbudsWithdrawnCase { get; init; }
    public long OmbudsNewCase { get; init; }
    public string OmbudsNewLine { get; init; } = "";
    public long OmbudsCount { get; init; }
    public long OmbudsView { get; init; }
    public long OmbudsViewToRemove { get; init; }
    /// <summary>A measure that is still waited for, as the beginning of its addresses.</summary>
    public string PlannedMeasure { get; init; } = "";
    /// <summary>A masked mail, and its bytes among the sealed originals.</summary>
    public long MailIncident { get; init; }
    public long SealedMail { get; init; }
    /// <summary>A list that cannot be imported as it stands.</summary>
    public long Import { get; init; }

    /// <summary>The return of a year that has been begun.</summary>
    public string Return { get; init; } = "";
    /// <summary>Another, whose steps are taken.</summary>
    public string ReturnOnItsWay { get; init; } = "";
    /// <summary>The report to the county of the same year, and one of its passages, written by hand; and the one to a group, whose steps are taken.</summary>
    public string Report { get; init; } = "";
    public long ReportPassage { get; init; }
    public string ReportOnItsWay { get; init; } = "";
    /// <summary>A file of the first.</summary>
    public long ReturnFile { get; init; }
    /// <summary>One of its passages, written by hand, so that a new draft leaves it; the first under its heading.</summary>
    public long Passage { get; init; }

    /// <summary>Every number and title of a case: what must not turn up elsewhere.</summary>
    public IReadOnlyList<string> CaseWords { get; init; } = [];
}
