namespace Systemfel.Mail;

/// <summary>What one reading shares between its parts: limits, budget used so far, and the problems met.</summary>
internal sealed class ReadingState(MimeLimits limits)
{
    private const int MostProblems = 100;
    private readonly List<string> _problems = [];
    private readonly long _start = limits.Clock.GetTimestamp();
    private long _decoded;
    private int _parts;

    public MimeLimits Limits { get; } = limits;

    public IReadOnlyList<string> Problems => _problems;

    public bool OverLimit { get; private set; }

    public void Problem(string text)
    {
        if (_problems.Count < MostProblems && !_problems.Contains(text))
            _problems.Add(text);
    }

    public void LimitMet(string text)
    {
        OverLimit = true;
        Problem(text);
    }

    /// <summary>Whether time is left. Asked before each part, each decoding and now and then inside HTML.</summary>
    public bool TakeTime()
    {
        if (Limits.Clock.GetElapsedTime(_start) <= Limits.Time)
            return true;
        LimitMet($"reading took more than {Limits.Time.TotalSeconds:0} seconds, the rest is not opened");
        return false;
    }

    public bool TakePart()
    {
        if (!TakeTime())
            return false;
        if (++_parts <= Limits.Parts)
            return true;
        LimitMet($"more than {Limits.Parts} parts, the rest is not opened");
        return false;
    }

    public bool TakeDecoded(long bytes)
    {
        if (!TakeTime())
            return false;
        if (_decoded + bytes > Limits.DecodedBytes)
        {
            LimitMet($"more than {Limits.DecodedBytes} decoded bytes, a part is left undecoded");
            return false;
        }

        _decoded += bytes;
        return true;
    }
}
