namespace Systemfel.Mail.Tests;

/// <summary>Each limit at its edge: what just fits is read, one more is left to a person with the raw mail whole.</summary>
public class LimitTests
{
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += step.Ticks;
    }

    private static string Nested(int levels) =>
        "From: a@x.example\n" + string.Concat(Enumerable.Range(0, levels).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n")) + "Content-Type: text/plain\n\nInnerst\n";

    [Fact]
    public void Defaults_AreThoseThatAreDocumented() =>
        Assert.Equal(
            (30 << 20, 20, 200, 256 << 10, 60 << 20, TimeSpan.FromSeconds(10)),
            (MimeLimits.Default.RawBytes, MimeLimits.Default.Depth, MimeLimits.Default.Parts, MimeLimits.Default.HeaderBytes, MimeLimits.Default.DecodedBytes, MimeLimits.Default.Time));

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void Depth_AtTheEdge_DecidesReview(int levels, bool review)
    {
        var mail = Written.Mail(Nested(levels) + "--slut--\n");
        _ = mail.Text;
        Assert.Equal(review, mail.NeedsReview);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(201, true)]
    public void Parts_AtTheEdge_DecideReview(int parts, bool review) =>
        Assert.Equal(review, Written.Mail("From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Range(0, parts).Select(i => $"--b\n\ndel {i}\n")) + "--b--\n").NeedsReview);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Headers_AtTheEdge_DecideReview(int over, bool review)
    {
        const string Start = "From: a@x.example";
        var mail = Written.Mail($"{Start}\nX-A:{new string('x', (256 << 10) - Start.Length - 4 + over)}\n\nText", limits: MimeLimits.Default);
        Assert.Equal((review, "Text"), (mail.NeedsReview, mail.Text));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Raw_AtTheEdge_DecidesReview(int over, bool review)
    {
        var bytes = new byte[(30 << 20) + over];
        bytes.AsSpan().Fill((byte)'x');
        "From: a@x.example\r\n\r\n"u8.CopyTo(bytes);
        var mail = MimeMessage.Parse(bytes);
        Assert.Equal((review, bytes.Length), (mail.NeedsReview, mail.Raw.Length));
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void Decoding_AtTheEdge_DecidesReview(int bytes, bool review)
    {
        var mail = Written.Mail("From: a@x.example\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + new string('a', bytes), limits: new MimeLimits { DecodedBytes = 1000 });
        _ = mail.Text;
        Assert.Equal(review, mail.NeedsReview);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, true)]
    public void Time_WhenPassed_LeavesTheRestToAPerson(int secondsAQuestion, bool review)
    {
        var limits = new MimeLimits { Clock = new SteppingClock(TimeSpan.FromSeconds(secondsAQuestion)) };
        var mail = Written.Mail("From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nett\n--b\n\ntvå\n--b\n\ntre\n--b--\n", limits: limits);
        Assert.Equal(review, mail.NeedsReview);
        Assert.Equal(review ? 3 : 4, mail.Parts().Count());
        Assert.Equal(review, mail.Problems.Contains("reading took more than 10 seconds, the rest is not opened"));
    }
}
