using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;

namespace Systemfel.Data.Storage;

public static class DataRegistration
{
    /// <summary>Registers the reading context for screens and the writing one for Workflows.</summary>
    public static IServiceCollection AddSystemfelData(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.AddScoped(p => p.GetRequiredService<DbFactory>().OpenWriter());
        services.AddSingleton<MeetingSignals>();
        services.AddSingleton<MeetingListener>();
        services.AddSingleton<DbFactory>();
        services.AddScoped(p => p.GetRequiredService<DbFactory>().OpenReader());
        return services;
    }

    /// <summary>Lets ASP.NET Core Identity keep its accounts in the same database, without handing out the context.</summary>
    public static IdentityBuilder AddSystemfelAccountStore(this IdentityBuilder builder)
    {
        builder.Services.AddScoped<IUserStore<Account>>(p =>
            new Microsoft.AspNetCore.Identity.EntityFrameworkCore.UserOnlyStore<Account, SystemfelDb, long>(p.GetRequiredService<SystemfelDb>()));
        return builder;
    }
}

/// <summary>Opens contexts on the configured database.</summary>
public sealed class DbFactory(DatabaseOptions options, MeetingSignals? signals = null)
{
    private readonly DbContextOptions _write = Build(options, readOnly: false, new MeetingChanges(signals ?? new MeetingSignals()));
    private readonly DbContextOptions _read = Build(options, readOnly: true);

    internal SystemfelDb OpenWriter() => Open(_write);

    public SystemfelReader OpenReader() => new(Open(_read));

    private SystemfelDb Open(DbContextOptions contextOptions) => options.Provider == DatabaseProvider.Sqlite
        ? new SqliteDb((DbContextOptions<SqliteDb>)contextOptions)
        : new PgDb((DbContextOptions<PgDb>)contextOptions);

    private static DbContextOptions Build(DatabaseOptions o, bool readOnly, params IInterceptor[] interceptors)
    {
        var connection = readOnly ? o.ReadConnectionString : o.WriteConnectionString;
        if (o.Provider == DatabaseProvider.Sqlite)
            return new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).AddInterceptors([new SqlitePragmas(readOnly), .. interceptors]).Options;
        return new DbContextOptionsBuilder<PgDb>().UseNpgsql(connection).AddInterceptors(interceptors).Options;
    }
}
