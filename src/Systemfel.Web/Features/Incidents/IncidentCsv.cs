using CsvHelper;
using Systemfel.Data.Operations;
using Systemfel.Web.Features.Register;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Incidents;

namespace Systemfel.Web.Features.Incidents;

/// <summary>The record of incidents as a file that Swedish Excel opens with a double-click: UTF-8 with BOM, semicolons, a row an incident. No content.</summary>
public static class IncidentCsv
{
    private static readonly (string Header, Func<Incident, string?> Value)[] Columns =
    [
        ("När", i => $"{i.At.SwedishDay().Iso()} {i.At.Clock()}"),
        ("Vem", IncidentWords.Who),
        ("Slag av uppgift", i => PersonalDataKinds.InWords(i.Kinds)),
        ("Var", IncidentWords.Subject),
        ("Nummer", i => i.SubjectNumber),
        ("Åtgärd", i => IncidentWords.Action(i.Action)),
        ("Omfattar", IncidentWords.Places),
        ("Beslut", IncidentWords.Decision),
        ("Beslutat", i => i.DecidedAt?.SwedishDay().Iso()),
        ("Beslutat av", i => i.DecidedBy?.DisplayName),
        ("Diarienummer", i => i.DecisionNumber),
    ];

    public static byte[] Write(IReadOnlyList<Incident> incidents)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { Separator = ';', NewLine = "\r\n", WriteByteOrderMark = true, HasHeader = false }, leaveOpen: true))
        {
            foreach (var (header, _) in Columns) csv.WriteField(header);
            csv.EndRecord();
            foreach (var incident in incidents)
            {
                foreach (var (_, value) in Columns) csv.WriteField(CsvCell.Safe(value(incident)));
                csv.EndRecord();
            }
            csv.Flush();
        }
        return buffer.ToArray();
    }
}
