using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Informerad': a group without a mandate to decide has been told; the question goes back to the team, which says what comes of it.</summary>
/// <param name="Note">For the notes; may be empty.</param>
public sealed record GroupInformed(string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "group-informed";

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Review, BookmarkMark.GroupInformed);
            bookmark.Note = Note.Trim();
        }
        scope.Record("group-informed", new { note = Has(Note) ? Note.Trim() : null });
    }
}
