using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What can be done on one kind of meeting, and with which key.</summary>
public sealed record KeyScreen(string Name, IReadOnlyList<KeyAction> Actions);

/// <param name="Screens">What this person may decide, by kind of meeting.</param>
/// <param name="Keys">Action and key, as they are or as they were typed.</param>
/// <param name="ShortcutsOff">No key does anything.</param>
public sealed record KeysModel(IReadOnlyList<KeyScreen> Screens, IReadOnlyDictionary<string, string> Keys, bool ShortcutsOff)
{
    public static string IdOf(KeyAction action) => "tangent-" + action.Id.Replace(':', '-').Replace(',', '-');
}

/// <summary>'Tangenter i möten': the own keys, or none.</summary>
[Route("konto/tangenter"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
public sealed class KeysController(CurrentViewer current, KeyScreenReader screens, AccountAccess access) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var shown = await screens.ReadAsync(current.Viewer, ct);
        var keys = MeetingKeys.Read(current.ShortcutKeys);
        return View("Keys", new KeysModel(shown, shown.SelectMany(s => keys.On([.. s.Actions, .. MeetingKeys.Common])).DistinctBy(k => k.Key).ToDictionary(), current.ShortcutsOff));
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(Dictionary<string, string?>? keys, bool shortcuts, string? reset, CancellationToken ct)
    {
        var shown = await screens.ReadAsync(current.Viewer, ct);
        var typed = reset == null ? keys ?? [] : [];
        var saved = await this.TryMoveAsync(
            async () => await access.SetKeysAsync(current.Viewer.AccountId, typed, [.. shown.Select(s => (IReadOnlyList<KeyAction>)[.. s.Actions, .. MeetingKeys.Common])], !shortcuts, ct),
            action => KeysModel.IdOf(new KeyAction(action, "", "")));
        if (!saved) return View("Keys", new KeysModel(shown, typed.ToDictionary(k => k.Key, k => k.Value ?? ""), !shortcuts));
        this.Confirm(reset == null ? "Tangenterna är sparade." : "Tangenterna är som från början.");
        return RedirectToAction(nameof(Show));
    }
}
