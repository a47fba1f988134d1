namespace Systemfel.Workflows.Exporting;

/// <summary>
/// Bytes on their way to a stream that takes them asynchronously. It can only be written to: whoever fills it (a zip archive) can
/// neither look back nor count on what has gone.
/// </summary>
public sealed class HeldStream : Stream
{
    private readonly MemoryStream _held = new();

    /// <summary>Bytes that wait to be passed on.</summary>
    public int Count => (int)_held.Length;

    /// <inheritdoc/>
    public override bool CanRead => false;
    /// <inheritdoc/>
    public override bool CanSeek => false;
    /// <inheritdoc/>
    public override bool CanWrite => true;
    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();
    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Writes what is held, and holds nothing then.</summary>
    /// <param name="to">Takes the bytes.</param>
    /// <param name="ct">Stops on the way.</param>
    public async Task PassOnAsync(Stream to, CancellationToken ct)
    {
        await to.WriteAsync(_held.GetBuffer().AsMemory(0, Count), ct);
        _held.SetLength(0);
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _held.Write(buffer);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _held.Dispose();
        base.Dispose(disposing);
    }
}
