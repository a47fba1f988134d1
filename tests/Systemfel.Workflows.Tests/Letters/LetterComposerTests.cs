using Systemfel.Mail;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Tests.Letters;

public class LetterComposerTests
{
    private static LetterContent Letter(int points, string title = "Beslut förklaras inte", string introduction = "") => new()
    {
        Service = "Personligt ombud Prov",
        Host = "Provköpings kommun",
        Phone = "010-000 00 00",
        Reference = "PO 2026/118",
        TheirReference = "SN 2026/431",
        Tag = "K7Q2M9",
        Group = "Samverkansgrupp 1",
        DecidedOn = new DateOnly(2026, 10, 20),
        AnswerBy = new DateOnly(2026, 11, 30),
        On = new DateOnly(2026, 10, 21),
        Introduction = introduction,
        Signer = "Malin Ek",
        Stations = ["Inskickad", "Månadsgenomgång", "Samverkansgrupp", "Väntar på svar", "Uppföljning", "Effekt", "Avslutad"],
        Station = 3,
        Points = [.. Enumerable.Range(1, points).Select(i => new LetterPointContent(i, $"SF-2026-{i:0000}", "Boendestöd", title, "Avslag skickas utan förklaring.", "En mening på lätt svenska."))],
    };

    [Theory]
    [InlineData(1, "Systemfel att besvara (SF-2026-0001) [#K7Q2M9]")]
    [InlineData(2, "Systemfel att besvara (SF-2026-0001 och SF-2026-0002) [#K7Q2M9]")]
    [InlineData(3, "Systemfel att besvara (SF-2026-0001, SF-2026-0002 och ett till) [#K7Q2M9]")]
    [InlineData(5, "Systemfel att besvara (SF-2026-0001, SF-2026-0002 och tre till) [#K7Q2M9]")]
    [InlineData(12, "Systemfel att besvara (SF-2026-0001, SF-2026-0002 och tio till) [#K7Q2M9]")]
    public void Subject_ForSoManyPoints_NamesTwoAndCountsTheRest(int points, string expected) =>
        Assert.Equal(expected, LetterComposer.Compose(Letter(points)).Subject);

    [Fact]
    public void Html_WhenTextHoldsMarkup_EncodesIt()
    {
        var html = LetterComposer.Compose(Letter(1, "<script>alert(1)</script>", "<img src=x onerror=alert(1)>")).Html;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html);
    }

    [Fact]
    public void Html_Always_FetchesNothing()
    {
        var html = LetterComposer.Compose(Letter(5)).Html;

        Assert.DoesNotMatch("(?i)<(img|link|script|iframe)|https?://|url\\(", html);
    }

    [Theory]
    [InlineData(1, "om ett av dem")]
    [InlineData(5, "om fem av dem")]
    [InlineData(12, "om tolv av dem")]
    public void Text_ForSoManyPoints_SaysHowManyInWords(int points, string expected) =>
        Assert.Contains(expected, LetterComposer.Compose(Letter(points)).Text);

    [Fact]
    public void Text_Always_BeginsWithTheMarkerAndHoldsNoToken()
    {
        var text = LetterComposer.Compose(Letter(2)).Text;

        Assert.StartsWith(ReplyText.Marker, text);
        Assert.Contains("{{svarslänk}}", text);
        Assert.Contains("senast måndag 30 november.", text);
    }

    [Fact]
    public void Text_WhenQuotedInAnAnswer_HasPointsThatTheReaderFinds()
    {
        var letter = LetterComposer.Compose(Letter(5));
        var answer = "Hej\n\n2. Vi planerar en ändring.\n\n4. Vi behöver mer tid.\n\n" + string.Join('\n', letter.Text.Split('\n').Select(l => "> " + l));

        var found = ItemAnswers.Find(ReplyText.Split(answer), letter.Subject);

        Assert.Equal(["2", "4"], found.Keys.Select(k => k.ToString()));
    }
}
