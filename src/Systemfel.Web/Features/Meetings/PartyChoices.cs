using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Who can take a question home, and to whom a letter can go; the addressee's own party comes chosen.</summary>
public static class PartyChoices
{
    public static DecisionPanel Add(DecisionPanel panel, Meeting meeting, Deficiency subject, IReadOnlyList<Bookmark> lines, Audience audience)
    {
        var addressees = lines.Select(b => subject.Addressees.Find(a => a.Id == b.AddresseeId)).OfType<Addressee>().Distinct().ToList();
        var sitting = meeting.Group.Parties.Select(p => p.Party).Where(p => p.AuthorityId != null)
            .OrderBy(p => p.Authority?.SortOrder).ThenBy(p => p.Name, StringComparer.CurrentCulture).ToList();
        var own = addressees.Select(a => OwnParty(a, subject, sitting, audience)).OfType<Party>().Distinct().ToList();
        var concerned = sitting.Where(p => addressees.Exists(a => a.AuthorityId == p.AuthorityId)).ToList();
        var contacts = (concerned.Count > 0 ? concerned : sitting).SelectMany(p => p.Contacts.Where(c => c.State != ContactState.Retired)
            .OrderBy(c => c.Id).Select((c, i) => new ContactChoice(c.Id, p.Name, c.Name, i == 0 && own.Contains(p)))).ToList();
        return panel with
        {
            Parties = sitting.ConvertAll(p => new PartyChoice(p.Id, p.Name, panel.Form.Party is { } chosen ? chosen == p.Id : own.Count > 0 && own[0] == p)),
            Contacts = panel.Form.Contact.Count == 0 ? contacts : contacts.ConvertAll(c => c with { IsDefault = panel.Form.Contact.Contains(c.Id) }),
        };
    }

    /// <summary>For a municipality that of the case; where several are meant, or its name is not shown here, none is chosen for them.</summary>
    private static Party? OwnParty(Addressee addressee, Deficiency subject, List<Party> sitting, Audience audience) =>
        sitting.Find(p => p.Id == addressee.PartyId)
        ?? sitting.Find(p => p.AuthorityId == addressee.AuthorityId && (p.MunicipalityId == null || p.MunicipalityId == subject.MunicipalityId && subject.Municipality is { } m && audience.Sees(m)));
}
