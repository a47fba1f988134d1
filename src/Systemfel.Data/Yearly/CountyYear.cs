using Systemfel.Data.Accounts;

namespace Systemfel.Data.Yearly;

/// <summary>A county's year: the template that the County Administrative Board has published, and by when returns are due.</summary>
public sealed class CountyYear
{
    public long Id { get; internal set; }
    public string County { get; internal set; } = "";
    public int Year { get; internal set; }
    public string TemplateKey { get; internal set; } = "";
    public DateOnly DueOn { get; internal set; }
    /// <summary>What the County Administrative Board says beside the form.</summary>
    public string Note { get; internal set; } = "";
    public DateTimeOffset PublishedAt { get; internal set; }
    public long PublishedById { get; internal set; }
    public Account PublishedBy { get; internal set; } = null!;
    public List<CountyService> Services { get; internal set; } = [];
}

public enum CountyReturnState { Missing, Received, AskedToComplete, Accepted }

/// <summary>One service in the county and its return of the year, whether it uses the product or not.</summary>
public sealed class CountyService
{
    public long Id { get; internal set; }
    public long CountyYearId { get; internal set; }
    public CountyYear CountyYear { get; internal set; } = null!;
    public string Name { get; internal set; } = "";
    /// <summary>Null: a service that does not use the product.</summary>
    public long? OrganisationId { get; internal set; }
    /// <summary>The return in the product that was judged; null while none has been, and for a file.</summary>
    public long? DocumentId { get; internal set; }
    public CountyReturnState State { get; internal set; }
    /// <summary>The fields as they were sent, or as the file held them.</summary>
    public string ValuesJson { get; internal set; } = "{}";
    /// <summary>What it said besides: its form, who decided it and why its figures do not agree; of a file also its texts, heading by heading.</summary>
    public string TextsJson { get; internal set; } = "{}";
    /// <summary>product, json or docx.</summary>
    public string Source { get; internal set; } = "";
    public DateTimeOffset? ReceivedAt { get; internal set; }
    /// <summary>What was asked for, or why it was accepted although its figures do not agree.</summary>
    public string Note { get; internal set; } = "";
    public int Version { get; internal set; }
}
