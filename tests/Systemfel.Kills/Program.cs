using System.Globalization;
using Systemfel.Kills;

return args switch
{
    ["work", var provider, var connection, var ledger, var mails, var moves, var seed, var minutes, var aimedAt, var microseconds] => await WorkAsync(provider, connection, ledger,
        new Load(Number(mails), Number(moves), Number(seed)), TimeSpan.FromMinutes(Number(minutes)), new Aim(Number(aimedAt), Number(microseconds))),
    ["kills", var provider, var kills, var mails, var moves] => await Series.RunAsync(provider, Number(kills), Number(mails), Number(moves)),
    ["fixture", var folder, var name] => await Fixture.MakeAsync(folder, name),
    _ => Usage(),
};

static async Task<int> WorkAsync(string provider, string connection, string path, Load load, TimeSpan later, Aim aim)
{
    using var ledger = new Ledger(path);
    await using var storage = new Storage(Storage.Read(provider, connection), ledger, later, aim);
    await new Worker(storage, load, ledger).RunAsync();
    return 0;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("kills Sqlite|Postgres KILLS MAILS MOVES  kills the program KILLS times and looks at what is left");
    Console.Error.WriteLine("fixture FOLDER NAME                     writes the demo's database under this schema to FOLDER/NAME.db.gz and NAME.sql.gz");
    return 2;
}
