using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Web.Tests.Reports;

/// <summary>The server with a finder that breaks on one word, as a fault in it would.</summary>
public sealed class TroubledHost : WebHost
{
    /// <summary>A text with it cannot be checked.</summary>
    public const string Trouble = "trasslar";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(s => s.Replace(ServiceDescriptor.Singleton<IPersonalDataFinder>(new BreakingFinder())));
    }

    private sealed class BreakingFinder : IPersonalDataFinder
    {
        private readonly PersonalDataFinder _finder = new();

        public IReadOnlyList<Find> FindIn(string text) =>
            text.Contains(Trouble, StringComparison.Ordinal) ? throw new InvalidOperationException(text) : _finder.FindIn(text);
    }
}
