using System.CommandLine;

namespace Systemfel.Web.Verbs;

/// <summary>
/// The admin tool that the server also is: `Systemfel.Web VERB ...`. Exit 0 fine, 1 failed with one clear line on stderr,
/// 2 wrong use. Verbs need no running server and start none.
/// </summary>
public static class CommandLine
{
    /// <summary>Whether the arguments ask for a verb, not for the server.</summary>
    public static bool IsVerb(string[] args) => args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h" or "-?" or "--version");

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Systemfel: reports of systemic faults, from filing to effect. Without a verb it runs the web server.")
        {
            DemoVerb.Command(),
            MailVerb.Command(),
            AnonymiseVerb.Command(),
            RouteVerb.Command(),
            ExportVerb.Command(),
            AnnualReturnVerb.Command(),
            UserVerb.Command(),
            ImportVerb.Command(),
            CheckVerb.Command(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
        return await parsed.InvokeAsync();
    }
}
