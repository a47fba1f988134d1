using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;

namespace Systemfel.Workflows.Meetings;

/// <summary>The order of an agenda's sections. What is stored of a section is a number that never changes; this is where it stands.</summary>
public static class AgendaOrder
{
    /// <summary>The sections as a meeting goes through them.</summary>
    public static IReadOnlyList<AgendaSection> Sections { get; } =
    [
        AgendaSection.SinceLast, AgendaSection.AnswerToAssess, AgendaSection.Overdue, AgendaSection.HoldDue, AgendaSection.Tabled,
        AgendaSection.ProposedMerge, AgendaSection.Returning, AgendaSection.Raised, AgendaSection.New,
    ];

    /// <summary>Where a section stands, from 0.</summary>
    public static int Rank(AgendaSection section)
    {
        for (var i = 0; i < Sections.Count; i++)
            if (Sections[i] == section) return i;
        throw new ArgumentOutOfRangeException(nameof(section), section, "The agenda's order lacks this section.");
    }
}

/// <summary>Whom an item is about: what the items of a section are grouped by.</summary>
/// <param name="AuthorityId">The authority; null for a case without addressee.</param>
/// <param name="SubAreaId">Where in it; null when that was not said.</param>
/// <param name="Order">Where the authority stands among the organisation's, and in it the sub-area.</param>
public sealed record AgendaPlace(long? AuthorityId, long? SubAreaId, (int Authority, int SubArea) Order)
{
    /// <summary>No addressee.</summary>
    public static AgendaPlace None { get; } = new(null, null, (int.MaxValue, 0));

    internal static AgendaPlace Of(Addressee? a) => a == null
        ? None
        : new AgendaPlace(a.AuthorityId, a.SubAreaId, (a.Authority?.SortOrder ?? 0, a.SubArea?.SortOrder ?? -1));
}
