namespace Systemfel.Web.Tests.Access;

/// <summary>Meetings: who plans, leads, follows and approves them.</summary>
public static partial class Matrix
{
    private static Row[] Meetings =>
    [
        new("GET", "mote", Who.Team | Who.Groups),
        new("GET", "mote/beslut.csv", Who.Team | Who.Groups),
        new("GET", "mote/beslut.xlsx", Who.Team | Who.Groups),
        new("POST", "mote/planera", Who.Coordinator) { Form = p => [("Group", Id(p.TeamGroup))], IsOwned = true },
        new("GET", "grupper/{id:long}/sammansattning", Who.Team) { At = p => $"/grupper/{p.SteeringGroup}/sammansattning", IsOwned = true },
        new("GET", "mote/serie/ny", Who.Coordinator) { At = p => $"/mote/serie/ny?grupp={p.TeamGroup}", IsOwned = true },
        new("POST", "mote/serie/ny", Who.Coordinator) { Form = p => [("Group", Id(p.TeamGroup))], IsOwned = true },
        new("GET", "mote/serie/{id:long}", Who.Coordinator) { At = p => $"/mote/serie/{p.Series}", IsOwned = true },
        new("POST", "mote/serie/{id:long}", Who.Coordinator) { At = p => $"/mote/serie/{p.Series}", IsOwned = true },
        new("GET", "mote/serie/{id:long}/avsluta", Who.Coordinator) { At = p => $"/mote/serie/{p.Series}/avsluta", IsOwned = true },
        new("POST", "mote/serie/{id:long}/avsluta", Who.Coordinator) { At = p => $"/mote/serie/{p.Series}/avsluta", Form = _ => [("version", "-1")], IsOwned = true },
        new("GET", "mote/{id:long}/andra", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/andra", IsOwned = true },
        new("POST", "mote/{id:long}/andra", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/andra", IsOwned = true },
        new("POST", "mote/{id:long}/stall-in", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/stall-in", IsOwned = true },
        new("GET", "mote/{id:long}/kalla", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/kalla", IsOwned = true },
        new("POST", "mote/{id:long}/kalla", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/kalla", IsOwned = true },
        new("POST", "mote/{id:long}/kalla-ersattare", Who.Coordinator) { At = p => $"/mote/{p.PlannedMeeting}/kalla-ersattare", Form = p => [("account", Id(p.PlannedMember))], IsOwned = true },
        new("POST", "mote/{id:long}/svara-kallelse", Who.Coordinator) { At = p => $"/mote/{p.PlannedMeeting}/svara-kallelse", Form = p => [("invitation", Id(p.Invitation))], IsOwned = true },
        new("GET", "mote/{id:long}/mote.ics", Who.Team | Who.Group) { At = p => $"/mote/{p.GroupMeeting}/mote.ics", IsOwned = true },
        new("GET", "mote/{id:long}", Who.Team) { At = p => $"/mote/{p.Review}", IsOwned = true },
        new("GET", "mote/{id:long}", Who.Team) { At = p => $"/mote/{p.HeldReview}", IsOwned = true },
        new("GET", "mote/{id:long}", Who.Team | Who.Group) { At = p => $"/mote/{p.GroupMeeting}", IsOwned = true },
        new("GET", "mote/prioritet", Who.Team | Who.Groups),
        new("GET", "mote/{id:long}/ordning", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/ordning", IsOwned = true },
        new("POST", "mote/{id:long}/ordning/{till}", Who.Coordinator)
        {
            At = p => $"/mote/{p.GroupMeeting}/ordning/upp", Form = p => [("punkt", Id(p.GroupCase))], IsOwned = true,
        },
        new("GET", "mote/{id:long}/underlag", Who.Team) { At = p => $"/mote/{p.Review}/underlag", IsOwned = true },
        new("GET", "mote/{id:long}/underlag", Who.Team | Who.Group) { At = p => $"/mote/{p.GroupMeeting}/underlag", IsOwned = true },
        new("GET", "mote/{id:long}/underlag.docx", Who.Team | Who.Group) { At = p => $"/mote/{p.PlannedMeeting}/underlag.docx", IsOwned = true },
        new("POST", "mote/{id:long}/viktigt", Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/viktigt", Form = Said, IsOwned = true },
        new("POST", "mote/{id:long}/viktigt", Who.None) { At = p => $"/mote/{p.GroupMeeting}/viktigt", Form = p => [("punkt", Id(p.TeamCase)), ("part", Id(p.UserParty))], IsOwned = true },
        // The member of these rows stands for no party, and so for none that a case is about.
        new("POST", "mote/{id:long}/kommentar", Who.None) { At = p => $"/mote/{p.GroupMeeting}/kommentar", Form = Said, IsOwned = true },
        new("POST", "mote/{id:long}/ser-ocksa", Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/ser-ocksa", Form = Said, IsOwned = true },
        new("POST", "mote/{id:long}/avvikande-fore", Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/avvikande-fore", Form = Said, IsOwned = true },
        new("POST", "mote/{id:long}/vack", Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/vack", Form = Said, IsOwned = true },
        new("POST", "mote/{id:long}/vack/{point:long}/andra", Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/vack/{p.RaisedPoint}/andra", Form = Said, IsOwned = true },
        new("POST", "mote/{id:long}/vack/{point:long}/ta-tillbaka", Who.Coordinator | Who.UserOrganisation)
        {
            At = p => $"/mote/{p.GroupMeeting}/vack/{p.RaisedPoint}/ta-tillbaka", IsOwned = true,
        },
        new("GET", "mote/{id:long}/vack/{point:long}/fel-uppgift", Who.Coordinator | Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/vack/{p.RaisedPoint}/fel-uppgift", IsOwned = true },
        new("POST", "mote/{id:long}/vack/{point:long}/fel-uppgift", Who.Coordinator | Who.UserOrganisation)
        {
            At = p => $"/mote/{p.GroupMeeting}/vack/{p.RaisedPoint}/fel-uppgift", Form = _ => [("key", Key)], IsOwned = true,
        },
        new("POST", "mote/{id:long}/vack/{point:long}/utfall", Who.Coordinator)
        {
            At = p => $"/mote/{p.GroupMeeting}/vack/{p.RaisedPoint}/utfall", Form = _ => [("outcome", "Discussed")], IsOwned = true,
        },
        new("GET", "mote/{id:long}/anteckningar", Who.Team | Who.Group) { At = p => $"/mote/{p.GroupMeeting}/anteckningar", IsOwned = true },
        new("GET", "mote/{id:long}/protokoll.docx", Who.Team) { At = p => $"/mote/{p.HeldReview}/protokoll.docx", IsOwned = true },
        new("GET", "mote/{id:long}/protokoll.docx", Who.Team | Who.Group) { At = p => $"/mote/{p.GroupMeeting}/protokoll.docx", IsOwned = true },
        new("GET", "mote/{id:long}/protokoll/{number:int}", Who.Team) { At = p => $"/mote/{p.HeldReview}/protokoll/1", IsOwned = true },
        new("GET", "mote/{id:long}/protokoll/{number:int}", Who.Team | Who.Group) { At = p => $"/mote/{p.GroupMeeting}/protokoll/1", IsOwned = true },
        new("POST", "mote/{id:long}/justerare", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/justerare", Form = _ => [("version", "-1")], IsOwned = true },
        new("GET", "mote/{id:long}/andra-anteckningar", Who.Coordinator) { At = p => $"/mote/{p.HeldReview}/andra-anteckningar", IsOwned = true },
        new("POST", "mote/{id:long}/andra-anteckningar", Who.Coordinator) { At = p => $"/mote/{p.HeldReview}/andra-anteckningar", Form = _ => [("seen", "-1")], IsOwned = true },
        new("POST", "mote/{id:long}/skicka-anteckningar", Who.Coordinator) { At = p => $"/mote/{p.HeldReview}/skicka-anteckningar", Form = _ => [("others", "ingen")], IsOwned = true },
        new("GET", "mote/{id:long}/handelser", Who.Team) { At = p => $"/mote/{p.Review}/handelser", IsOwned = true },
        new("GET", "mote/{id:long}/handelser", Who.Team | Who.Group) { At = p => $"/mote/{p.GroupMeeting}/handelser", IsOwned = true },
        new("POST", "mote/{id:long}/visa", Who.Coordinator)
        {
            At = p => $"/mote/{p.Review}/visa", Form = p => [("punkt", Id(p.ReviewItem))], IsOwned = true,
        },
        new("GET", "mote/{id:long}/oppna", Who.Coordinator) { At = p => $"/mote/{p.PlannedMeeting}/oppna", IsOwned = true },
        // One that has been held: it is refused, and stays open to the other rows.
        new("POST", "mote/{id:long}/stang", Who.Coordinator) { At = p => $"/mote/{p.HeldReview}/stang", IsOwned = true },
        new("POST", "mote/{id:long}/oppna", Who.Coordinator) { At = p => $"/mote/{p.Review}/oppna", IsOwned = true },
        new("POST", "mote/{id:long}/anteckning", Who.Coordinator)
        {
            At = p => $"/mote/{p.Review}/anteckning", Form = p => [("punkt", Id(p.ReviewItem))], IsOwned = true,
        },
        new("POST", "mote/{id:long}/anteckningar", Who.Coordinator) { At = p => $"/mote/{p.Review}/anteckningar", IsOwned = true },
        new("GET", "mote/{id:long}/godkann", Who.Coordinator) { At = p => $"/mote/{p.Review}/godkann", IsOwned = true },
        new("POST", "mote/{id:long}/godkann", Who.Coordinator) { At = p => $"/mote/{p.Review}/godkann", IsOwned = true },
        new("POST", "mote/{id:long}/beslut", Who.Coordinator)
        {
            At = p => $"/mote/{p.Review}/beslut", Form = p => [("punkt", Id(p.ReviewItem)), ("val", "hold")], IsOwned = true,
        },
        new("POST", "mote/{id:long}/angra", Who.Coordinator)
        {
            At = p => $"/mote/{p.HeldReview}/angra", Form = p => [("beslut", Id(p.HeldDecision)), ("key", Key)], IsOwned = true,
        },
        new("POST", "mote/{id:long}/godkann-text", Who.Writers)
        {
            At = p => $"/mote/{p.Review}/godkann-text", Form = p => [("punkt", Id(p.ReviewItem)), ("key", Key)], IsOwned = true,
        },
        new("POST", "mote/{id:long}/svar", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/svar", IsOwned = true },
        new("POST", "mote/{id:long}/stod", Who.Coordinator | Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/stod", Form = Support, IsOwned = true },
        new("POST", "mote/{id:long}/avvikande", Who.Coordinator | Who.UserOrganisation) { At = p => $"/mote/{p.GroupMeeting}/avvikande", Form = Support, IsOwned = true },
    ];
}
