using System.Text;

namespace Systemfel.MailFuzz;

/// <summary>A part of a mail before it is bytes, so that it can be reshaped, and with what must still be readable afterwards.</summary>
internal sealed class Piece
{
    public List<string> Headers { get; init; } = [];

    public List<Piece> Children { get; init; } = [];

    /// <summary>The boundary its children stand between; null for leaves and attached messages.</summary>
    public string? Boundary { get; set; }

    /// <summary>The encoded body of a leaf.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>A word, or an attachment's bytes, that a reader must find again. Empty: nothing is asked.</summary>
    public byte[] Witness { get; set; } = [];

    /// <summary>Whether it was damaged on purpose, so that its witness may be gone.</summary>
    public bool Spoiled { get; set; }

    public bool IsLeaf => Children.Count == 0;

    public bool IsHtml => Headers.Exists(h => h.StartsWith("Content-Type: text/html", StringComparison.Ordinal));

    public string TransferEncoding { get; set; } = "";

    // Odd boundary lines, in the places where real mailers have made them.
    public string AfterBoundary { get; set; } = "";

    public bool Doubled { get; set; }

    public bool Unclosed { get; set; }

    public string Preamble { get; set; } = "";

    /// <summary>Where the body stands in the bytes, set by writing.</summary>
    public (int Start, int End) Place { get; private set; }

    public IEnumerable<Piece> All() => Children.SelectMany(c => c.All()).Prepend(this);

    public Piece Copy() => new()
    {
        Headers = [.. Headers],
        Children = [.. Children.Select(c => c.Copy())],
        Boundary = Boundary,
        Body = Body,
        Witness = Witness,
        Spoiled = Spoiled,
        TransferEncoding = TransferEncoding,
        AfterBoundary = AfterBoundary,
        Doubled = Doubled,
        Unclosed = Unclosed,
        Preamble = Preamble,
    };

    public void Write(MemoryStream output, string lineEnd)
    {
        foreach (var header in Headers) Line(output, header.Replace("\n", lineEnd), lineEnd);
        if (TransferEncoding != "") Line(output, "Content-Transfer-Encoding: " + TransferEncoding, lineEnd);
        Line(output, "", lineEnd);
        var start = (int)output.Length;
        if (IsLeaf) Put(output, Body, lineEnd);
        else if (Boundary is null) Children[0].Write(output, lineEnd);
        else Multipart(output, lineEnd);
        Place = (start, (int)output.Length);
    }

    private void Multipart(MemoryStream output, string lineEnd)
    {
        if (Preamble != "") Line(output, Preamble, lineEnd);
        foreach (var child in Children)
        {
            Line(output, "", lineEnd);
            Line(output, "--" + Boundary + AfterBoundary, lineEnd);
            if (Doubled) Line(output, "--" + Boundary, lineEnd);
            child.Write(output, lineEnd);
        }

        Line(output, "", lineEnd);
        if (!Unclosed) Line(output, "--" + Boundary + "--", lineEnd);
    }

    private static void Line(MemoryStream output, string text, string lineEnd)
    {
        output.Write(Encoding.UTF8.GetBytes(text));
        output.Write(Encoding.ASCII.GetBytes(lineEnd));
    }

    // Text bodies are kept with LF; binary ones hold none.
    private static void Put(MemoryStream output, byte[] body, string lineEnd)
    {
        if (lineEnd == "\n")
        {
            output.Write(body);
            return;
        }

        var end = Encoding.ASCII.GetBytes(lineEnd);
        foreach (var b in body)
        {
            if (b == '\n') output.Write(end);
            else output.WriteByte(b);
        }
    }
}
