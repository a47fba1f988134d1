using System.Buffers.Binary;

namespace Systemfel.Mail;

/// <summary>Unpacks winmail.dat (MS-OXTNEF): the files and text that Outlook put inside. Truncated data gives what can be read.</summary>
internal static class Tnef
{
    private const uint Signature = 0x223E9F78;
    private const int MostFiles = 100;

    private sealed class FileInside
    {
        public string? Title { get; set; }

        public MapiProperties? Properties { get; set; }

        public byte[]? Data { get; set; }
    }

    /// <summary>Adds to a body what its winmail.dat parts hold.</summary>
    public static void AddContents(MessageBody body, ReadingState state)
    {
        foreach (var packed in body.Attachments.Where(IsTnef).ToList())
        {
            var content = packed.Content;
            if (content.Length < 6 || BinaryPrimitives.ReadUInt32LittleEndian(content) != Signature)
            {
                state.Problem("winmail.dat is not what it says, kept as it is");
                continue;
            }

            Unpack(content, packed, body, state);
        }
    }

    private static bool IsTnef(MailAttachment attachment) =>
        attachment.ContentType is "application/ms-tnef" or "application/vnd.ms-tnef"
        || attachment.Name.Equals("winmail.dat", StringComparison.OrdinalIgnoreCase);

    private static void Unpack(byte[] content, MailAttachment packed, MessageBody body, ReadingState state)
    {
        var files = new List<FileInside>();
        var codePage = 1252;
        var position = 6;
        while (position + 9 <= content.Length)
        {
            var tag = BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(position + 1));
            var length = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(position + 5));
            position += 9;
            if (length > content.Length - position)
            {
                state.Problem("winmail.dat is cut short");
                length = (uint)(content.Length - position);
            }

            var data = content.AsSpan(position, (int)length);
            position += (int)length + 2;
            switch (tag)
            {
                case 0x9007 when data.Length >= 4:
                    codePage = BinaryPrimitives.ReadInt32LittleEndian(data);
                    break;
                case 0x800C:
                    body.UseIfEmpty(Charsets.Decode(data.TrimEnd((byte)0), Label(codePage)));
                    break;
                case 0x9003:
                    UseBody(MapiProperties.Read(data, codePage), body, state);
                    break;
                case 0x9002 when files.Count < MostFiles:
                    files.Add(new FileInside());
                    break;
                case 0x8010 when files.Count > 0:
                    files[^1].Title = Charsets.Decode(data.TrimEnd((byte)0), Label(codePage));
                    break;
                case 0x9005 when files.Count > 0:
                    files[^1].Properties = MapiProperties.Read(data, codePage);
                    break;
                case 0x800F when files.Count > 0:
                    files[^1].Data = data.ToArray();
                    break;
            }
        }

        foreach (var file in files)
            Add(file, packed, body, state);
    }

    private static void UseBody(MapiProperties properties, MessageBody body, ReadingState state)
    {
        if (properties.Text(MapiProperties.Body) is { Length: > 0 } text)
            body.UseIfEmpty(text);
        else if (properties.Text(MapiProperties.Html) is { Length: > 0 } html)
            body.UseIfEmpty(HtmlText.From(html, state));
        else if (properties.Bytes(MapiProperties.RtfCompressed) is { } packed && state.TakeDecoded(packed.Length) && CompressedRtf.Unpack(packed, state.Limits.TextBytes) is { } rtf)
            body.UseIfEmpty(RtfText.From(rtf));
    }

    private static void Add(FileInside file, MailAttachment packed, MessageBody body, ReadingState state)
    {
        var data = file.Data ?? file.Properties?.Bytes(MapiProperties.AttachData);
        if (data is null || !state.TakeDecoded(data.Length))
            return;
        var name = AttachmentName.Clean(file.Properties?.Text(MapiProperties.LongFileName) ?? file.Properties?.Text(MapiProperties.FileName) ?? file.Title);
        var type = file.Properties?.Text(MapiProperties.MimeTag)?.ToLowerInvariant() ?? "application/octet-stream";
        body.AddUnpacked(new MailAttachment(packed.Part, name ?? AttachmentName.Make(body.Attachments.Count + 1, type), type, data) { IsUnpacked = true });
    }

    internal static string Label(int codePage) => codePage switch
    {
        65001 => "utf-8",
        20127 => "us-ascii",
        28591 => "iso-8859-1",
        28605 => "iso-8859-15",
        20866 => "koi8-r",
        >= 1250 and <= 1258 => $"windows-{codePage}",
        _ => "windows-1252",
    };
}
