using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Turns the form of a decision into the move that it stands for.</summary>
public sealed class DecisionMoves(SystemfelReader reader)
{
    /// <exception cref="MoveRefusedException">Something in the form cannot be understood.</exception>
    public async Task<Move> OfAsync(Choice choice, DecisionForm form, Viewer viewer, long organisationId, CancellationToken ct) => choice.Move switch
    {
        "refer" => new Refer(choice.Value[(choice.Value.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(','), Note(form)),
        "hold" => new Hold(FormDates.Read(form.Until, "until"), FormDates.ReadCount(form.Seen, "seen"), Note(form)),
        "handle-locally" => new HandleLocally(form.Who ?? "", FormDates.Read(form.Date, "date"), Note(form)),
        "ask-author" => new AskAuthor(form.Question ?? ""),
        "merge" => new Merge(await CaseNumbers.FindAsync(reader, form.Case, viewer, organisationId, ct)),
        "not-a-deficiency" => new NotADeficiency(form.Reason ?? ""),
        "take-home" => new TakeHome(form.Party, form.Svarstill == "date" ? RequiredDate(form) : null, Note(form)),
        "write-to-authority" => new WriteToAuthority(form.Contact, FormDates.Read(form.Date, "date"), Note(form)),
        "inform-county" => new InformCounty(Note(form)),
        "forward" => new Forward(choice.Value[(choice.Value.IndexOf(':', StringComparison.Ordinal) + 1)..], Note(form)),
        "inform-parties" => new InformParties(form.Parties, Note(form)),
        "discuss" => new Discuss(form.Who ?? "", FormDates.Read(form.Date, "date"), Note(form)),
        "group-informed" => new GroupInformed(Note(form)),
        "table" => new TableItem(form.Reason ?? ""),
        "return-to-review" => new ReturnToReview(form.Reason ?? ""),
        "propose-close" => new ProposeClose(form.Reason ?? ""),
        _ => throw new MoveRefusedException("Det här beslutet kan inte fattas här."),
    };

    private static string Note(DecisionForm form) => form.Note ?? "";

    private static DateOnly RequiredDate(DecisionForm form) =>
        FormDates.Read(form.Date, "date") ?? throw new MoveRefusedException("Ange vilken dag svaret ska komma.", "date");
}
