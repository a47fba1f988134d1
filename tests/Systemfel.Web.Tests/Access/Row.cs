namespace Systemfel.Web.Tests.Access;

/// <summary>One endpoint, and who gets in.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">The route as it is declared.</param>
/// <param name="Allowed">Who gets in, in the organisation that the data belongs to.</param>
public sealed record Row(string Method, string Pattern, Who Allowed)
{
    /// <summary>The address that is called; without it the pattern itself.</summary>
    public Func<Places, string>? At { get; init; }

    /// <summary>What is posted: as little as gets past the door without changing what later cells need.</summary>
    public Func<Places, (string Name, string Value)[]> Form { get; init; } = _ => [];

    /// <summary>Names data of the first organisation: then nobody of another gets in.</summary>
    public bool IsOwned { get; init; }

    /// <summary>Whoever gets in is led to the sign-in page.</summary>
    public bool LeadsToSignIn { get; init; }

    /// <summary>Ends or changes the session: a browser of its own.</summary>
    public bool NeedsOwnSession { get; init; }

    /// <summary>A program calls it, with the caller's personal key and no session.</summary>
    public bool ByKey { get; init; }

    public bool Lets(Caller caller) => Allowed.HasFlag(caller.Role) && !(IsOwned && caller.Elsewhere);

    public string Path(Places places)
    {
        var path = At?.Invoke(places) ?? Pattern;
        return path.StartsWith('/') ? path : "/" + path;
    }

    public override string ToString() => $"{Method} {Pattern}";
}
