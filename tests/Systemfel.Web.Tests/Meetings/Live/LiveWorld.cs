using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Systemfel.Web.Tests.Meetings.Live;

/// <summary>Open meetings that are followed; time stands still for the streams until their hearts are told to beat.</summary>
public sealed class LiveWorld : MeetingWorld
{
    public HeartClock Hearts { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(Hearts)));
    }
}

/// <summary>Tests of the open meeting that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class OpenMeetings : ICollectionFixture<LiveWorld>
{
    public const string Name = "open meetings";
}
