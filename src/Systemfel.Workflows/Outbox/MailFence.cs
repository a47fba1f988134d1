using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Outbox;

/// <summary>
/// Keeps a restored copy or a test machine from mailing real authorities: the database names the installation that may send from
/// it, and another installation sends nothing until an administrator says so.
/// </summary>
public sealed class MailFence
{
    /// <summary>The setting that names the installation.</summary>
    public const string SettingKey = "instance-id";

    private readonly SystemfelDb _db;
    private readonly Lazy<string> _instance;

    internal MailFence(SystemfelDb db, WorkflowOptions options)
    {
        _db = db;
        _instance = new Lazy<string>(() => options.InstanceId is { Length: > 0 } id
            ? id
            : Convert.ToHexStringLower(KeyFile.ReadOrCreate(options.KeyPath, "instance.id", 16)));
    }

    /// <summary>Whether mail may leave. The first installation to ask becomes the database's own.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken ct = default)
    {
        var setting = await _db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Key == SettingKey, ct);
        if (setting != null) return setting.Value == _instance.Value;
        _db.Settings.Add(new Setting { Key = SettingKey, Value = _instance.Value });
        try
        {
            await _db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // The other node was first; its word counts from the next time on.
            _db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>The same without becoming the database's own: for pages, which only read.</summary>
    public async Task<bool> LooksOpenAsync(CancellationToken ct = default) =>
        await _db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Key == SettingKey, ct) is not { } setting || setting.Value == _instance.Value;

    /// <summary>Lets this installation send from this database.</summary>
    public async Task OpenAsync(long organisationId, Actor actor, CancellationToken ct = default)
    {
        if (!actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        var setting = await _db.Settings.SingleOrDefaultAsync(s => s.Key == SettingKey, ct);
        if (setting == null) _db.Settings.Add(setting = new Setting { Key = SettingKey });
        setting.Value = _instance.Value;
        await _db.SaveChangesAsync(ct);
    }
}
