using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Accounts;

/// <summary>What accounts need: ASP.NET Core Identity with this product's rules, and where sessions and keys are kept.</summary>
public static class AccountRegistration
{
    /// <summary>Registers Identity and the account services. <paramref name="publicBaseUrl"/> is where links in mail lead.</summary>
    public static IdentityBuilder AddSystemfelAccounts(this IServiceCollection services, Uri publicBaseUrl)
    {
        services.AddSingleton(new AccountLinks(publicBaseUrl));
        services.AddScoped<OneTimeTokens>();
        services.AddScoped<IAccountMail, OutboxAccountMail>();
        // Their constructors name the writing context, which is internal: the container is told how to make them.
        services.AddScoped(p => new AccountService(p.Db(), p.Users(), p.GetRequiredService<OneTimeTokens>(),
            p.GetRequiredService<IAccountMail>(), p.GetRequiredService<AccountLinks>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new AccountAccess(p.Db(), p.Users(), p.GetRequiredService<OneTimeTokens>(),
            p.GetRequiredService<IAccountMail>(), p.GetRequiredService<AccountLinks>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new CalendarKeys(p.Db(), p.GetRequiredService<AccountLinks>()));
        services.AddScoped(p => new PersonalKeys(p.Db(), p.GetRequiredService<SwedishCalendar>()));
        services.AddScoped(p => new FirstStart(p.Db(), p.GetRequiredService<AccountService>(), p.GetRequiredService<FirstStartCode>()));
        services.AddScoped<TwoFactorService>();
        services.AddSingleton<FirstStartCode>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlRepository = new StoredProtectionKeys(p.GetRequiredService<DbFactory>())));
        services.AddDataProtection().SetApplicationName("Systemfel");
        // OWASP's figure for PBKDF2 with HMAC-SHA512.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        return services.AddIdentityCore<Account>(Rules)
            .AddSystemfelAccountStore()
            .AddPasswordValidator<WeakPasswords>()
            .AddErrorDescriber<SwedishIdentityErrors>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
    }

    private static SystemfelDb Db(this IServiceProvider services) => services.GetRequiredService<SystemfelDb>();

    private static UserManager<Account> Users(this IServiceProvider services) => services.GetRequiredService<UserManager<Account>>();

    private static void Rules(IdentityOptions o)
    {
        o.User.RequireUniqueEmail = true;
        o.User.AllowedUserNameCharacters = "";
        // Length is what makes a password strong; composition rules only make it hard to remember.
        o.Password.RequiredLength = 12;
        o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
        o.Password.RequiredUniqueChars = 4;
        o.Lockout.MaxFailedAccessAttempts = 5;
        o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        o.Lockout.AllowedForNewUsers = true;
    }
}
