using System.CommandLine;
using System.Text;
using Systemfel.Mail;

namespace Systemfel.Web.Verbs;

/// <summary>`mail inspect FILE...`: what the product's own reader makes of raw mails, one JSON object a line.</summary>
internal static class MailVerb
{
    public static Command Command()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Raw mails (.eml).", Arity = ArgumentArity.OneOrMore };
        var inspect = new Command("inspect", "Reads raw mails and prints one JSON object for each.") { files };
        inspect.SetAction((parsed, ct) => InspectAsync(parsed.GetRequiredValue(files), ct));
        return new Command("mail", "E-mail.") { inspect };
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
