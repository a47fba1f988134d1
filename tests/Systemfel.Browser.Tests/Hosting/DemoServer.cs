using Systemfel.Tests.Shared;

namespace Systemfel.Browser.Tests.Hosting;

/// <summary>The server with the demo and no mail servers.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private SystemfelServer? _server;

    public SystemfelServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public async Task InitializeAsync() => _server = await SystemfelServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
