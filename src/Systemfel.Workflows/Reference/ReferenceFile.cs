using System.Text.Json;

namespace Systemfel.Workflows.Reference;

/// <summary>The data that ships with the product: authorities, sub-areas, parties, groups; and what the demo shows.</summary>
internal static class ReferenceFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static T Read<T>(string name)
    {
        using var stream = typeof(ReferenceFile).Assembly.GetManifestResourceStream($"Systemfel.Workflows.Reference.{name}.json")
            ?? throw new InvalidOperationException($"The data file '{name}' is not part of this build.");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"The data file '{name}' is empty.");
    }
}

internal sealed record ReferenceData(
    OrganisationData Organisation, List<NamedData> Municipalities, List<AuthorityData> Authorities, List<NamedData> Themes,
    List<NamedData> CauseTypes, List<NamedData> LifeDomains, List<PartyData> Parties, List<GroupData> Groups,
    List<ContactData> Contacts, List<AccountData> Accounts);

internal sealed record OrganisationData(string Name, string Host, string County, string Phone, string RegistryPrefix);

internal sealed record NamedData(string Code, string Name);

internal sealed record AuthorityData(string Code, string Plate, string Name, string Kind, List<NamedData> SubAreas);

internal sealed record PartyData(string Code, string Name, string? Authority, string? Municipality);

internal sealed record GroupData(string Code, string Name, string Kind, string? Inviter, List<string> Parties);

internal sealed record ContactData(string Party, string Name, string Address, List<string> Domains);

internal sealed record AccountData(
    string Email, string Name, List<string> Roles, string? Municipality, string? Party, List<string> Groups, bool Chair);
