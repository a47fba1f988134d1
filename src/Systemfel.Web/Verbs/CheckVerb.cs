using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Web.Hosting;
using Systemfel.Workflows;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Letters;

namespace Systemfel.Web.Verbs;

/// <summary>`check`: configuration, database, mail in and out, clock, keys; one line each, exit 1 if something is wrong.</summary>
internal static class CheckVerb
{
    public static Command Command()
    {
        var check = new Command("check", "Checks configuration, database, mail, clock and keys.");
        check.SetAction((_, ct) => RunAsync(ct));
        return check;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        WebApplication app;
        SystemfelSettings settings;
        try
        {
            (app, settings) = ServerStart.Compose(["--Logging:LogLevel:Default=None"]);
        }
        catch (ConfigurationException e)
        {
            await TellAsync("configuration", false, e.Message);
            return 1;
        }
        await using var built = app;
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var letters = services.GetRequiredService<LetterOptions>();
        List<bool> results =
        [
            await TellAsync("configuration", true, $"{settings.Database.Provider}, {settings.PublicBaseUrl}"),
            await TryAsync("database", () => DatabaseAsync(services, ct)),
            await TryAsync("mail out", () => SmtpAsync(letters.Smtp, ct)),
            .. await MailInAsync(letters, ct),
            await TryAsync("clock", () => Task.FromResult(Clock(services.GetRequiredService<TimeProvider>()))),
            await TryAsync("keys", () => Task.FromResult(Keys(services))),
        ];
        return results.All(ok => ok) ? 0 : 1;
    }

    private static async Task<string> DatabaseAsync(IServiceProvider services, CancellationToken ct)
    {
        if (!await services.GetRequiredService<Migrator>().IsCurrentAsync(ct))
            throw new InvalidOperationException("not there, or not of this version; start the server once to upgrade it");
        var reader = services.GetRequiredService<SystemfelReader>();
        return $"{await reader.Deficiencies.CountAsync(ct)} deficiencies, {await reader.Accounts.CountAsync(ct)} accounts";
    }

    private static async Task<string> SmtpAsync(MailServerOptions? server, CancellationToken ct)
    {
        if (server == null) return "no server is set (Mail:Smtp:Host); mail stays in the outbox";
        await using var smtp = await SmtpClient.ConnectAsync(server, ct);
        return "the server answers and accepts the sign-in";
    }

    private static async Task<List<bool>> MailInAsync(LetterOptions options, CancellationToken ct)
    {
        if (options.Mailboxes.Count == 0)
            return [await TellAsync("mail in", true, "no server is set (Mail:Imap:Host); answers come by the reply page only")];
        var results = new List<bool>();
        foreach (var mailbox in options.Mailboxes)
            results.Add(await TryAsync(options.Mailboxes.Count == 1 ? "mail in" : $"mail in ({mailbox.Key})", () => ImapAsync(mailbox, ct)));
        return results;
    }

    private static async Task<string> ImapAsync(MailboxOptions mailbox, CancellationToken ct)
    {
        await using var imap = await ImapClient.ConnectAsync(mailbox.Server, ct);
        var folder = await imap.SelectAsync(mailbox.Folder, ct);
        return $"the server accepts the sign-in; {folder.Count} mails wait; {(imap.CanIdle ? "it tells when mail comes" : "it is asked each minute (no IDLE)")}";
    }

    private static string Clock(TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.Year is >= 2026 and < 2100 ? $"{now:O}" : throw new InvalidOperationException($"the clock says {now:O}");
    }

    private static string Keys(IServiceProvider services)
    {
        services.GetRequiredService<ReplyTokens>();
        return "the key of reply addresses can be read";
    }

    private static async Task<bool> TryAsync(string what, Func<Task<string>> work)
    {
        try
        {
            return await TellAsync(what, true, await work());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return await TellAsync(what, false, e.Message.ReplaceLineEndings(" "));
        }
    }

    private static async Task<bool> TellAsync(string what, bool ok, string detail)
    {
        await Console.Out.WriteLineAsync($"{(ok ? "ok   " : "WRONG")} {what}: {detail}");
        return ok;
    }
}
