using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>To one or more of the route's groups: from here on every addressee has a line of its own.</summary>
/// <param name="Groups">The route's group ids, one or more.</param>
/// <param name="Note">For the notes; may be empty.</param>
public sealed record Refer(IReadOnlyList<string> Groups, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "refer";

    internal override bool Gives(string input) => input != "groups" || Groups.Count > 0;

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        foreach (var id in Groups)
            if (!scope.Facts.Groups.TryGetValue(id, out var group) || group.Kind == GroupKind.Team || group.EndedAt != null)
                throw new MoveRefusedException("Den gruppen finns inte. Välj en annan.", "groups");
        if (scope.Case.Addressees.Count == 0)
            throw new MoveRefusedException("Systemfelet har ingen mottagare. Ange vilken myndighet det gäller först.", "groups");
    }

    internal override DecisionText Describe(MoveScope scope) => new(string.Join(" och ", Groups.Distinct().Select(g => scope.Facts.Groups[g].Name)));

    internal override void Apply(MoveScope scope)
    {
        var chosen = Groups.Distinct().Select(g => scope.Facts.Groups[g]).ToList();
        var proposed = new HashSet<long>();
        var lines = LinesOf(scope);
        foreach (var (addressee, bookmark) in lines)
        {
            var route = scope.Facts.GroupsFor(scope.Route, addressee.AuthorityId, scope.Case.Level);
            foreach (var group in route) proposed.Add(group.Id);
            Send(scope, bookmark, route.FirstOrDefault(chosen.Contains) ?? chosen[0]);
        }
        // A group that was chosen has the question before it even when no addressee is usually its own.
        foreach (var group in chosen.Where(g => lines.All(l => l.Bookmark.GroupId != g.Id)))
            Send(scope, scope.NewBookmark(lines[0].Addressee, Stages.Group), group);
        scope.Record("referred", new
        {
            groups = string.Join(" och ", chosen.Select(g => g.Name)),
            note = Has(Note) ? Note.Trim() : null,
            deviates = chosen.All(g => proposed.Contains(g.Id)) ? null : "ja",
        });
    }

    /// <summary>A line that came back from a group keeps its addressee; the first time, each addressee gets one.</summary>
    private static List<(Addressee Addressee, Bookmark Bookmark)> LinesOf(MoveScope scope)
    {
        var lines = scope.Targets.Where(b => b.Addressee != null).Select(b => (b.Addressee!, b)).ToList();
        if (scope.Targets.FirstOrDefault(b => b.Addressee == null) is not { } single) return lines;
        var addressees = scope.Case.Addressees.OrderBy(a => a.SortOrder)
            .Where(a => scope.Case.Bookmarks.All(b => b.Addressee != a || b.Stage == Stages.Closed)).ToList();
        if (addressees.Count == 0) addressees = [.. scope.Case.Addressees.Take(1)];
        for (var i = 0; i < addressees.Count; i++)
        {
            var bookmark = i == 0 ? single : scope.NewBookmark(addressees[i], Stages.Group);
            bookmark.Addressee = addressees[i];
            bookmark.AddresseeId = addressees[i].Id > 0 ? addressees[i].Id : null;
            lines.Add((addressees[i], bookmark));
        }
        return lines;
    }

    private static void Send(MoveScope scope, Bookmark bookmark, Group group)
    {
        scope.GoTo(bookmark, Stages.Group);
        bookmark.GroupId = group.Id;
        bookmark.Due = scope.Facts.NextMeeting(group.Id);
        scope.GrantTo(group);
    }
}
