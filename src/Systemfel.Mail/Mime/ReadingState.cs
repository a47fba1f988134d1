namespace Systemfel.Mail;

/// <summary>What one reading shares between its parts: limits, budget used so far, and the problems met.</summary>
internal sealed class ReadingState(MimeLimits limits)
{
    private const int MostProblems = 100;
    private readonly List<string> _problems = [];
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

    public bool TakePart()
    {
        if (++_parts <= Limits.Parts)
            return true;
        LimitMet($"more than {Limits.Parts} parts, the rest is not opened");
        return false;
    }

    public bool TakeDecoded(long bytes)
    {
        if (_decoded + bytes > Limits.DecodedBytes)
        {
            LimitMet($"more than {Limits.DecodedBytes} decoded bytes, a part is left undecoded");
            return false;
        }

        _decoded += bytes;
        return true;
    }
}
