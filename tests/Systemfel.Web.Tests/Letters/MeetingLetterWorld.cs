using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Tests.Meetings;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Letters;

/// <summary>An open meeting of Samverkansgrupp 1 that decides to write as many letters as are asked for.</summary>
public sealed class MeetingLetterWorld : MeetingWorld
{
    private int _decided;

    /// <summary>A letter that waits to be sent, with one point that no other test has.</summary>
    public async Task<long> DecideLetterAsync()
    {
        var item = await BeforeGroupAsync("sg1", Sg1, "KO");
        var contact = await ReadAsync(r => r.Contacts.Where(c => c.State == ContactState.Ok).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        // A day of its own gives each a letter of its own.
        var answerBy = Clock.Today().AddDays(60 + 2 * ++_decided);
        await DecideAsync(await Coordinator, item, ("gor", "write-to-authority"), ("contact", $"{contact}"), ("date", answerBy.Iso()));
        return await ReadAsync(r => r.LetterItems.Where(i => i.DeficiencyId == item.DeficiencyId).OrderByDescending(i => i.Id).Select(i => i.LetterId).FirstAsync());
    }

    /// <summary>The demo's coordinator, for what is asked of a workflow directly.</summary>
    public Task<Actor> MalinAsync() => ReadAsync(async r =>
    {
        var account = await r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "malin@demo.example");
        return Actor.From(new Viewer(account.Id, account.DisplayName, account.Memberships));
    });

    /// <summary>The letter goes to a contact of its own, who is then no longer used.</summary>
    public async Task RetireContactOfAsync(long letter)
    {
        var draft = await ReadAsync(r => r.Letters.SingleAsync(l => l.Id == letter));
        var malin = await MalinAsync();
        var contact = await WithAsync<ContactService, long>(c => c.AddAsync(draft.OrganisationId, malin, new ContactInput(draft.PartyId, "Gamla registratorn", "gamla@kommun.example", "")));
        await WithAsync<LetterService, bool>(async l =>
        {
            await l.EditAsync(letter, draft.Version, malin, new LetterEdit(draft.Introduction, draft.AnswerBy, contact));
            return true;
        });
        await WithAsync<ContactService, bool>(async c =>
        {
            await c.SetRetiredAsync(contact, malin, retired: true);
            return true;
        });
    }
}
