using System.CommandLine;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Reference;

namespace Systemfel.Web.Verbs;

/// <summary>`demo --reports N [--mails M] [--seed S]`: fills an empty database, the same way for the same seed.</summary>
internal static class DemoVerb
{
    public static Command Command()
    {
        var reports = new Option<int>("--reports") { Description = "How many deficiencies, with full histories.", Required = true };
        var mails = new Option<int>("--mails") { Description = "How many incoming mails.", DefaultValueFactory = _ => 0 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same data.", DefaultValueFactory = _ => 1 };
        reports.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 1 or > 1_000_000) r.AddError("--reports is 1 to 1000000."); });
        mails.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 0 or > 1_000_000) r.AddError("--mails is 0 to 1000000."); });
        var demo = new Command("demo", "Fills an EMPTY database with generated deficiencies; refuses one that has anything in it.") { reports, mails, seed };
        demo.SetAction((parsed, ct) => Verb.WithServicesAsync(async services =>
        {
            var generator = services.GetRequiredService<DemoGenerator>();
            if (!await generator.IsEmptyAsync(ct)) return await Verb.FailAsync("The database has something in it. 'demo' fills only an empty one.");
            await services.GetRequiredService<ReferenceLoader>().LoadAsync(ct);
            var made = await generator.FillAsync(parsed.GetRequiredValue(reports), parsed.GetRequiredValue(mails), parsed.GetRequiredValue(seed), ct);
            await Console.Out.WriteLineAsync($"{made.Reports} deficiencies with {made.Events} events, {made.Letters} letters and {made.Mails} mails.");
            return 0;
        }));
        return demo;
    }
}
