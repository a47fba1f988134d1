using System.Globalization;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Administration;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Starting;

namespace Systemfel.Web.Features.Guide;

/// <summary>What hinders another way of working.</summary>
public enum PresetUse { None, Examples, Real }

public sealed record PresetModel(IReadOnlyList<RouteDefinition> Presets, string Chosen, RouteDefinition? Current, PresetUse Use);

/// <summary><paramref name="Late"/>: something has changed since the page that was confirmed.</summary>
public sealed record PresetConfirmModel(PresetPlan Plan, bool Late);

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
    public const string Other = "annan";

    /// <summary>The id of a kind of authority, <see cref="Other"/>, or nothing for an organisation.</summary>
    public string? Authority { get; set; }
    public List<long> Group { get; set; } = [];

    /// <summary>What is in no list is none of the organisation's authorities.</summary>
    public long? AuthorityId => string.IsNullOrEmpty(Authority) || Authority == Other ? null : long.TryParse(Authority, out var id) ? id : 0;
}

public sealed record PartyRow(long Id, string Name, string Kind, string Groups);

/// <summary>The seats as they were shown and as they were sent: what differs between the two is what the person changed.</summary>
public sealed class SeatsForm
{
    public List<string> Was { get; set; } = [];
    public List<string> Sits { get; set; } = [];

    public static string Seat(long group, long party) => string.Create(CultureInfo.InvariantCulture, $"{group}-{party}");

    /// <summary>What changes; null when a seat is not one.</summary>
    public IReadOnlyList<SeatInput>? Changes()
    {
        var inputs = new List<SeatInput>();
        foreach (var seat in Was.Union(Sits).Where(s => Was.Contains(s) != Sits.Contains(s)))
        {
            if (seat.Split('-') is not [var group, var party] || !long.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var g)
                || !long.TryParse(party, NumberStyles.None, CultureInfo.InvariantCulture, out var p)) return null;
            inputs.Add(new SeatInput(g, p, Sits.Contains(seat)));
        }
        return inputs;
    }
}

/// <summary><paramref name="Was"/>: the seats that are stored; <paramref name="Sits"/>: those that are ticked.</summary>
public sealed record PartiesModel(
    PartyForm Form, IReadOnlyList<PartyRow> Rows, IReadOnlyList<Authority> Authorities, IReadOnlyList<Group> Groups, IReadOnlySet<string> Was, IReadOnlySet<string> Sits);

public sealed class GuideContactForm
{
    public long Party { get; set; }
    public string? Name { get; set; }
    public string? Address { get; set; }
}

public sealed record GuideContactsModel(GuideContactForm Form, IReadOnlyList<Party> Parties);

/// <summary>Where mail goes.</summary>
public enum MailSends { NotYet, Nowhere, Out }

/// <summary><paramref name="Outgoing"/> and <paramref name="Mailboxes"/>: for whoever sets it up.</summary>
public sealed record GuideMailModel(
    MailSends Sends, string Outgoing, IReadOnlyList<string> Mailboxes, bool IsOpen, string? Address, Guid? Key, IReadOnlyList<OutboxItem> Tests);

public sealed record GuideAccountsModel(AccountPage Page, IReadOnlyList<(string Name, string Email, string Roles)> Rows);

public sealed record ExamplesModel(int Count, IReadOnlyList<string> Titles);
