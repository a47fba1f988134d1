using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>What a meeting says of a point that was raised.</summary>
public enum RaisedOutcome
{
    /// <summary>The group takes the question up.</summary>
    TakenUp,
    /// <summary>An ombud reports it as a deficiency.</summary>
    BecomesCase,
    /// <summary>It was talked about, and that is enough.</summary>
    Discussed,
    /// <summary>Whoever raised it took it back. No meeting says this.</summary>
    Withdrawn,
}

/// <summary>Somebody else has written down another outcome since the page was opened. The message says both.</summary>
/// <param name="standing">What stands; null for nothing.</param>
/// <param name="tried">What was chosen.</param>
public sealed class StaleOutcomeException(RaisedOutcome? standing, RaisedOutcome tried) : StaleMoveException(
    $"Någon annan har hunnit före. Om punkten står det nu {(standing is { } now ? $"”{RaisedPoints.Labels[now]}”" : "inget")}. Ditt val, ”{RaisedPoints.Labels[tried]}”, är inte sparat. Se hur den står och välj igen om det ska ändras.");

/// <summary>The point reads otherwise since the page was opened. Nothing was stored.</summary>
/// <param name="current">How it reads now.</param>
/// <param name="tried">What was chosen; null when it was to be reworded.</param>
public sealed class StaleRaisedException(string current, RaisedOutcome? tried) : StaleMoveException("Någon annan har hunnit före. Punkten har fått andra ord sedan du öppnade sidan. "
    + (tried is { } choice
        ? $"Ditt val, ”{RaisedPoints.Labels[choice]}”, är inte sparat. Läs vad som står nu och välj igen."
        : "Din text är inte sparad. Läs vad som står nu, och ändra igen om det behövs."))
{
    /// <summary>How it reads now.</summary>
    public string Current { get; } = current;
}

/// <summary>Points that a user organisation wants on a group's agenda, in words of its own.</summary>
public sealed class RaisedPoints
{
    /// <summary>How it is stored that a point was taken back.</summary>
    internal const string StoredWithdrawn = "withdrawn";

    /// <summary>Outcomes by how they are stored.</summary>
    private static readonly Dictionary<string, RaisedOutcome> Stored = new()
    {
        ["taken-up"] = RaisedOutcome.TakenUp,
        ["becomes-case"] = RaisedOutcome.BecomesCase,
        ["discussed"] = RaisedOutcome.Discussed,
        [StoredWithdrawn] = RaisedOutcome.Withdrawn,
    };

    /// <summary>How each outcome reads.</summary>
    public static IReadOnlyDictionary<RaisedOutcome, string> Labels { get; } = new Dictionary<RaisedOutcome, string>
    {
        [RaisedOutcome.TakenUp] = "Tas upp",
        [RaisedOutcome.BecomesCase] = "Blir ett systemfel",
        [RaisedOutcome.Discussed] = "Diskuterad",
        [RaisedOutcome.Withdrawn] = "Tillbakatagen",
    };

    /// <summary>What a meeting can say, in the order in which it is offered.</summary>
    public static IReadOnlyList<RaisedOutcome> Offered { get; } = [RaisedOutcome.TakenUp, RaisedOutcome.BecomesCase, RaisedOutcome.Discussed];

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;

    internal RaisedPoints(SystemfelDb db, SwedishCalendar calendar, TextCheck check) => (_db, _calendar, _check) = (db, calendar, check);

    /// <summary>What was said of a point; null while nothing has been.</summary>
    public static RaisedOutcome? OutcomeOf(RaisedPoint point) => Stored.TryGetValue(point.Outcome, out var outcome) ? outcome : null;

