using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Systemfel.Data.Accounts;
using Systemfel.Data.Tests.Databases;
using Systemfel.Web.Tests.Letters;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Ingest;

namespace Systemfel.Web.Tests.Incidents;

/// <summary>The server with the demo, on SQLite.</summary>
public class IncidentHost : LetterHost
{
    /// <summary>No word of any text of the demo.</summary>
    public const string Word = "Kvastraxnur";

    public async Task<Browser> AsAsync(Role role) => await SignedInAsync(
        (await ReadAsync(r => r.Accounts.Where(a => a.Memberships.Any(m => m.Role == role) && a.Memberships.All(m => m.Role == role || role == Role.CountyBoard)).OrderBy(a => a.Id).Select(a => a.Email).FirstAsync()))!,
        DemoSeeder.Password);

    /// <summary>A member of the group whose meeting the letters are decided in.</summary>
    public async Task<Browser> MemberAsync() => await SignedInAsync(
        (await ReadAsync(r => r.Accounts.Where(a => a.Memberships.Any(m => m.Role == Role.Member && r.Groups.Any(g => g.Id == m.GroupId && g.Code == "sg1"))).OrderBy(a => a.Id).Select(a => a.Email).FirstAsync()))!,
        DemoSeeder.Password);

    /// <summary>A letter that has left, about a case of its own.</summary>
    public async Task<(long Letter, long Case, string Link)> SentAsync()
    {
        var letter = await DecideLetterAsync();
        await Coordinator.PostFormAsync($"/brev/{letter}/skicka");
        return (letter, await ReadAsync(r => r.LetterItems.Where(i => i.LetterId == letter).Select(i => i.DeficiencyId).SingleAsync()), await LinkAsync(letter));
    }

    /// <summary>An answer to a letter, with a file; without a link it is sorted by nobody.</summary>
    public async Task<long> ArriveAsync(string? link, string text, string subject = "SV: Systemfel att besvara")
    {
        var to = link == null ? "svar@systemfel.example" : $"svar+{link.Split('/')[^1]}@systemfel.example";
        var organisation = await ReadAsync(r => r.Organisations.Select(o => o.Id).SingleAsync());
        var raw = Encoding.UTF8.GetBytes($"""
            From: Nina {Word} <nina@fk.example>
            To: <{to}>
            Subject: {subject}
            Message-ID: <{Guid.NewGuid():N}@fk.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8

            {text}
            --b
            Content-Type: text/plain; name="{Word}.txt"
            Content-Disposition: attachment; filename="{Word}.txt"

            Om {Word}.
            --b--

            """.ReplaceLineEndings("\r\n"));
        return await WithAsync<MailIngest, long>(async i =>
        {
            var id = await i.StoreAsync(organisation, "prov", null, null, raw);
            await i.ProcessAsync(id);
            return id;
        });
    }

    public Task<long> IncidentAsync(long? caseId = null, long? mailId = null) =>
        ReadAsync(r => r.Incidents.Where(i => (caseId == null || i.DeficiencyId == caseId) && (mailId == null || i.MailMessageId == mailId)).OrderByDescending(i => i.Id).Select(i => i.Id).FirstAsync());
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresIncidentHost : IncidentHost
{
    private readonly string _name = $"incidents_{Guid.NewGuid():N}";
    private PostgresServer? _server = new();

    public PostgresIncidentHost()
    {
        using var connection = new NpgsqlConnection(_server!.ConnectionString("postgres"));
        connection.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {_name}", connection);
        create.ExecuteNonQuery();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Database:Provider", "Postgres");
        builder.UseSetting("ConnectionStrings:Systemfel", _server!.ConnectionString(_name));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Interlocked.Exchange(ref _server, null)?.Dispose();
    }
}
