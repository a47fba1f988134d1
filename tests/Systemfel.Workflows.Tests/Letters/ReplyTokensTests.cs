using Systemfel.Data.Letters;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Tests.Letters;

public sealed class ReplyTokensTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("systemfel-keys-").FullName;

    private ReplyTokens Tokens(string sub = "a") => new(new WorkflowOptions { KeyPath = Path.Combine(_folder, sub) });

    private static LetterRecipient Recipient(long id = 1, byte nonce = 7) => new() { Id = id, Nonce = [nonce, 1, 2, 3] };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Token_OfOneRecipient_IsTheSameAfterARestart() => Assert.Equal(Tokens().Of(Recipient()), Tokens().Of(Recipient()));

    [Fact]
    public void Token_WithAnotherKeyIdOrNonce_IsAnother()
    {
        string[] tokens = [Tokens().Of(Recipient()), Tokens("b").Of(Recipient()), Tokens().Of(Recipient(2)), Tokens().Of(Recipient(nonce: 8))];

        Assert.Equal(4, tokens.Distinct().Count());
    }

    [Fact]
    public void Token_Always_Is26CharactersThatSurviveLowerCase()
    {
        var token = Tokens().Of(Recipient());

        Assert.True(ReplyTokens.HasForm(token));
        Assert.Equal(ReplyTokens.HashOf(token), ReplyTokens.HashOf(token.ToLowerInvariant()));
    }

    [Fact]
    public void Token_OfARecipientThatIsNotStored_IsRefused() => Assert.Throws<InvalidOperationException>(() => Tokens().Of(Recipient(0)));

    [Fact, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void KeyFile_WhenMade_IsForItsOwnerOnly()
    {
        Tokens().Of(Recipient());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "a", "reply-tokens.key")));
    }

    [Fact]
    public void KeyFile_WhenDamaged_IsRefusedInsteadOfReplaced()
    {
        Tokens().Of(Recipient());
        File.WriteAllBytes(Path.Combine(_folder, "a", "reply-tokens.key"), [1, 2, 3]);

        Assert.Throws<InvalidDataException>(() => Tokens().Of(Recipient()));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 0 }, "00000000")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255 }, "ZZZZZZZZ")]
    [InlineData(new byte[] { 1 }, "04")]
    public void Crockford_OfBytes_IsBase32(byte[] bytes, string expected) => Assert.Equal(expected, Crockford.Encode(bytes));
}
