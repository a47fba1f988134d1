using Systemfel.Data.Meetings;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Running;

/// <summary>
/// Route + instance + stimulus -> bookmarks + events + things to send: no clock, no database. What it changes is the case it
/// was handed and the lists of the scope; the caller stores it all in one transaction.
/// </summary>
internal static class Runner
{
    /// <exception cref="MoveRefusedException">The route, the guard, a missing input or personal data in a text forbids it; the message is for the user.</exception>
    public static void Run(MoveScope scope, Move move, TextCheck check)
    {
        var rule = scope.Route.Move(move.Id)
            ?? throw new MoveRefusedException("Det här går inte att göra i er väg för systemfel. Be administratören se över vägen.");
        RefuseHidden(scope, move.Id);
        RefuseWrongPlace(scope, move, rule);
        RefuseWrongPerson(scope, rule);
        // What is made beside a decision needs no meeting, but one that is over takes nothing more.
        if (OwnMoves.IsBeside(move.Id) && scope.Meeting is { State: not MeetingState.Open }) throw new MoveRefusedException(Inputs.Known["open-meeting"]);
        Mandate.Refuse(scope, rule);
        // A stored route may be older than what the code needs.
        foreach (var input in (rule.Requires ?? []).Union(NeededInputs.Of(move.Id)))
        {
            if (input == "open-meeting") RefuseWithoutMeeting(scope);
            else if (!move.Gives(input)) throw new MoveRefusedException(Inputs.Known[input], input);
        }
        move.Guard(scope);
        TypedTexts.Refuse(scope, move, check);
        if (FourEyes.IsMissing(scope) && move.TakesTextOut(scope)) throw new MoveRefusedException(FourEyes.Refusal);
        move.Apply(scope);
    }

    /// <summary>Whether the person could make this move on this line now, its inputs aside: what decides which buttons are shown.</summary>
    public static bool IsOffered(MoveScope scope, Routes.RouteMove rule)
    {
        try
        {
            if (scope.Targets.Any(b => !rule.From.Contains(b.Stage))) return false;
            RefuseHidden(scope, rule.Id);
            RefuseWrongPerson(scope, rule);
            Mandate.Refuse(scope, rule);
            if (rule.Requires?.Contains("open-meeting") == true) RefuseWithoutMeeting(scope);
            return true;
        }
        catch (MoveRefusedException)
        {
            return false;
        }
    }

    /// <summary>Of an erased case only its number and dates are left; a masked one sends nothing until the registrator has decided, an example never.</summary>
    private static void RefuseHidden(MoveScope scope, string move)
    {
        if (scope.Case.ErasedAt != null) throw new MoveRefusedException("Texten är raderad, så det går inte att göra något mer med systemfelet. Rapportera det på nytt, utan personuppgifter.");
        if (scope.Case.MaskedAt != null && Sending.Contains(move))
            throw new MoveRefusedException("Texten är maskerad, så inget kan skickas om systemfelet. Vänta på registratorns beslut.");
        if (scope.Case.IsExample && (Sending.Contains(move) || Telling.Contains(move)))
            throw new MoveRefusedException("Systemfelet är ett påhittat exempel, så det kan inte nå någon utanför teamet. Rapportera ett eget systemfel och pröva med det.");
    }

    private static readonly string[] Sending = ["write-to-authority", "reply-to-authority", "remind", "send-national"];

    private static readonly string[] Telling = ["inform-county", "inform-parties"];

    private static void RefuseWrongPlace(MoveScope scope, Move move, Routes.RouteMove rule)
    {
        var lines = move.IsForWholeCase ? scope.Case.Bookmarks : scope.Targets;
        if (!move.IsForWholeCase && lines.Count == 0)
            throw new MoveRefusedException("Det står inte vilken del av systemfelet som menas. Gå tillbaka till systemfelet och försök igen.");
        var wrong = move.IsForWholeCase ? lines.All(b => !rule.From.Contains(b.Stage)) : lines.Any(b => !rule.From.Contains(b.Stage));
        if (wrong && lines.Count > 0)
        {
            var at = lines.First(b => !rule.From.Contains(b.Stage));
            throw new MoveRefusedException($"”{rule.Label}” går inte att göra nu: systemfelet står i {scope.StageLabel(at)}.");
        }
    }

    private static void RefuseWrongPerson(MoveScope scope, Routes.RouteMove rule)
    {
        foreach (var name in rule.Roles)
        {
            if (name == RoleNames.System && scope.Actor == Actor.System) return;
            if (name == RoleNames.Author && scope.Actor.AccountId == scope.Case.AuthorId) return;
            if (RoleNames.Find(name) is not { } role || !scope.Actor.Has(scope.Case.OrganisationId, role)) continue;
            // A member acts on what waits for the own group, not on another's.
            if (role is Data.Accounts.Role.Member or Data.Accounts.Role.UserOrganisation
                && !(scope.Targets.Count > 0 ? scope.Targets : scope.Case.Bookmarks).All(b => scope.Actor.SitsIn(b.GroupId, role))) continue;
            return;
        }
        throw new MoveRefusedException($"Du får inte göra ”{rule.Label}”. Fråga samordnaren.");
    }

    private static void RefuseWithoutMeeting(MoveScope scope)
    {
        // What waits for a group is decided in that group's meeting; what stands before the review, in the team's.
        var ok = scope.Meeting is { State: MeetingState.Open } meeting
            && scope.Targets.All(b => b.Stage == Stages.Group ? b.GroupId == meeting.GroupId : scope.Facts.IsTeam(meeting.GroupId));
        if (!ok) throw new MoveRefusedException(Inputs.Known["open-meeting"], "open-meeting");
    }
}
