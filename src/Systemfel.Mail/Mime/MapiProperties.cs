using System.Buffers.Binary;
using System.Text;

namespace Systemfel.Mail;

/// <summary>The MAPI properties inside winmail.dat (MS-OXTNEF 2.1.3.4), as far as they can be read.</summary>
internal sealed class MapiProperties
{
    public const int Body = 0x1000;
    public const int RtfCompressed = 0x1009;
    public const int Html = 0x1013;
    public const int AttachData = 0x3701;
    public const int FileName = 0x3704;
    public const int LongFileName = 0x3707;
    public const int MimeTag = 0x370E;
    private const int InternetCodePage = 0x3FDE;
    private const int MostProperties = 2000;

    private readonly Dictionary<int, (int Type, byte[] Data)> _values = [];
    private readonly int _codePage;

    private MapiProperties(int codePage) => _codePage = codePage;

    public static MapiProperties Read(ReadOnlySpan<byte> data, int codePage)
    {
        var read = new MapiProperties(codePage);
        var position = 0;
        var count = Math.Min(Int(data, ref position), MostProperties);
        for (var i = 0; i < count && position < data.Length; i++)
        {
            if (!read.ReadOne(data, ref position))
                break;
        }

        return read;
    }

    public byte[]? Bytes(int id) => _values.TryGetValue(id, out var value) ? value.Data : null;

    public string? Text(int id)
    {
        if (!_values.TryGetValue(id, out var value))
            return null;
        if (value.Type == 0x1F)
            return Encoding.Unicode.GetString(value.Data).TrimEnd('\0');
        var codePage = id == Html && Bytes(InternetCodePage) is { Length: >= 4 } page ? BinaryPrimitives.ReadInt32LittleEndian(page) : _codePage;
        return Charsets.Decode(value.Data.AsSpan().TrimEnd((byte)0), Tnef.Label(codePage));
    }

    private bool ReadOne(ReadOnlySpan<byte> data, ref int position)
    {
        var head = Int(data, ref position);
        var type = head & 0xffff;
        var id = (head >> 16) & 0xffff;
        if (id >= 0x8000 && !SkipName(data, ref position))
            return false;
        var many = (type & 0x1000) != 0;
        type &= 0xefff;
        var size = FixedSize(type);
        var count = many || size == 0 ? Int(data, ref position) : 1;
        if (count is < 0 or > 10_000)
            return false;
        for (var i = 0; i < count; i++)
        {
            var length = size == 0 ? Int(data, ref position) : size;
            if (length < 0 || position + length > data.Length)
                return false;
            _values.TryAdd(id, (type, data.Slice(position, length).ToArray()));
            position += (length + 3) & ~3;
        }

        return true;
    }

    private static bool SkipName(ReadOnlySpan<byte> data, ref int position)
    {
        position += 16;
        if (Int(data, ref position) == 0)
        {
            position += 4;
            return position <= data.Length;
        }

        var length = Int(data, ref position);
        if (length < 0 || length > data.Length - position)
            return false;
        position += (length + 3) & ~3;
        return true;
    }

    private static int FixedSize(int type) => type switch
    {
        0x1E or 0x1F or 0x102 or 0x0D => 0,
        0x05 or 0x06 or 0x07 or 0x14 or 0x40 => 8,
        0x48 => 16,
        _ => 4,
    };

    private static int Int(ReadOnlySpan<byte> data, ref int position)
    {
        if (position < 0 || position + 4 > data.Length)
        {
            position = data.Length;
            return -1;
        }

        var value = BinaryPrimitives.ReadInt32LittleEndian(data[position..]);
        position += 4;
        return value;
    }
}
