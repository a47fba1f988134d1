using System.Globalization;
using Systemfel.Mail;
using Systemfel.MailFuzz;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["runs", var mails, .. var rest]:
        return Series.Run(Number(mails), rest.Length > 0 ? Number(rest[0]) : Random.Shared.Next(1_000_000), rest.Length > 1 ? Number(rest[1]) : Environment.ProcessorCount);
    case ["one", var seed, var index]:
        await Console.OpenStandardOutput().WriteAsync(new Fuzzer(Number(seed)).Make(Number(index)).Mail);
        return 0;
    case ["read", var file]:
        Console.WriteLine(MailInspection.Inspect(file, await File.ReadAllBytesAsync(file)).ToJson());
        return 0;
    case ["bomb", var name]:
        return Weighing.Bomb(name);
    case ["bombs"]:
        return Weighing.Every();
    default:
        await Console.Error.WriteLineAsync("usage: Systemfel.MailFuzz runs MAILS [SEED] [THREADS] | one SEED INDEX | bomb NAME | bombs | read FILE");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
