using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Accounts;

/// <summary>Something that a key can do in a meeting.</summary>
/// <param name="Id">The move's id ('hold', 'refer:sg1'), or 'undo', 'note', 'next', 'back'.</param>
/// <param name="Label">Swedish, as on the button.</param>
/// <param name="Shown">The key that is shown unless another is chosen; empty: none.</param>
public sealed record KeyAction(string Id, string Label, string Shown);

/// <summary>
/// An account's own keys in meetings, where they differ from those that the page shows. A key is one character; any of them can be
/// left without a key, and all can be turned off (WCAG 2.2, 2.1.4).
/// </summary>
public sealed class MeetingKeys
{
    /// <summary>What can be done on every item, whatever may be decided there.</summary>
    public static readonly IReadOnlyList<KeyAction> Common =
    [
        new("undo", "Ångra", "z"), new("note", "Skriv anteckning", "a"), new("next", "Nästa", ""), new("back", "Förra", ""),
    ];

    private readonly IReadOnlyDictionary<string, string> _own;

    private MeetingKeys(IReadOnlyDictionary<string, string> own) => _own = own;

    /// <param name="stored">'hold=v undo= next=n': an action without a key has nothing behind its equals sign.</param>
    public static MeetingKeys Read(string stored) => new(stored.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => (Pair: pair, At: pair.IndexOf('=', StringComparison.Ordinal))).Where(p => p.At > 0)
        .GroupBy(p => p.Pair[..p.At]).ToDictionary(g => g.Key, g => g.Last().Pair[(g.Last().At + 1)..]));

    /// <summary>The keys of one screen.</summary>
    /// <param name="actions">All that can be done there.</param>
    /// <returns>Action and key; the key is empty when there is none, or when another action has taken the one that is usually shown.</returns>
    public IReadOnlyDictionary<string, string> On(IReadOnlyCollection<KeyAction> actions)
    {
        var taken = actions.Select(a => _own.GetValueOrDefault(a.Id, "")).ToHashSet();
        return actions.ToDictionary(a => a.Id, a => _own.TryGetValue(a.Id, out var own) ? own : taken.Contains(a.Shown) ? "" : a.Shown);
    }

    /// <summary>The keys that somebody has chosen.</summary>
    /// <param name="typed">Action and key as it was typed; what is missing keeps the key that is shown.</param>
    /// <param name="screens">The actions of each screen: on one screen no key may do two things.</param>
    /// <exception cref="MoveRefusedException">A key is not one character, or does two things; the input is the action.</exception>
    public static MeetingKeys Choose(IReadOnlyDictionary<string, string?> typed, IReadOnlyList<IReadOnlyList<KeyAction>> screens)
    {
        var own = new Dictionary<string, string>();
        foreach (var action in screens.SelectMany(s => s).DistinctBy(a => a.Id).Where(a => typed.ContainsKey(a.Id)))
        {
            var key = (typed[action.Id] ?? "").Trim().ToLowerInvariant();
            if (key.Length > 1 || key.Any(c => char.IsControl(c) || char.IsSurrogate(c)) || key == "=")
                throw new MoveRefusedException($"Ange en enda bokstav, siffra eller ett enda tecken för ”{action.Label}”, eller lämna rutan tom.", action.Id);
            if (key != action.Shown) own[action.Id] = key;
        }
        foreach (var screen in screens) RefuseTwice(screen, own);
        return new MeetingKeys(own);
    }

    /// <summary>As it is stored.</summary>
    public override string ToString() => string.Join(' ', _own.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key}={k.Value}"));

    private static void RefuseTwice(IReadOnlyList<KeyAction> screen, Dictionary<string, string> own)
    {
        var used = new Dictionary<string, KeyAction>();
        // What somebody has changed is at fault, not what stood there.
        foreach (var action in screen.OrderBy(a => own.ContainsKey(a.Id)))
        {
            var key = own.GetValueOrDefault(action.Id, action.Shown);
            if (key.Length == 0 || used.TryAdd(key, action)) continue;
            throw new MoveRefusedException($"Tangenten {key.ToUpperInvariant()} gör redan ”{used[key].Label}”. Välj en annan för ”{action.Label}”, eller lämna rutan tom.", action.Id);
        }
    }
}
