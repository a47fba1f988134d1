using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What is said at a meeting besides its decisions: oral answers, 'vi ser detta också', dissenting opinions.</summary>
[Route("mote/{id:long}")]
public sealed class AtMeetingController(CurrentViewer current, MeetingPageReader pages, CaseMoves moves, MeetingService meetings, TextCheck check) : MeetingActions(pages)
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpPost("svar"), AllowedRoles(Role.Coordinator)]
    public async Task<IActionResult> Answer(long id, OralAnswerForm oral, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, new DecisionForm(), ct);
        if (page == null) return NotFound();
        return await TryAsync(id, new DecisionForm(), async () =>
        {
            var line = page.SinceLast.SelectMany(p => p.Lines, (p, l) => (p.Name, Line: l)).FirstOrDefault(l => l.Line.BookmarkId == oral.Rad);
            if (line.Line == null) throw page.Meeting.State == MeetingState.Open ? new StaleMoveException() : new MoveRefusedException("Mötet är inte öppet. Öppna mötet och försök igen.");
            var answer = new RegisterAnswer(
                Enum.TryParse<AnswerKind>(oral.Kind, out var kind) && Enum.IsDefined(kind) ? kind : null, oral.Text ?? "", FormDates.Read(oral.Date, "date"), oral.Who ?? "",
                Source: AnswerSource.Meeting, SignedBy: oral.By ?? "")
            {
                Accepted = oral.Accepted,
            };
            await moves.MakeAsync(line.Line.CaseId, answer, Targets.Parse(oral.Targets) ?? throw new StaleMoveException(), Actor, oral.Key, InMeeting.SinceLast(id), ct);
            this.Confirm($"Svaret från {line.Name} på {line.Line.Number} är registrerat.");
            return Redirect($"{page.Url}#sist");
        }, ct, p => p with { Oral = oral }, input => input == "accepted" ? input : $"svar-{oral.Rad}-{input switch { "answer-kind" => "kind", "signed" => "by", _ => input }}");
    }

    [HttpPost("godkann-text"), AllowedRoles(Role.Coordinator, Role.Ombud)]
    public async Task<IActionResult> ApproveText(long id, long punkt, Guid key, CancellationToken ct)
    {
        var form = new DecisionForm { Punkt = punkt };
        var page = await Pages.ReadAsync(id, form, ct);
        if (page?.Current is not { } at || at.ItemId != punkt) return NotFound();
        return await TryAsync(id, form, async () =>
        {
            await moves.MakeAsync(at.Case.Id, new ApproveText(), Targets.None, Actor, key.ToString(), ct: ct);
            this.Confirm($"Texten i {at.Case.Number} är godkänd.");
            return Redirect($"{page.Url}?punkt={punkt}");
        }, ct, caseId: at.Case.Id);
    }

    [HttpPost("stod"), AllowedRoles(Role.Coordinator, Role.UserOrganisation)]
    public Task<IActionResult> Support(long id, long punkt, long party, CancellationToken ct) => SupportAsync(id, punkt, party, SupportKind.SeesItToo, "", [], ct);

    [HttpPost("avvikande"), AllowedRoles(Role.Coordinator, Role.UserOrganisation)]
    public Task<IActionResult> Reserve(long id, long punkt, long party, string? text, List<string> accepted, CancellationToken ct) =>
        SupportAsync(id, punkt, party, SupportKind.Reservation, text ?? "", accepted, ct);

    private async Task<IActionResult> SupportAsync(long id, long punkt, long party, SupportKind kind, string text, IReadOnlyList<string> accepted, CancellationToken ct)
    {
        var form = new DecisionForm { Punkt = punkt };
        var page = await Pages.ReadAsync(id, form, ct);
        if (page?.Current is not { } at || at.ItemId != punkt) return NotFound();
        return await TryAsync(id, form, async () =>
        {
            await meetings.SupportAsync(punkt, party, kind, text, accepted, Actor, ct);
            this.Confirm(kind == SupportKind.Reservation ? "Den avvikande meningen tas in i protokollet." : "Det är antecknat.");
            return Redirect($"{page.Url}?punkt={punkt}");
        }, ct, p => p with { TypedReservation = new TypedSaid("avvikande", punkt, party, text, SaidText.OpenFinds(check, text, []), accepted) }, input => $"avvikande-{input}");
    }
}
