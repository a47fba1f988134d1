using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Turns the form of a decision into the move that it stands for.</summary>
public sealed class DecisionMoves(SystemfelReader reader)
{
    /// <exception cref="MoveRefusedException">Something in the form cannot be understood.</exception>
    public async Task<Move> OfAsync(Choice choice, DecisionForm form, Viewer viewer, CancellationToken ct) => choice.Move switch
    {
        "refer" => new Refer(choice.Value[(choice.Value.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(','), Note(form)),
        "hold" => new Hold(FormDates.Read(form.Until, "until"), FormDates.ReadCount(form.Seen, "seen"), Note(form)),
        "handle-locally" => new HandleLocally(form.Who ?? "", FormDates.Read(form.Date, "date"), Note(form)),
        "ask-author" => new AskAuthor(form.Question ?? ""),
        "merge" => new Merge(await CaseAsync(form.Case, viewer, ct)),
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

    /// <summary>The other case of a merge: by its number, whole ('SF-2026-0109') or as it is said ('109').</summary>
    private async Task<long?> CaseAsync(string? text, Viewer viewer, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var said = text.Trim().ToUpperInvariant();
        var digits = said.Split(' ')[0];
        var number = digits.All(char.IsAsciiDigit) && digits.Length <= 4 ? $"-{digits.PadLeft(4, '0')}" : null;
        var found = await reader.Deficiencies.VisibleTo(viewer)
            .Where(d => d.Number == said || (number != null && d.Number.EndsWith(number)))
            .OrderByDescending(d => d.Year).Select(d => (long?)d.Id).FirstOrDefaultAsync(ct);
        return found ?? throw new MoveRefusedException($"Det finns inget systemfel med numret {text.Trim()}. Skriv numret, till exempel SF-2026-0109.", "case");
    }
}
