namespace Systemfel.Web.Features.Api;

/// <summary>A page of a list.</summary>
/// <param name="Items">In the order of their ids.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A case in a list.</summary>
/// <param name="Id">Names it in the addresses of this interface.</param>
/// <param name="Number">SF-2026-0042.</param>
/// <param name="Kind">deficiency or goodExample.</param>
/// <param name="Title">Its title; '[maskerat]' when the text is masked.</param>
/// <param name="Level">caseOfficer, local or central; null until the review has decided.</param>
/// <param name="Theme">What it is about.</param>
/// <param name="Municipality">Null for several; 'en mindre enhet' for one that is not named to this account.</param>
/// <param name="Authorities">Whom it concerns.</param>
/// <param name="Persons">How many persons, as a band: never an exact number.</param>
/// <param name="Seen">How many times it has been seen.</param>
/// <param name="IsRecurring">Counted again after it was closed.</param>
/// <param name="SubmittedOn">Day in Sweden.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="ClosedOn">Null while it is open.</param>
/// <param name="Outcome">What came of it; null while it is open.</param>
public sealed record ApiCase(
    long Id, string Number, string Kind, string Title, string? Level, string? Theme, string? Municipality, IReadOnlyList<ApiAddressee> Authorities, string Persons, int Seen,
    bool IsRecurring, DateOnly SubmittedOn, DateTimeOffset ChangedAt, DateOnly? ClosedOn, string? Outcome);

/// <summary>Whom a case concerns.</summary>
/// <param name="Code">The authority's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="SubArea">Where in it; 'en mindre enhet' for one that is not named to this account.</param>
public sealed record ApiAddressee(string Code, string Name, string? SubArea);

/// <summary>One case, whole.</summary>
/// <param name="Case">As in the list.</param>
/// <param name="Pattern">What fails.</param>
/// <param name="Consequence">What comes of it for those who need support.</param>
/// <param name="Proposal">What would mend it.</param>
/// <param name="Lines">Where it stands, a line for each authority.</param>
/// <param name="Measures">What has been promised.</param>
/// <param name="Events">What has happened, the oldest first.</param>
public sealed record ApiCaseDetail(
    ApiCase Case, string Pattern, string Consequence, string Proposal, IReadOnlyList<ApiLine> Lines, IReadOnlyList<ApiMeasure> Measures, IReadOnlyList<ApiEvent> Events);

/// <summary>A line of a case.</summary>
/// <param name="Authority">Whose; null before it was referred.</param>
/// <param name="Stage">The route's id: submitted, review, group, awaiting-answer, follow-up, effect, closed.</param>
/// <param name="Group">The group that it waits for.</param>
/// <param name="Since">Since when it stands there.</param>
/// <param name="Due">The last day on time.</param>
/// <param name="IsLate">Whether an authority is late.</param>
/// <param name="Outcome">What came of it; null while it is open.</param>
public sealed record ApiLine(string? Authority, string Stage, string? Group, DateTimeOffset Since, DateOnly? Due, bool IsLate, string? Outcome);

/// <summary>A measure.</summary>
/// <param name="Text">What has been promised.</param>
/// <param name="Responsible">Who does it.</param>
/// <param name="DueOn">By when.</param>
/// <param name="State">planned, done, notDone or withdrawn.</param>
/// <param name="Percent">Done milestones of all; null for a measure without milestones.</param>
/// <param name="Milestones">Its steps, in their order.</param>
public sealed record ApiMeasure(string Text, string Responsible, DateOnly? DueOn, string State, int? Percent, IReadOnlyList<ApiMilestone> Milestones);

/// <summary>A step of a measure.</summary>
/// <param name="Text">What is to be done.</param>
/// <param name="DueOn">By when.</param>
/// <param name="DoneOn">Null while it is not done.</param>
/// <param name="IsLate">Not done, though its day has passed.</param>
public sealed record ApiMilestone(string Text, DateOnly? DueOn, DateOnly? DoneOn, bool IsLate);

/// <summary>An event, in words.</summary>
/// <param name="Seq">Its number in the case.</param>
/// <param name="At">When.</param>
/// <param name="Kind">submitted, referred, letter-sent ...</param>
/// <param name="Text">As it reads on the case's page, in Swedish.</param>
public sealed record ApiEvent(int Seq, DateTimeOffset At, string Kind, string Text);

/// <summary>A kind of body that cases are about.</summary>
public sealed record ApiAuthority(string Code, string Name, IReadOnlyList<ApiSubArea> SubAreas);

/// <summary>A part of an authority.</summary>
public sealed record ApiSubArea(string Code, string Name);

/// <summary>A meeting's day.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Group">Who meets.</param>
/// <param name="Date">The day, in Sweden.</param>
/// <param name="StartsAt">The clock in Sweden; null when only the day is known.</param>
/// <param name="Minutes">How long.</param>
/// <param name="Place">Where.</param>
/// <param name="State">planned, open, approved or cancelled.</param>
public sealed record ApiMeeting(long Id, string Group, DateOnly Date, TimeOnly? StartsAt, int? Minutes, string Place, string State);

/// <summary>A year in figures, of cases and never of persons.</summary>
/// <param name="Year">The year.</param>
/// <param name="Submitted">Cases sent in during the year.</param>
/// <param name="Answered">How many of those that were submitted have an answer.</param>
/// <param name="MedianDaysToAnswer">Null when none has one.</param>
/// <param name="WithMeasure">How many of those that were submitted have a measure that is planned or done.</param>
/// <param name="Closed">Closed in the year, whenever they were submitted.</param>
/// <param name="ClosedWithoutAnswer">How many of those never got an answer.</param>
/// <param name="ByAuthority">By the first authority that a case concerns.</param>
/// <param name="Months">As far as today.</param>
public sealed record ApiOverview(
    int Year, int Submitted, int Answered, int? MedianDaysToAnswer, int WithMeasure, int Closed, int ClosedWithoutAnswer, IReadOnlyList<ApiAuthorityCount> ByAuthority, IReadOnlyList<ApiMonth> Months);

/// <summary>Cases of the year by the first authority that they concern.</summary>
public sealed record ApiAuthorityCount(string Code, string Name, int Submitted, int? MedianDaysToAnswer);

/// <summary>A month of the year.</summary>
public sealed record ApiMonth(int Month, int Submitted, int Answered);
