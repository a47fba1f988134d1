using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Systemfel.Workflows.Attachments;

namespace Systemfel.Workflows.Tests.Attachments;

public sealed class ClamdScannerTests
{
    [Fact]
    public async Task Scan_OfAHarmlessFile_SendsAllBytesAndIsClean()
    {
        var content = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        await using var clamd = new Clamd("stream: OK\0");

        var verdict = await clamd.Scanner().ScanAsync(content, default);

        Assert.True(verdict.IsClean);
        Assert.Equal(content, await clamd.Received);
    }

    [Fact]
    public async Task Scan_OfAnInfectedFile_NamesWhatWasFound()
    {
        await using var clamd = new Clamd("stream: Eicar-Signature FOUND\0");

        Assert.Equal(new ScanVerdict(false, "Eicar-Signature"), await clamd.Scanner().ScanAsync("x"u8.ToArray(), default));
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR\0")]
    [InlineData("stream: Can't allocate memory ERROR\0")]
    [InlineData("OK\0")]
    [InlineData("")]
    public async Task Scan_WhenTheAnswerIsNoVerdict_IsNeverClean(string answer)
    {
        await using var clamd = new Clamd(answer);

        await Assert.ThrowsAsync<ScanFailedException>(() => clamd.Scanner().ScanAsync("x"u8.ToArray(), default));
    }

    [Fact]
    public async Task Scan_WhenTheScannerIsSilent_GivesUp()
    {
        await using var clamd = new Clamd(null);

        await Assert.ThrowsAsync<ScanFailedException>(() => clamd.Scanner(TimeSpan.FromMilliseconds(200)).ScanAsync("x"u8.ToArray(), default));
    }

    [Fact]
    public async Task Scan_WhenNobodyAnswers_SaysSo()
    {
        var clamd = new Clamd(null);
        await clamd.DisposeAsync();

        await Assert.ThrowsAsync<ScanFailedException>(() => clamd.Scanner().ScanAsync("x"u8.ToArray(), default));
    }

    /// <summary>Takes one INSTREAM as clamd does, and answers as it is told; null: never.</summary>
    private sealed class Clamd : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly int _port;

        public Clamd(string? answer)
        {
            _listener.Start();
            _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            Received = ServeAsync(answer);
        }

        public Task<byte[]> Received { get; }

        public ClamdScanner Scanner(TimeSpan? timeout = null) => new("127.0.0.1", _port, timeout ?? TimeSpan.FromSeconds(20));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Stop();
            try
            {
                await Received;
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
            {
                // Nobody came.
            }
            _stop.Dispose();
            _listener.Dispose();
        }

        private async Task<byte[]> ServeAsync(string? answer)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var stream = client.GetStream();
            var command = new byte[10];
            await stream.ReadExactlyAsync(command, _stop.Token);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            using var content = new MemoryStream();
            var length = new byte[4];
            while (true)
            {
                await stream.ReadExactlyAsync(length, _stop.Token);
                var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                if (chunk.Length == 0) break;
                await stream.ReadExactlyAsync(chunk, _stop.Token);
                content.Write(chunk);
            }
            if (answer == null) await Task.Delay(Timeout.Infinite, _stop.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer!), _stop.Token);
            return content.ToArray();
        }
    }
}
