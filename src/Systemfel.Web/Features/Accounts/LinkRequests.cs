using System.Threading.Channels;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

/// <summary>
/// Requests for mailed links, handled after the page has been answered: the answer takes equally long whether or not there is
/// an account behind the address.
/// </summary>
public sealed class LinkRequests(IServiceScopeFactory scopes, ILogger<LinkRequests> logger) : BackgroundService
{
    private readonly Channel<(string Email, LinkPurpose Purpose, string To)> _queue =
        Channel.CreateBounded<(string, LinkPurpose, string)>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="email">Whose account.</param>
    /// <param name="purpose">What the link does.</param>
    /// <param name="to">Where it goes on to; empty for the start page.</param>
    public void Add(string email, LinkPurpose purpose, string to = "") => _queue.Writer.TryWrite((email, purpose, to));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (email, purpose, to) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var access = scope.ServiceProvider.GetRequiredService<AccountAccess>();
                await (purpose == LinkPurpose.SignIn
                    ? access.RequestSignInLinkAsync(email, to, stoppingToken)
                    : access.RequestResetAsync(email, stoppingToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The person can ask again; the queue must live on. The message could quote the address.
                logger.LogError("A mailed link could not be queued: {Exception}", e.GetType().Name);
            }
        }
    }
}
