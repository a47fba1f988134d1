using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Yearly;

/// <summary>Reads a document of the year for somebody who is to change it, inside the caller's transaction.</summary>
internal static class YearDocumentAccess
{
    /// <summary>Of one's own organisation; tracked.</summary>
    public static async Task<YearDocument> OwnAsync(SystemfelDb db, long id, Actor actor, CancellationToken ct)
    {
        var document = await db.YearDocuments.Include(d => d.Steps).Include(d => d.Organisation).SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new CaseNotFoundException();
        if (actor.AccountId == null || !YearRights.MayBegin(document.OrganisationId, actor.Memberships)) throw new CaseNotFoundException();
        return document;
    }

    /// <summary>The same, when it can be written in as it stands.</summary>
    public static async Task<YearDocument> ForWritingAsync(SystemfelDb db, long id, Actor actor, CancellationToken ct)
    {
        var document = await OwnAsync(db, id, actor, ct);
        if (YearRights.MayWrite(document, actor.Memberships)) return document;
        throw new MoveRefusedException(document.State switch
        {
            YearDocumentState.WithUnitManager => "Den ligger hos enhetschefen, så du kan inte ändra i den. Be enhetschefen skicka tillbaka den.",
            YearDocumentState.Sent => "Den är skickad och låst. Inget har ändrats.",
            _ => "Den är lämnad för underskrift eller beslut, så ingen kan ändra i den. Skicka tillbaka den ett steg först.",
        });
    }
}
