using Systemfel.Data.Accounts;

namespace Systemfel.Web.Features.Shared;

public sealed record NavigationItem(string Text, string Href)
{
    /// <summary>The item whose page is shown, or one below it.</summary>
    public bool IsCurrent(PathString path) => Href == "/" || IsAlone ? path == Href : path.StartsWithSegments(Href);

    /// <summary>What lies below its address has items of its own.</summary>
    public bool IsAlone { get; init; }
}

/// <summary>The main menu: what the roles of an account need, each thing once, in the order of the widest role.</summary>
public static class Navigation
{
    private static readonly NavigationItem ToDo = new("Att göra", "/");
    private static readonly NavigationItem Mine = new("Mina rapporter", "/");
    private static readonly NavigationItem Register = new("Register", "/register");
    private static readonly NavigationItem Report = new("Rapportera", "/rapportera");
    private static readonly NavigationItem Meetings = new("Möte", "/mote");
    private static readonly NavigationItem Letters = new("Brev", "/brev");
    private static readonly NavigationItem Unsorted = new("Osorterat", "/osorterat");
    private static readonly NavigationItem Overview = new("Översikt", "/oversikt");
    private static readonly NavigationItem Return = new("Årsredovisning", "/arsrapport");
    private static readonly NavigationItem Route = new("Flöde", "/flode");
    private static readonly NavigationItem Guide = new("Kom igång", "/start");
    private static readonly NavigationItem RouteEditor = new("Vägen", "/admin/vagen");
    private static readonly NavigationItem County = new("Till Länsstyrelsen", "/lansstyrelsen") { IsAlone = true };
    private static readonly NavigationItem Settings = new("Inställningar", "/installningar");
    private static readonly NavigationItem Incidents = new("Incidenter", "/incidenter");
    private static readonly NavigationItem Returns = new("Redovisningar", "/lansstyrelsen/redovisningar");
    private static readonly NavigationItem Registry = new("Registerlista", "/registerlista");
    private static readonly NavigationItem Jobs = new("Jobb", "/admin/jobb");
    private static readonly NavigationItem Email = new("E-post", "/epost");
    private static readonly NavigationItem Accounts = new("Konton", "/admin/konton");

    private static readonly (Role Role, NavigationItem[] Items)[] ByRole =
    [
        (Role.Coordinator, [ToDo, Register, Report, Meetings, Letters, Unsorted, Overview, Return, Route, Settings]),
        (Role.Ombud, [Mine, Report, Register, Meetings, Overview, Return]),
        (Role.UnitManager, [Register, Meetings, Overview, Return, Route, Incidents]),
        (Role.Member, [Meetings, Register]),
        (Role.UserOrganisation, [Meetings, Register]),
        (Role.CountyBoard, [County, Returns, Register]),
        (Role.Registrar, [Letters, Unsorted, Registry, Incidents]),
        (Role.Administrator, [Guide, RouteEditor, Accounts, Jobs, Email]),
    ];

    public static IReadOnlyList<NavigationItem> For(Viewer viewer) =>
        [.. ByRole.Where(r => viewer.HasAny(r.Role)).SelectMany(r => r.Items).DistinctBy(i => i.Href)];
}

/// <summary>What a role is called on screen.</summary>
public static class RoleNames
{
    public static string Swedish(this Role role) => role switch
    {
        Role.Ombud => "ombud",
        Role.Coordinator => "samordnare",
        Role.UnitManager => "enhetschef",
        Role.Member => "ledamot",
        Role.UserOrganisation => "brukarorganisation",
        Role.CountyBoard => "länsstyrelsen",
        Role.Registrar => "registrator",
        Role.Administrator => "administratör",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string Swedish(this IEnumerable<Membership> memberships) =>
        string.Join(", ", memberships.Select(m => m.Role).Distinct().Select(r => r.Swedish()));
}
