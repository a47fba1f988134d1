using System.CommandLine;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Reference;

namespace Systemfel.Web.Verbs;

/// <summary>`mail inspect FILE...`: what the product's own reader makes of raw mails; `mail ingest FILE...`: delivers them.</summary>
internal static class MailVerb
{
    public static Command Command()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Raw mails (.eml).", Arity = ArgumentArity.OneOrMore };
        var inspect = new Command("inspect", "Reads raw mails and prints one JSON object for each.") { files };
        inspect.SetAction((parsed, ct) => InspectAsync(parsed.GetRequiredValue(files), ct));
        var ingest = new Command("ingest", "Delivers raw mails to the ingest exactly as if they had come by IMAP.") { files };
        ingest.SetAction((parsed, ct) => Verb.WithServicesAsync(services => IngestAsync(services, parsed.GetRequiredValue(files), ct)));
        return new Command("mail", "E-mail.") { inspect, ingest };
    }

    private static async Task<int> IngestAsync(IServiceProvider services, FileInfo[] files, CancellationToken ct)
    {
        if (files.FirstOrDefault(f => !f.Exists) is { } missing) return await Verb.FailAsync($"{missing.Name}: there is no such file.");
        await services.GetRequiredService<ReferenceLoader>().LoadAsync(ct);
        var organisation = await services.GetRequiredService<SystemfelReader>().Organisations.OrderBy(o => o.Id).Select(o => o.Id).FirstAsync(ct);
        var ingest = services.GetRequiredService<MailIngest>();
        foreach (var file in files)
        {
            var id = await ingest.StoreAsync(organisation, "file", null, null, await File.ReadAllBytesAsync(file.FullName, ct), ct);
            var state = await ingest.ProcessAsync(id, ct);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { file = file.Name, id, state = state.ToString() }));
        }
        return 0;
    }

    private static async Task<int> InspectAsync(FileInfo[] files, CancellationToken ct)
    {
        if (files.FirstOrDefault(f => !f.Exists) is { } missing) return await Verb.FailAsync($"{missing.Name}: there is no such file.");
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        foreach (var file in files)
            await output.WriteLineAsync(MailInspection.Inspect(file.Name, await File.ReadAllBytesAsync(file.FullName, ct)).ToJson().AsMemory(), ct);
        return 0;
    }
}
