using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Running;

/// <summary>Puts a line on its group's next agenda; one that never was before a group goes to the review.</summary>
internal static class GroupStage
{
    public static void Enter(MoveScope scope, Bookmark bookmark, BookmarkMark mark, string note)
    {
        var group = scope.Facts.Groups.Values.FirstOrDefault(g => g.Id == bookmark.GroupId && g.Kind != GroupKind.Team)
            ?? (bookmark.Addressee == null ? null : scope.Facts.GroupsFor(scope.Route, bookmark.Addressee.AuthorityId).FirstOrDefault());
        scope.GoTo(bookmark, group == null ? Stages.Review : Stages.Group, mark);
        bookmark.Note = note.Trim();
        if (group == null) return;
        bookmark.GroupId = group.Id;
        bookmark.Due = scope.Facts.NextMeeting(group.Id);
        scope.GrantTo(group);
    }
}
