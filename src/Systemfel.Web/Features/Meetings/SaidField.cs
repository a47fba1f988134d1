namespace Systemfel.Web.Features.Meetings;

/// <summary>A text that a party can write: folded until it is wanted, open when it was refused.</summary>
/// <param name="Page">The meeting.</param>
/// <param name="Form">kommentar, avvikande, vack or andra.</param>
/// <param name="Action">Where it is posted, below the meeting's address.</param>
/// <param name="CaseId">The item; 0 for a raised point.</param>
/// <param name="PartyId">Who writes.</param>
/// <param name="Summary">What opens it.</param>
/// <param name="About">The item's title, for those who cannot see which row it stands in.</param>
/// <param name="Label">The field's label.</param>
/// <param name="Kept">What is kept now; empty for nothing.</param>
public sealed record SaidField(MeetingPage Page, string Form, string Action, long CaseId, long PartyId, string Summary, string About, string Label, string Kept)
{
    /// <summary>What a button of the form is about: ' avvikande mening: Blanketten saknas'. The same button stands in every row.</summary>
    public string Named => $"{(Form == "kommentar" ? " kommentaren" : Form == "avvikande" ? " avvikande mening" : "")}{From}{(About.Length > 0 ? $": {About}" : "")}";

    private string From => Page.Rights.StandsFor.Count > 1 ? $" från {Page.Rights.StandsFor.First(s => s.Party.Id == PartyId).Party.Name}" : "";

    public string Id => TypedSaid.IdOf(Form, CaseId, PartyId);
    /// <summary>What the page shows of it, so that what somebody else has written meanwhile is not written over; empty where that cannot be.</summary>
    public string Seen { get; init; } = "";
    public TypedSaid? Typed => Page.Typed?.Id == Id ? Page.Typed : null;
    public string Text => Typed?.Text ?? Kept;
}
