using System.Globalization;
using System.Text;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>
/// Reads the data files of this room (Anonymisation/Data/*.tsv, embedded): one row a line, cells separated by tabs,
/// lines that start with # and empty lines are comment. A broken line stops the reading with its file and number.
/// </summary>
internal static class DataFile
{
    private const string Folder = "Systemfel.Workflows.Anonymisation.Data.";

    /// <param name="name">File name with ending: "municipalities.tsv".</param>
    /// <param name="cells">How many cells each row must have.</param>
    /// <returns>The rows in the order of the file.</returns>
    /// <exception cref="InvalidDataException">The file is missing, empty or has a broken line.</exception>
    public static IReadOnlyList<DataRow> Read(string name, int cells)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidDataException($"The data file {name} is not part of this build.");
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true));
        return Read(name, cells, reader);
    }

    /// <summary>The same from any reader; for tests of broken files.</summary>
    /// <param name="name">Stands in messages.</param>
    /// <param name="cells">How many cells each row must have.</param>
    /// <param name="reader">The lines.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="InvalidDataException">The file is empty or has a broken line.</exception>
    public static IReadOnlyList<DataRow> Read(string name, int cells, TextReader reader)
    {
        var rows = new List<DataRow>();
        var number = 0;
        try
        {
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (string.IsNullOrWhiteSpace(line) || line[0] == '#') continue;
                var row = new DataRow(name, number, line.Split('\t'));
                if (row.Cells.Count != cells)
                    throw row.Broken($"has {row.Cells.Count} {(row.Cells.Count == 1 ? "cell" : "cells")} where {cells} separated by tabs are expected");
                if (row.Cells.Any(c => c.Length == 0 || c != c.Trim())) throw row.Broken("has a cell that is empty or begins or ends with a space");
                rows.Add(row);
            }
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"The data file {name} is not UTF-8 after line {number}.");
        }
        return rows.Count > 0 ? rows : throw new InvalidDataException($"The data file {name} holds no rows.");
    }
}

/// <summary>One row of a data file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Cells">What stands in it, trimmed, never empty.</param>
internal sealed record DataRow(string File, int Line, IReadOnlyList<string> Cells)
{
    /// <param name="cell">Which cell, from 0.</param>
    public string this[int cell] => Cells[cell];

    /// <param name="cell">Which cell, from 0.</param>
    /// <returns>The whole number in it, zero or more.</returns>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public int Number(int cell) => int.TryParse(Cells[cell], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Broken($"has '{Cells[cell]}' where a whole number is expected");

    /// <param name="what">What is wrong, to follow the line's number: "has 2 cells where 3 are expected".</param>
    /// <returns>To throw: one English sentence with file and line.</returns>
    public InvalidDataException Broken(string what) => new($"The data file {File}, line {Line}, {what}.");
}
