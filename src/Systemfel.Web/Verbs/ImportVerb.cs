using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Verbs;

/// <summary>`import FILE`: the dry run as JSON lines, a line for the list and one for each fault; `--apply` stores it all, or nothing.</summary>
internal static class ImportVerb
{
    private sealed record Summary(string File, int Rows, int Cases, int Occurrences, int LeftOut, int Faulty, int ToAnswer, bool MayBeApplied);

    private sealed record Fault(int Row, string Column, string Kind, string Message);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Older deficiencies as CSV or xlsx." };
        var organisation = NamedOrganisation.Option();
        var apply = new Option<bool>("--apply") { Description = "Stores the list, as the organisation's first coordinator. Without it nothing is stored." };
        var import = new Command("import", "Reads an older list of deficiencies and reports what would become of it.") { file, organisation, apply };
        import.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(organisation), parsed.GetValue(apply), ct));
        return import;
    }

    private static async Task<int> RunAsync(FileInfo file, string? organisation, bool apply, CancellationToken ct)
    {
        if (!file.Exists) return await Verb.FailAsync($"{file.Name}: there is no such file.");
        if (file.Length > ImportLimits.Bytes) return await Verb.FailAsync($"{file.Name}: {FaultWords.English(new ImportFault(FaultKind.TooLarge))}");
        var content = await File.ReadAllBytesAsync(file.FullName, ct);
        return await Verb.WithServicesAsync(async services =>
        {
            await services.GetRequiredService<ReferenceLoader>().LoadAsync(ct);
            var reader = services.GetRequiredService<SystemfelReader>();
            if (await NamedOrganisation.FindAsync(reader, organisation, ct) is not { Id: var id }) return await Verb.FailAsync(NamedOrganisation.Missing(organisation));
            try
            {
                var plan = await services.GetRequiredService<ImportPlans>().DryRunAsync(id, content, ct);
                await TellAsync(file.Name, plan);
                if (!plan.MayBeApplied) return await Verb.FailAsync($"{file.Name}: nothing was stored. Put the faults above right, or answer and leave rows out on the page /import.");
                return apply ? await ApplyAsync(services, reader, id, file.Name, content, plan, ct) : 0;
            }
            catch (ImportFileException e)
            {
                return await Verb.FailAsync($"{file.Name}{(e.Fault.Row > 0 ? $", row {e.Fault.Row}" : "")}: {FaultWords.English(e.Fault)}");
            }
        });
    }

    private static async Task<int> ApplyAsync(IServiceProvider services, SystemfelReader reader, long organisation, string name, byte[] content, ImportPlan plan, CancellationToken ct)
    {
        var account = await reader.Accounts.Include(a => a.Memberships).Where(a => a.DisabledAt == null && a.Memberships.Any(m => m.OrganisationId == organisation && m.Role == Role.Coordinator))
            .OrderBy(a => a.Id).FirstOrDefaultAsync(ct);
        if (account == null) return await Verb.FailAsync("The organisation has no coordinator, in whose name the list would be imported. Add one with 'user add'.");
        var actor = new Actor(account.Id, account.DisplayName, account.Memberships);
        var imports = services.GetRequiredService<ImportService>();
        var id = await imports.TakeAsync(organisation, name, null, content, actor, plan, ct);
        await imports.StartAsync(id, actor, waits: true, ct: ct);
        if (!await services.GetRequiredService<ImportApplying>().ApplyAsync(id, ct)) return await Verb.FailAsync($"{name}: the import failed and nothing was stored. The page /import/{id} says why.");
        await Console.Error.WriteLineAsync($"{name}: imported as /import/{id}, where it can be undone.");
        return 0;
    }

    private static async Task TellAsync(string file, ImportPlan plan)
    {
        var summary = new Summary(file, plan.Rows.Count, plan.Count(RowBecomes.Case), plan.Count(RowBecomes.Occurrence), plan.Count(RowBecomes.Nothing),
            plan.Count(RowBecomes.Fault), plan.Rows.Count(r => r.Asks), plan.MayBeApplied);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(summary, Json));
        foreach (var fault in plan.Faults)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new Fault(fault.Row, fault.Column, fault.Kind.ToString(), FaultWords.English(fault)), Json));
    }
}
