using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Verbs;

/// <summary>`annual-return YEAR [--format docx|json] [--organisation NAME] [--output FILE]`: the return as it stands.</summary>
internal static class AnnualReturnVerb
{
    public static Command Command()
    {
        var year = new Argument<int>("YEAR") { Description = "The year that it is about." };
        var format = new Option<string>("--format") { Description = "docx or json.", DefaultValueFactory = _ => "docx" };
        format.AcceptOnlyFromAmong("docx", "json");
        var organisation = new Option<string?>("--organisation") { Description = "The organisation's name; needed only where there are several." };
        var output = new Option<FileInfo?>("--output") { Description = "The file to write; without it, stdout." };
        var verb = new Command("annual-return", "Writes the return to the County Administrative Board, as it stands.") { year, format, organisation, output };
        verb.SetAction((parsed, ct) => Verb.WithServicesAsync(async services =>
        {
            var (isWord, file) = (parsed.GetRequiredValue(format) == "docx", parsed.GetValue(output));
            if (isWord && file == null && !Console.IsOutputRedirected) return await Verb.FailAsync("A docx is no text for a terminal: name a file with --output, or redirect.");
            var reader = services.GetRequiredService<SystemfelReader>();
            var asked = parsed.GetRequiredValue(year);
            var name = parsed.GetValue(organisation);
            var found = await reader.YearDocuments.Include(d => d.Organisation)
                .Where(d => d.Year == asked && d.Kind == YearDocumentKind.Return && (name == null || d.Organisation.Name == name)).OrderBy(d => d.Id).Take(2).ToListAsync(ct);
            if (found.Count == 0) return await Verb.FailAsync($"There is no return for {asked}{(name == null ? "" : $" of '{name}'")}. It is begun at /arsrapport.");
            if (found.Count > 1) return await Verb.FailAsync($"Several organisations have a return for {asked}: name one with --organisation.");
            var bytes = await WriteAsync(reader, found[0], isWord, services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
            if (file != null) await File.WriteAllBytesAsync(file.FullName, bytes, ct);
            else
            {
                await using var stdout = Console.OpenStandardOutput();
                await stdout.WriteAsync(bytes, ct);
            }
            return 0;
        }));
        return verb;
    }

    private static async Task<byte[]> WriteAsync(SystemfelReader reader, YearDocument document, bool isWord, DateTimeOffset now, CancellationToken ct)
    {
        var passages = await reader.YearPassages.Include(p => p.Cases).Where(p => p.DocumentId == document.Id).OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync(ct);
        if (!isWord) return ReturnJson.Write(ReturnDocument.File(document, passages));
        var files = await reader.YearFiles.Where(f => f.DocumentId == document.Id).OrderBy(f => f.Id).Select(f => f.Name).ToListAsync(ct);
        return WordWriter.Write(ReturnDocument.Of(document, ReturnTemplates.Of(document)!, passages, files, now));
    }
}
