using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Verbs;

/// <summary>`--organisation X`: which of the organisations a verb is for.</summary>
internal static class NamedOrganisation
{
    public static Option<string?> Option() => new("--organisation") { Description = "The organisation's id or name; the first when it is left out." };

    /// <returns>Null when there is none; <see cref="Missing"/> says so.</returns>
    public static async Task<Organisation?> FindAsync(SystemfelReader reader, string? named, CancellationToken ct) =>
        (await reader.Organisations.OrderBy(o => o.Id).ToListAsync(ct))
            .Find(o => named == null || o.Id.ToString(CultureInfo.InvariantCulture) == named || string.Equals(o.Name, named, StringComparison.OrdinalIgnoreCase));

    public static string Missing(string? named) => named == null ? "There is no organisation in the database." : $"There is no organisation '{named}'. Give its id or its name.";
}
