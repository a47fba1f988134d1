using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Features.Letters;

/// <summary>What is sent to authorities, and to whom, as files. No text of any letter.</summary>
public static class LetterList
{
    public static ListOf<LetterRow> Letters { get; } = new("letters", "brev", "Brev",
    [
        new("Vår beteckning", l => l.Reference),
        new("Er beteckning", l => l.TheirReference),
        new("Till", l => l.Party),
        new("Kontakt", l => l.Contact),
        new("Skickat", l => l.SentAt?.SwedishDay()),
        new("Svar senast", l => l.AnswerBy),
        new("Punkter", l => l.Points),
        new("Besvarade punkter", l => l.Points - l.Waiting),
        new("Leverans", l => l.Recipient?.Swedish()),
    ]);

    public static ListOf<OutboxItem> Outbox { get; } = new("outbox", "epost", "Utgående e-post",
    [
        new("Slag", o => DeliveryWords.Purpose(o.Purpose)),
        new("Till", o => o.ToName),
        new("Ämne", o => o.Subject),
        new("Läge", o => o.State.Swedish()),
        new("Skapat", o => o.CreatedAt),
        new("Skickat", o => o.SentAt),
        new("Framme", o => o.DeliveredAt),
        new("Försök", o => o.Attempts),
        new("Serverns ord", o => o.LastError),
    ]);

    public static ListOf<(Party Party, Contact? Contact)> Contacts { get; } = new("contacts", "kontakter", "Parter och kontakter",
    [
        new("Part", c => c.Party.Name),
        new("Slag", c => Kind(c.Party.Kind)),
        new("Kontakt", c => c.Contact?.Name),
        new("Adress", c => c.Contact?.Address),
        new("Domäner", c => c.Contact?.Domains),
        new("Läge", c => c.Contact?.State switch { null => null, ContactState.Ok => "används", ContactState.Bouncing => "förra brevet kom inte fram", _ => "används inte" }),
        new("Kontrollerad", c => c.Contact?.VerifiedOn),
        new("Senaste svar", c => c.Contact?.LastAnswerAt?.SwedishDay()),
    ]);

    private static string Kind(PartyKind kind) => kind switch
    {
        PartyKind.Authority => "myndighet",
        PartyKind.UserOrganisation => "brukarorganisation",
        PartyKind.CountyBoard => "länsstyrelse",
        _ => "annan",
    };
}
