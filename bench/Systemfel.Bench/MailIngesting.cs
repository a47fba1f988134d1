using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Reference;

/// <summary>
/// Takes in small mails through the ordinary path (bytes stored and committed; then counted, read, classified, matched, committed) and
/// sends the same statements by raw Microsoft.Data.Sqlite to a copy of the same database: Systemfel.Bench ingest [MAILS [ROUNDS]].
/// The pause that the watch makes between two mails on SQLite is not in it.
/// </summary>
internal sealed class MailIngesting(string folder, int mails)
{
    private const string Mailbox = "bench";

    public static async Task<int> RunAsync(int mails, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("systemfel-ingest-").FullName;
        try
        {
            return await new MailIngesting(folder, mails).RunAsync(rounds);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> RunAsync(int rounds)
    {
        await FillAsync();
        var others = new List<string>();
        foreach (var (what, answers) in new[] { ("that answer nothing", false), ("that answer a letter", true) })
        {
            var statements = await RecordAsync(answers);
            List<Statement> writes = [.. statements.Where(s => s.Writes)];
            var whole = new List<double>();
            var least = new List<double>();
            var speed = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                var (product, rows) = await ProductAsync(answers);
                var (all, allRows) = Raw(statements);
                var (written, writtenRows) = Raw(writes);
                others.AddRange(allRows.Concat(writtenRows).Except(rows));
                speed.Add(mails / product.TotalSeconds);
                whole.Add(all / product);
                least.Add(written / product);
            }
            Console.WriteLine($"{mails} mails {what}: {statements.Count / (double)mails:0.0} statements each, {writes.Count(s => s == Statement.Commit) / (double)mails:0.0} explicit transactions; "
                + $"{Median(speed):0} mails/s; {Median(whole):0.00} of all its statements by raw SQLite, {Median(least):0.00} of its writes alone");
        }
        if (others.Count == 0) return 0;
        await Console.Error.WriteLineAsync($"The raw statements left other rows than the product, so the figures compare nothing: {string.Join(' ', others.Distinct())}");
        return 1;
    }

    private async Task<IReadOnlyList<Statement>> RecordAsync(bool answers)
    {
        using var log = new StatementLog();
        var begun = 0;
        await ProductAsync(answers, () => begun = log.Statements.Count);
        return [.. log.Statements.Skip(begun)];
    }

    private string Template => Path.Combine(folder, "template.db");

    private async Task FillAsync()
    {
        await using var services = Services(Template);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Migrator>().MigrateAsync();
        await scope.ServiceProvider.GetRequiredService<ReferenceLoader>().LoadAsync();
        await scope.ServiceProvider.GetRequiredService<DemoSeeder>().SeedAsync();
        await scope.ServiceProvider.GetRequiredService<DemoPost>().AddAsync();
    }

    /// <returns>How long it took, and how many rows each table has afterwards.</returns>
    private async Task<(TimeSpan Taken, IReadOnlyList<string> Rows)> ProductAsync(bool answers, Action? begins = null)
    {
        var file = Copy();
        TimeSpan taken;
        await using (var services = Services(file))
        await using (var scope = services.CreateAsyncScope())
        {
            var organisation = scope.ServiceProvider.GetRequiredService<SystemfelReader>().Organisations.Select(o => o.Id).Single();
            var letters = (await scope.ServiceProvider.GetRequiredService<DemoMailbox>().ListAsync(1000)).Where(m => m.Purpose == "letter").OrderBy(m => m.Id).ToList();
            var raw = Enumerable.Range(0, mails).Select(i => Mail(i, answers ? letters[i % letters.Count] : null)).ToList();
            var ingest = scope.ServiceProvider.GetRequiredService<MailIngest>();
            begins?.Invoke();
            var started = Stopwatch.GetTimestamp();
            for (var first = 0; first < mails; first += 100)
            {
                // As the fetch does: a hundred are stored, then they are read.
                var ids = new List<long>();
                for (var i = first; i < Math.Min(first + 100, mails); i++) ids.Add(await ingest.StoreAsync(organisation, Mailbox, 1, i + 1, raw[i]));
                foreach (var id in ids) await ingest.ProcessAsync(id);
            }
            taken = Stopwatch.GetElapsedTime(started);
        }
        return (taken, End(file));
    }

    private (TimeSpan Taken, IReadOnlyList<string> Rows) Raw(IReadOnlyList<Statement> statements)
    {
        var file = Copy();
        TimeSpan taken;
        using (var connection = Open(file))
        using (var raw = new RawSqlite(connection))
        {
            var started = Stopwatch.GetTimestamp();
            raw.Run(statements);
            taken = Stopwatch.GetElapsedTime(started);
        }
        return (taken, End(file));
    }

    private string Copy()
    {
        SqliteConnection.ClearAllPools();
        var file = Path.Combine(folder, "run.db");
        foreach (var old in Directory.GetFiles(folder, "run.db*")) File.Delete(old);
        File.Copy(Template, file);
        return file;
    }

    private static List<string> End(string file)
    {
        SqliteConnection.ClearAllPools();
        using var connection = Open(file);
        var rows = new List<string>();
        // How the search index lies in its own tables depends on Entity Framework's savepoints.
        using (var tables = new SqliteCommand("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'CaseSearch#_%' ESCAPE '#' ORDER BY name", connection).ExecuteReader())
            while (tables.Read()) rows.Add(tables.GetString(0));
        return [.. rows.Select(t => $"{t}={Count(connection, t)}")];
    }

    private static long Count(SqliteConnection connection, string table)
    {
#pragma warning disable CA2100 // The name of a table of our own.
        using var command = new SqliteCommand($"SELECT COUNT(*) FROM \"{table}\"", connection);
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Set up as the product's connections are.</summary>
    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var swedish = CultureInfo.GetCultureInfo("sv-SE").CompareInfo;
        connection.CreateCollation("SV", (a, b) => swedish.Compare(a, b, CompareOptions.IgnoreCase));
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON";
        command.ExecuteNonQuery();
        return connection;
    }

    private ServiceProvider Services(string file)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSystemfelData(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file}"));
        services.AddSingleton<Migrator>();
        services.AddSystemfelWorkflows(new WorkflowOptions { KeyPath = Path.Combine(folder, "keys") });
        services.AddSystemfelLetters(new LetterOptions { IsDevelopment = true });
        return services.BuildServiceProvider();
    }

    private static byte[] Mail(int number, DemoMail? letter) => Encoding.UTF8.GetBytes(
        $"From: Registrator <{letter?.Mail.To.Address ?? $"r{number}@myndighet.example"}>\r\nTo: {letter?.Mail.ReplyTo ?? "svar@systemfel.example"}\r\nSubject: SV: Svar {number}\r\n"
        + $"Message-ID: <bench.{number}@myndighet.example>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + string.Concat(Enumerable.Range(0, 30).Select(i => $"Rad {i}: vi har ändrat rutinen, del {number * 31 + i}.\r\n")));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
