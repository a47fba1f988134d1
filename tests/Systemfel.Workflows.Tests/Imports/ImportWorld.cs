using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Imports;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>One database for the tests of a class: each imports rows of a year of its own.</summary>
public sealed class ImportWorld : IAsyncLifetime
{
    private int _last = 1994;

    internal LetterWorld World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>A year that no other test imports from.</summary>
    internal int Year() => ++_last;

    /// <summary>A list of so many rows, each unlike the others.</summary>
    internal static string List(int year, int rows, string outcome = "Åtgärdat") =>
        "Rubrik;Beskrivning;Myndighet;Datum;Utfall\n" + string.Concat(Enumerable.Range(1, rows).Select(i =>
            $"Väntan på {Word(year, i)} gäller {Word(i, year)};Den som söker väntar länge på {Word(i, i)}.;FK;{year}-03-{1 + i % 28:00};{outcome}\n"));

    internal Task<long> TakeAsync(string csv) =>
        World.WithAsync<ImportService, long>(s => s.TakeAsync(World.Organisation, "C:\\listor\\lista.csv", null, Encoding.UTF8.GetBytes(csv), World.Coordinator));

    internal async Task<long> StartAsync(string csv)
    {
        var id = await TakeAsync(csv);
        await World.DoAsync<ImportService>(s => s.StartAsync(id, World.Coordinator, waits: true));
        return id;
    }

    internal async Task<long> ApplyAsync(string csv)
    {
        var id = await StartAsync(csv);
        await RunAsync();
        return id;
    }

    internal Task<string> RunAsync() => World.WithAsync<ImportApplying, string>(a => a.ExecuteAsync());

    internal Task<Import> FindAsync(long id) => World.ReadAsync(db => db.Imports.AsNoTracking().SingleAsync(i => i.Id == id));

    internal Task AnswerAsync(long id, int row, string answer) =>
        World.DoAsync<ImportService>(s => s.AnswerAsync(id, a => a with { Rows = new(a.Rows) { [row] = answer } }, World.Coordinator));

    /// <summary>How many rows there are of all that an import may touch.</summary>
    internal Task<string> CountsAsync() => World.ReadAsync(async db => string.Join(' ',
        await db.Deficiencies.CountAsync(), await db.CaseEvents.CountAsync(), await db.Occurrences.CountAsync(), await db.RegisterEntries.CountAsync(),
        await db.ImportedCases.CountAsync(), await db.Bookmarks.CountAsync(), await db.Addressees.CountAsync(), await db.OutboxItems.CountAsync(),
        await db.NumberSeries.SumAsync(n => n.Last), await db.Organisations.SumAsync(o => o.ChangeSeq)));

    /// <summary>A word of its own for two numbers, without digits: those could be a person's.</summary>
    internal static string Word(int a, int b) => string.Concat($"{a}{b}".Select(d => Syllables[d - '0']));

    private static readonly string[] Syllables = ["ba", "do", "fe", "gu", "ki", "lo", "mu", "ne", "po", "ru"];
}
