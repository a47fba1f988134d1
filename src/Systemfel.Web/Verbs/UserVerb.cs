using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Reference;

namespace Systemfel.Web.Verbs;

/// <summary>`user add|disable|reset`.</summary>
internal static class UserVerb
{
    private static readonly Dictionary<string, Role> Roles = new()
    {
        ["ombud"] = Role.Ombud,
        ["coordinator"] = Role.Coordinator,
        ["unit-manager"] = Role.UnitManager,
        ["county-board"] = Role.CountyBoard,
        ["registrar"] = Role.Registrar,
        ["administrator"] = Role.Administrator,
    };

    public static Command Command()
    {
        var email = new Argument<string>("EMAIL") { Description = "The account's address." };
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var role = new Option<string[]>("--role") { Description = $"One or more of {string.Join(", ", Roles.Keys)}. Members of a group are invited on the page Konton.", Required = true, AllowMultipleArgumentsPerToken = true };
        role.AcceptOnlyFromAmong([.. Roles.Keys]);
        var add = new Command("add", "Invites a person by e-mail.") { email, name, role };
        add.SetAction((parsed, ct) => Verb.WithServicesAsync(s => AddAsync(s, parsed.GetRequiredValue(email), parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), ct)));
        var disable = new Command("disable", "Shuts an account and ends its sessions.") { email };
        disable.SetAction((parsed, ct) => OnAccountAsync(parsed.GetRequiredValue(email), "disabled", (service, id) => service.DisableAsync(id, ct)));
        var reset = new Command("reset", "Takes two-factor sign-in off an account, for someone who has lost the device.") { email };
        reset.SetAction((parsed, ct) => OnAccountAsync(parsed.GetRequiredValue(email), "reset", (service, id) => service.ResetTwoFactorAsync(id, ct)));
        return new Command("user", "Accounts.") { add, disable, reset };
    }

    private static async Task<int> AddAsync(IServiceProvider services, string email, string name, string[] roles, CancellationToken ct)
    {
        await services.GetRequiredService<ReferenceLoader>().LoadAsync(ct);
        var organisation = await services.GetRequiredService<SystemfelReader>().Organisations.OrderBy(o => o.Id).Select(o => o.Id).FirstAsync(ct);
        var orders = roles.Distinct().Select(r => new MembershipOrder(organisation, Roles[r])).ToList();
        return await TellAsync(await services.GetRequiredService<AccountService>().InviteAsync(name, email, orders, ct), "The invitation is queued.");
    }

    private static Task<int> OnAccountAsync(string email, string done, Func<AccountService, long, Task<AccountResult>> work) =>
        Verb.WithServicesAsync(async services =>
        {
            var service = services.GetRequiredService<AccountService>();
            return await service.FindAsync(email) is { } id
                ? await TellAsync(await work(service, id), $"The account is {done}.")
                : await Verb.FailAsync("There is no account with that address.");
        });

    private static async Task<int> TellAsync(AccountResult result, string done)
    {
        if (!result.Succeeded) return await Verb.FailAsync(string.Join(' ', result.Problems));
        await Console.Out.WriteLineAsync(done);
        return 0;
    }
}
