using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Administration;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Starting;

namespace Systemfel.Web.Features.Guide;

public sealed record PresetModel(IReadOnlyList<RouteDefinition> Presets, string Chosen, bool InUse);

public sealed class PlaceForm
{
    public string? Name { get; set; }
    public string? HostName { get; set; }
    public string? County { get; set; }
    public string? Phone { get; set; }
    public List<string> Municipality { get; set; } = [];

    public PlaceInput Input() => new(Name ?? "", HostName ?? "", County ?? "", Phone ?? "", Municipality);
}

public sealed record PlaceModel(PlaceForm Form, IReadOnlyList<MunicipalityName> Offered);

public sealed class GroupsForm
{
    public List<long> Id { get; set; } = [];
    public List<string?> Name { get; set; } = [];
    public List<string?> Meetings { get; set; } = [];
}

public sealed record GroupRow(long Id, string Name, string Meetings, bool IsTeam);

public sealed class PartyForm
{
    public string? Name { get; set; }
    public long? Authority { get; set; }
    public List<long> Group { get; set; } = [];
}

public sealed record PartyRow(string Name, string Kind, string Groups);

public sealed record PartiesModel(PartyForm Form, IReadOnlyList<PartyRow> Rows, IReadOnlyList<Authority> Authorities, IReadOnlyList<Group> Groups);

public sealed class GuideContactForm
{
    public long Party { get; set; }
    public string? Name { get; set; }
    public string? Address { get; set; }
}

public sealed record GuideContactsModel(GuideContactForm Form, IReadOnlyList<Party> Parties);

public sealed record GuideMailModel(string Outgoing, string Incoming, bool IsOpen, string? Address, IReadOnlyList<OutboxItem> Tests);

public sealed record GuideAccountsModel(AccountPage Page, IReadOnlyList<(string Name, string Email, string Roles)> Rows);

public sealed record ExamplesModel(int Count, IReadOnlyList<string> Titles);