    /// <summary>Names a point as somebody saw it, so that a form can tell whether its words or its outcome have changed since.</summary>
    public static string SeenOf(RaisedPoint point) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize((string[])[point.Text, point.Outcome]))))[..16];

    /// <summary>What one meeting said of a point; null when it did not get to it, whatever a later one has said.</summary>
    public static RaisedOutcome? OutcomeAt(RaisedPoint point, long meetingId) => point.MeetingId == meetingId ? OutcomeOf(point) : null;

    /// <summary>Raises a point for a meeting that is ahead or open. The same text sent twice is one point.</summary>
    /// <param name="meetingId">The meeting of a group that the party sits in.</param>
    /// <param name="partyId">The user organisation.</param>
    /// <param name="text">Text that points at no person.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    /// <param name="actor">One of the user organisation.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting for this person, or not their party.</exception>
    /// <exception cref="MoveRefusedException">The meeting has been held, or the text is missing or may point at a person.</exception>
    public async Task RaiseAsync(
        long meetingId, long partyId, string text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, ct);
        if (!StandsFor(actor, meeting.GroupId, partyId) || meeting.Group.Parties.All(p => p.PartyId != partyId)) throw new CaseNotFoundException();
        if (!IsAhead(meeting)) throw new MoveRefusedException("Mötet har varit eller är inställt. Väck punkten till gruppens nästa möte.");
        var own = SaidText.Checked(_check, text, accepted);
        if (own.Length == 0) throw new MoveRefusedException("Skriv vad ni vill ta upp.", "text");
        if (await _db.RaisedPoints.AnyAsync(r => r.GroupId == meeting.GroupId && r.PartyId == partyId && r.Text == own && r.ClosedAt == null, ct)) return;
        _db.Add(new RaisedPoint
        {
            OrganisationId = meeting.OrganisationId,
            GroupId = meeting.GroupId,
            PartyId = partyId,
            ById = actor.AccountId ?? 0,
            Text = own,
            At = _calendar.Now,
        });
        if (meeting.State == MeetingState.Open) meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Rewords an own point that no meeting has spoken of. Safe to repeat.</summary>
    /// <param name="meetingId">The meeting on whose page it stands.</param>
    /// <param name="pointId">The point.</param>
    /// <param name="seen">The point as the page showed it: <see cref="SeenOf"/>.</param>
    /// <param name="text">Text that points at no person.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    /// <param name="actor">One of the user organisation that raised it.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such point for this person.</exception>
    /// <exception cref="StaleRaisedException">Somebody else of the party has reworded it meanwhile.</exception>
    /// <exception cref="MoveRefusedException">
    /// The meeting has been held, a meeting has spoken of the point, it was taken back or erased, or the text is missing or may point at a person.
    /// </exception>
    public async Task RewordAsync(
        long meetingId, long pointId, string seen, string text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, ct);
        var point = await PointAsync(meeting, pointId, ct);
        if (!StandsFor(actor, meeting.GroupId, point.PartyId)) throw new CaseNotFoundException();
        if (OutcomeOf(point) == RaisedOutcome.Withdrawn) throw new MoveRefusedException("Punkten är tillbakatagen, så den kan inte ändras. Väck en ny punkt.");
        if (point.ClosedAt != null) throw new MoveRefusedException("Mötet har redan tagit upp punkten, så den kan inte ändras. Väck en ny punkt.");
        if (point.Text == IncidentService.ErasedText) throw new MoveRefusedException("Texten i punkten är raderad, så den kan inte ändras. Väck en ny punkt, utan uppgifterna.");
        if (!IsAhead(meeting)) throw new MoveRefusedException("Mötet har varit eller är inställt, så punkten kan inte ändras här. Ändra den på sidan för gruppens nästa möte.");
        if (seen != SeenOf(point) && SaidText.Own(text) != point.Text) throw new StaleRaisedException(point.Text, null);
        var own = SaidText.Checked(_check, text, accepted);
        if (own.Length == 0) throw new MoveRefusedException("Skriv vad ni vill ta upp, eller ta tillbaka punkten.", "text");
        if (own == point.Text) return;
        point.Text = own;
        if (meeting.State == MeetingState.Open) meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Takes a point back that no meeting has spoken of. That it was raised stays, without what it said. Safe to repeat.</summary>
    /// <param name="meetingId">The meeting on whose page it stands.</param>
    /// <param name="pointId">The point.</param>
    /// <param name="actor">One of the user organisation, or the coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such point for this person.</exception>
    /// <exception cref="MoveRefusedException">The meeting has been held, or a meeting has spoken of the point.</exception>
    public async Task WithdrawAsync(long meetingId, long pointId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, ct);
        var point = await PointAsync(meeting, pointId, ct);
        if (!StandsFor(actor, meeting.GroupId, point.PartyId) && !actor.Has(meeting.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        if (OutcomeOf(point) == RaisedOutcome.Withdrawn) return;
        if (point.ClosedAt != null) throw new MoveRefusedException("Mötet har redan tagit upp punkten, så den står kvar.");
        if (!IsAhead(meeting)) throw new MoveRefusedException("Mötet har varit eller är inställt, så punkten kan inte tas tillbaka här. Gör det på sidan för gruppens nästa möte.");
        Close(point, RaisedOutcome.Withdrawn, meetingId);
        point.Text = "";
        if (meeting.State == MeetingState.Open) meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Writes down what the open meeting says of a point; another outcome may be chosen until the minutes are approved.</summary>
    /// <param name="meetingId">The open meeting.</param>
    /// <param name="pointId">A point of its group.</param>
    /// <param name="seen">The point as the page showed it: <see cref="SeenOf"/>.</param>
    /// <param name="outcome">What was said, one of <see cref="Offered"/>.</param>
    /// <param name="actor">The coordinator or the group's chair.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting or point for this person.</exception>
    /// <exception cref="StaleOutcomeException">Somebody else has chosen another meanwhile.</exception>
    /// <exception cref="StaleRaisedException">The party has reworded it meanwhile: it is not taken up in words that nobody here has read.</exception>
    /// <exception cref="MoveRefusedException">The meeting is not open, or the point was withdrawn.</exception>
    public async Task SettleAsync(long meetingId, long pointId, string seen, RaisedOutcome outcome, Actor actor, CancellationToken ct = default)
    {
        if (!Offered.Contains(outcome)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, ct);
        if (!actor.Has(meeting.OrganisationId, Role.Coordinator) && !actor.Memberships.Any(m => m.GroupId == meeting.GroupId && m.IsChair)) throw new CaseNotFoundException();
        var point = await PointAsync(meeting, pointId, ct);
        var standing = OutcomeOf(point);
        // On this meeting's page or, meanwhile, on that of the next.
        if (standing == RaisedOutcome.Withdrawn && meeting.State == MeetingState.Open) throw new MoveRefusedException("Punkten är tillbakatagen av den som väckte den, så det finns inget att anteckna.");
        if (point.ClosedAt != null && point.MeetingId != meetingId) throw new CaseNotFoundException();
        if (meeting.State != MeetingState.Open) throw new MoveRefusedException(Inputs.Known["open-meeting"]);
        if (standing == outcome) return;
        if (seen != SeenOf(point) && standing != null) throw new StaleOutcomeException(standing, outcome);
        if (seen != SeenOf(point)) throw new StaleRaisedException(point.Text, outcome);
        Close(point, outcome, meetingId);
        meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private void Close(RaisedPoint point, RaisedOutcome outcome, long meetingId) =>
        (point.Outcome, point.MeetingId, point.ClosedAt) = (Stored.First(s => s.Value == outcome).Key, meetingId, _calendar.Now);

    private async Task<Meeting> LoadAsync(long id, CancellationToken ct)
    {
        await CaseLocks.MeetingAsync(_db, id, ct);
        return await _db.Meetings.Include(m => m.Group.Parties).SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new CaseNotFoundException();
    }

    private async Task<RaisedPoint> PointAsync(Meeting meeting, long id, CancellationToken ct)
    {
        await CaseLocks.RaisedAsync(_db, id, ct);
        return await _db.RaisedPoints.SingleOrDefaultAsync(r => r.Id == id && r.GroupId == meeting.GroupId, ct) ?? throw new CaseNotFoundException();
    }

    private static bool IsAhead(Meeting meeting) => meeting.State is MeetingState.Planned or MeetingState.Open;

    private static bool StandsFor(Actor actor, long groupId, long partyId) =>
        actor.Memberships.Any(m => m.GroupId == groupId && m.PartyId == partyId && m.Role == Role.UserOrganisation);
}

/// <summary>Which points a meeting has before it.</summary>
public static class RaisedFor
{
    /// <summary>Those that it has spoken of, and those that wait; once its minutes are approved, those that waited then.</summary>
    /// <param name="points">Where they are.</param>
    /// <param name="meeting">The meeting.</param>
    public static IQueryable<RaisedPoint> At(this IQueryable<RaisedPoint> points, Meeting meeting)
    {
        var ours = points.Where(r => r.GroupId == meeting.GroupId);
        return meeting switch
        {
            { State: MeetingState.Planned or MeetingState.Open } => ours.Where(r => r.MeetingId == meeting.Id || r.ClosedAt == null),
            { ApprovedAt: { } approved } => ours.Where(r => r.MeetingId == meeting.Id || (r.At <= approved && (r.ClosedAt == null || r.ClosedAt > approved))),
            _ => ours.Where(r => r.MeetingId == meeting.Id),
        };
    }
}
