namespace Systemfel.Web.Tests.Access;

/// <summary>Those that the matrix knocks on every door as.</summary>
[Flags]
public enum Who
{
    None = 0,
    Anonymous = 1,
    Ombud = 2,
    Coordinator = 4,
    UnitManager = 8,
    /// <summary>Sits in the group whose cases and meeting the rows name.</summary>
    Member = 16,
    /// <summary>Sits in the other group.</summary>
    OtherMember = 32,
    UserOrganisation = 64,
    County = 128,
    Registrar = 256,
    Administrator = 512,

    Team = Ombud | Coordinator | UnitManager,
    Heads = Coordinator | UnitManager,
    Group = Member | UserOrganisation,
    Groups = Group | OtherMember,
    Writers = Ombud | Coordinator,
    Post = Coordinator | Registrar,
    SignedIn = Team | Groups | County | Registrar | Administrator,
    Everyone = SignedIn | Anonymous,
}

/// <summary>A person at the door: a role, in the organisation whose data the rows name or in another.</summary>
public sealed record Caller(Who Role, bool Elsewhere)
{
    public static IReadOnlyList<Caller> All { get; } =
    [
        new(Who.Anonymous, false),
        .. Enum.GetValues<Who>().Where(w => w != Who.Anonymous && int.IsPow2((int)w)).SelectMany(w => new[] { new Caller(w, false), new Caller(w, true) }),
    ];

    public override string ToString() => Elsewhere ? $"{Role} elsewhere" : Role.ToString();
}
