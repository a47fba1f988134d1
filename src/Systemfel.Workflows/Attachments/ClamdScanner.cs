using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Systemfel.Workflows.Attachments;

/// <summary>What a scanner says of a file.</summary>
/// <param name="IsClean">Nothing was found.</param>
/// <param name="Found">The scanner's name for what it found; empty when clean.</param>
public sealed record ScanVerdict(bool IsClean, string Found);

/// <summary>Looks through files for malware.</summary>
public interface IAttachmentScanner
{
    /// <exception cref="ScanFailedException">No verdict: the scanner is away, or refused the file.</exception>
    Task<ScanVerdict> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken ct);
}

/// <summary>The scanner gave no verdict; the file is neither clean nor infected.</summary>
public sealed class ScanFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Asks clamd over TCP with INSTREAM (clamd(8)): the bytes go in chunks, a zero-length chunk ends them.</summary>
/// <param name="host">'Scan:Clamd:Host'.</param>
/// <param name="port">'Scan:Clamd:Port', 3310 when left out.</param>
/// <param name="timeout">For the whole exchange.</param>
public sealed class ClamdScanner(string host, int port, TimeSpan timeout) : IAttachmentScanner
{
    private const int ChunkSize = 64 * 1024;
    private const int LongestAnswer = 4096;

    /// <inheritdoc/>
    public async Task<ScanVerdict> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            await using var stream = client.GetStream();
            await SendAsync(stream, content, limit.Token);
            return Read(await AnswerAsync(stream, limit.Token));
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new ScanFailedException("The scanner took too long.", e);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new ScanFailedException("The scanner cannot be reached.", e);
        }
    }

    private static async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var length = new byte[4];
        for (var at = 0; at < content.Length; at += ChunkSize)
        {
            var chunk = content.Slice(at, Math.Min(ChunkSize, content.Length - at));
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await stream.WriteAsync(length, ct);
            await stream.WriteAsync(chunk, ct);
        }
        await stream.WriteAsync(new byte[4], ct);
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken ct)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (buffer.AsSpan(0, length).Contains((byte)0)) break;
        }
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\0', '\n', ' ');
    }

    /// <summary>'stream: OK', 'stream: Eicar-Signature FOUND', or '... ERROR'.</summary>
    private static ScanVerdict Read(string answer)
    {
        const string found = " FOUND", stream = "stream: ";
        if (answer == stream + "OK") return new ScanVerdict(true, "");
        if (answer.StartsWith(stream, StringComparison.Ordinal) && answer.EndsWith(found, StringComparison.Ordinal))
            return new ScanVerdict(false, answer[stream.Length..^found.Length]);
        throw new ScanFailedException("The scanner gave no verdict" + (answer.Contains("size limit", StringComparison.OrdinalIgnoreCase) ? ": the file is larger than it takes." : "."));
    }
}
