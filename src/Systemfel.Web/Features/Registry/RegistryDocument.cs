using Systemfel.Web.Features.Lists;

namespace Systemfel.Web.Features.Registry;

public enum RegistryDirection { Received, Sent, Made }

/// <summary>A document as a registrar enters it: no name of a person, and no word of what it says.</summary>
/// <param name="At">When it came, left or was made.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Body">From whom or to whom: a body, never a person.</param>
/// <param name="What">What it is.</param>
/// <param name="OurReference">Our number; empty when it has none.</param>
/// <param name="TheirReference">The number that the other body has given it; empty when none is known.</param>
/// <param name="Href">Its page, where the registrar has one; else empty.</param>
public sealed record RegistryDocument(DateTimeOffset At, RegistryDirection Direction, string Body, string What, string OurReference, string TheirReference, string Href)
{
    public int Attachments { get; init; }

    public string Way => Direction switch { RegistryDirection.Received => "Inkommen", RegistryDirection.Sent => "Skickad", _ => "Upprättad" };
}

/// <summary>The registry list as a file.</summary>
public static class RegistryList
{
    public static ListOf<RegistryDocument> Columns { get; } = new("registry", "registerlista", "Registerlista",
    [
        new("Datum", d => Shared.SwedishDates.SwedishDay(d.At)),
        new("Inkommen eller skickad", d => d.Way),
        new("Vår beteckning", d => d.OurReference),
        new("Deras beteckning", d => d.TheirReference),
        new("Från eller till", d => d.Body),
        new("Handling", d => d.What),
        new("Bilagor", d => d.Attachments > 0 ? d.Attachments : (long?)null),
    ]);
}
