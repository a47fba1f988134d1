using System.Text.Json;
using System.Text.Json.Serialization;
using Systemfel.Data.Operations;

namespace Systemfel.Workflows.Incidents;

/// <summary>A line of the log: what was erased, masked or decided. No content.</summary>
internal sealed record LoggedIncident
{
    public Guid Key { get; init; }
    /// <summary>The line takes back the one of the same key before it: the database did not store what it says.</summary>
    public bool TakenBack { get; init; }
    public long OrganisationId { get; init; }
    public string Subject { get; init; } = "";
    public string Number { get; init; } = "";
    /// <summary>Names the database: the hash of its first event.</summary>
    public string Database { get; init; } = "";
    /// <summary>Finds the subject in a restored copy, and in no other database: see <see cref="SubjectIdentity"/>.</summary>
    public string Identity { get; init; } = "";
    public IncidentAction Action { get; init; }
    public string Kinds { get; init; } = "";
    /// <summary>Keys of the texts that belong to other cases too and were written over; see <see cref="SharedTexts"/>.</summary>
    public string Shared { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public long? By { get; init; }
    public IncidentDecision? Decision { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public long? DecidedBy { get; init; }
    public string DecisionNumber { get; init; } = "";
}

/// <summary>
/// What has been erased, masked and decided, in a file beside the keys: one JSON line each, only ever added to. A database that is
/// restored from a backup does not know of it, and is told from here (<see cref="IncidentReplay"/>). Each line is on the disk before the
/// database commits: a crash in between leaves a line that is carried out at the next start.
/// </summary>
internal sealed class IncidentLog(string folder)
{
    public const string FileName = "erasures.log";

    private const int Tries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<IncidentAction>(), new JsonStringEnumConverter<IncidentDecision>() },
    };

    public string Path { get; } = System.IO.Path.Combine(folder, FileName);

    /// <summary>Called after a line is on the disk: where a test looks at what a crash would leave.</summary>
    internal Func<Task>? Written { get; set; }

    /// <exception cref="IOException">It cannot be written. Nothing may then be erased.</exception>
    public async Task AddAsync(LoggedIncident incident, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await using (var file = await OpenAsync(ct))
        {
            var before = file.Seek(0, SeekOrigin.End);
            try
            {
                await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(incident, Json), ct);
                file.WriteByte((byte)'\n');
                file.Flush(flushToDisk: true);
            }
            catch (Exception)
            {
                // A line of something that is not going to be stored.
                file.SetLength(before);
                throw;
            }
        }
        if (Written != null) await Written();
    }

    /// <summary>The database did not store what a line says: the log goes back to what it did store.</summary>
    /// <param name="stored">As the database has it; taken back when it has nothing.</param>
    /// <param name="ct">Stops before it is written.</param>
    public async Task CorrectAsync(LoggedIncident stored, CancellationToken ct)
    {
        if ((await LastAsync(ct)).TryGetValue(stored.Key, out var line) && line != stored) await AddAsync(stored, ct);
    }

    /// <summary>What stands at the end: per incident the last line, without what was taken back.</summary>
    /// <exception cref="InvalidDataException">A line in the middle cannot be read.</exception>
    public async Task<IReadOnlyList<LoggedIncident>> ReadAsync(CancellationToken ct) => [.. (await LastAsync(ct)).Values.Where(l => !l.TakenBack)];

    private async Task<Dictionary<Guid, LoggedIncident>> LastAsync(CancellationToken ct)
    {
        if (!File.Exists(Path)) return [];
        var last = new Dictionary<Guid, LoggedIncident>();
        var lines = await File.ReadAllLinesAsync(Path, ct);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Read(lines, i) is { } incident) last[incident.Key] = incident;
        }
        return last;
    }

    private LoggedIncident? Read(string[] lines, int i)
    {
        if (lines[i].Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize<LoggedIncident>(lines[i], Json);
        }
        catch (JsonException) when (i == lines.Length - 1)
        {
            // Cut short by a crash: what it was to say has not been committed either.
            return null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Path}: line {i + 1} cannot be read. Restore the file from your copy of the key folder; without it erased texts come back with a restored database.", e);
        }
    }

    /// <summary>A line that a crash cut short says nothing that was committed.</summary>
    private static void CutUnfinished(FileStream file)
    {
        for (var end = file.Length; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() != '\n') continue;
            file.SetLength(end);
            return;
        }
        file.SetLength(0);
    }

    /// <summary>Alone: two nodes that share the folder write one after the other.</summary>
    private async Task<FileStream> OpenAsync(CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        for (var tried = 1; ; tried++)
        {
            try
            {
                var file = new FileStream(Path, options);
                CutUnfinished(file);
                return file;
            }
            catch (IOException) when (tried < Tries && File.Exists(Path))
            {
                await Task.Delay(Pause, ct);
            }
        }
    }
}
