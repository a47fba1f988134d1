using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Register;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Exporting;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Verbs;

/// <summary>`export deficiencies|events|all [--organisation NAME] FILE`: the team's lists as CSV or xlsx, or everything of an organisation.</summary>
internal static class ExportVerb
{
    public static Command Command()
    {
        var named = NamedOrganisation.Option();
        return new Command("export", "Writes what an organisation has to a file that is not there yet.")
        {
            Of("deficiencies", "All deficiencies, a row each, as the team reads them. FILE ends in .csv or .xlsx.", named, isList: true, DeficienciesAsync),
            Of("events", "The event log, a row an event. FILE ends in .csv or .xlsx.", named, isList: true, EventsAsync),
            Of("all", "Everything as JSON, with raw mails and attachments. FILE ends in .zip.", named, isList: false, AllAsync),
        };
    }

    private delegate Task Writing(IServiceProvider services, long organisationId, ListFormat format, Stream to, CancellationToken ct);

    private static Command Of(string name, string description, Option<string?> named, bool isList, Writing write)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write." };
        string[] endings = isList ? [".csv", ".xlsx"] : [".zip"];
        file.Validators.Add(r => { if (!endings.Contains(r.GetValueOrDefault<FileInfo>()?.Extension, StringComparer.Ordinal)) r.AddError($"FILE ends in {string.Join(" or ", endings)}."); });
        var command = new Command(name, description) { named, file };
        command.SetAction((parsed, ct) => Verb.WithServicesAsync(services => WriteAsync(services, parsed.GetValue(named), parsed.GetRequiredValue(file), write, ct)));
        return command;
    }

    private static async Task<int> WriteAsync(IServiceProvider services, string? name, FileInfo file, Writing write, CancellationToken ct)
    {
        if (file.Exists) return await Verb.FailAsync($"{file.Name}: there is such a file already. Name one that is not there.");
        if (file.Directory is not { Exists: true }) return await Verb.FailAsync($"{file.DirectoryName}: there is no such folder.");
        if (await NamedOrganisation.FindAsync(services.GetRequiredService<SystemfelReader>(), name, ct) is not { } organisation) return await Verb.FailAsync(NamedOrganisation.Missing(name));
        // Under another name until it is whole: what is broken off is no export.
        var part = file.FullName + ".part";
        var isOurs = false;
        try
        {
            // It holds raw mails: only who runs the command reads it.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var to = new FileStream(part, options))
            {
                isOurs = true;
                await write(services, organisation.Id, ListFormats.Of(file.Name), to, ct);
            }
            File.Move(part, file.FullName);
            isOurs = false;
        }
        catch (IOException e)
        {
            return await Verb.FailAsync($"{file.Name}: {e.Message}");
        }
        finally
        {
            if (isOurs) File.Delete(part);
        }
        await Console.Out.WriteLineAsync($"{file.Name}: {organisation.Name}, {new FileInfo(file.FullName).Length} bytes.");
        return 0;
    }

    private static async Task DeficienciesAsync(IServiceProvider services, long organisationId, ListFormat format, Stream to, CancellationToken ct)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var register = await services.GetRequiredService<RegisterIndex>().NowAsync(organisationId, ct);
        // No account is behind the command line: whoever runs it reads what the team reads, and nobody's drafts.
        var hits = register.Search(new RegisterFilter { Sort = RegisterSort.Number }, new RegisterSight(0, null), today);
        await RegisterList.Of(Audience.Team, today).WriteAsync(format, RegisterList.ReadAsync(services.GetRequiredService<SystemfelReader>(), hits.Ids, ct), to, ct);
    }

    private static Task EventsAsync(IServiceProvider services, long organisationId, ListFormat format, Stream to, CancellationToken ct)
    {
        var reader = services.GetRequiredService<SystemfelReader>();
        return EventList.Columns.WriteAsync(format, EventList.ReadAsync(reader, reader.Deficiencies.Where(d => d.OrganisationId == organisationId && !d.IsDraft && !d.IsExample), ct), to, ct);
    }

    private static Task AllAsync(IServiceProvider services, long organisationId, ListFormat format, Stream to, CancellationToken ct) =>
        services.GetRequiredService<OrganisationExport>().WriteAsync(organisationId, to, ct);
}
