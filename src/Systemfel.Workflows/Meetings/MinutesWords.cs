using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Meetings;

/// <summary>What approving is called: the notes of the team's review are 'godkända', a group's minutes are 'justerat'.</summary>
public static class MinutesWords
{
    /// <summary>'Anteckningarna är godkända', or 'Protokollet är justerat'.</summary>
    public static string Approved(bool team) => team ? "Anteckningarna är godkända" : "Protokollet är justerat";

    /// <summary>'Anteckningarna är inte godkända än', or 'Protokollet är inte justerat än'.</summary>
    public static string NotApproved(bool team) => team ? "Anteckningarna är inte godkända än" : "Protokollet är inte justerat än";

    /// <summary>'Godkänn anteckningarna', or 'Justera protokollet'.</summary>
    public static string Approve(bool team) => team ? "Godkänn anteckningarna" : "Justera protokollet";

    internal static bool IsTeam(Group group) => group.Kind == GroupKind.Team;
}
