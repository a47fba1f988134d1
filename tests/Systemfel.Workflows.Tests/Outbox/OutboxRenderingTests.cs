using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Mail;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Outbox;

public class OutboxRenderingTests
{
    [Theory]
    [InlineData(OutboxPurpose.Letter, false, false)]
    [InlineData(OutboxPurpose.Reminder, true, false)]
    [InlineData(OutboxPurpose.Chair, true, false)]
    [InlineData(OutboxPurpose.Thanks, false, false)]
    [InlineData(OutboxPurpose.Thanks, true, true)]
    public async Task Render_LeavesOutTheSenderOfAutomaticAcknowledgementsOnly(string purpose, bool automatic, bool nobody)
    {
        await using var world = await LetterWorld.StartAsync();
        await using var scope = world.Scopes.CreateAsyncScope();
        var row = new OutboxItem { Id = 118, Purpose = purpose, IsAutomatic = automatic, ToAddress = "a@b.example", MessageId = "<x@po.example>" };

        var mail = scope.ServiceProvider.GetRequiredService<OutboxRendering>().Render(row, null, world.Time.GetUtcNow());

        Assert.Equal((nobody, "118"), (mail.UsesNullSender, mail.EnvelopeId));
    }
}
