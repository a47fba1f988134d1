using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Running;

/// <summary>Puts a line on its group's next agenda; one that never was before a group goes to the review.</summary>
internal static class GroupStage
{
    public static void Enter(MoveScope scope, Bookmark bookmark, BookmarkMark mark, string note)
    {
        var group = Of(scope, bookmark);
        scope.GoTo(bookmark, group == null ? Stages.Review : Stages.Group, mark);
        bookmark.Note = note.Trim();
        if (group == null) return;
        bookmark.GroupId = group.Id;
        bookmark.Due = scope.Facts.NextMeeting(group.Id);
        scope.GrantTo(group);
    }

    /// <summary>Whether entering would let a group read the case that has not had it before.</summary>
    public static bool OpensTo(MoveScope scope, Bookmark bookmark) => IsNew(scope, Of(scope, bookmark));

    /// <inheritdoc cref="OpensTo(MoveScope, Bookmark)"/>
    public static bool OpensTo(MoveScope scope, long authorityId) => IsNew(scope, scope.Facts.GroupsFor(scope.Route, authorityId, scope.Case.Level).FirstOrDefault());

    private static bool IsNew(MoveScope scope, Group? group) => group != null && scope.Case.Grants.All(g => g.GroupId != group.Id);

    private static Group? Of(MoveScope scope, Bookmark bookmark) =>
        scope.Facts.Groups.Values.FirstOrDefault(g => g.Id == bookmark.GroupId && g.Kind != GroupKind.Team && g.EndedAt == null)
        ?? (bookmark.Addressee == null ? null : scope.Facts.GroupsFor(scope.Route, bookmark.Addressee.AuthorityId, scope.Case.Level).FirstOrDefault());
}
