using System.Globalization;
using System.Text.Json;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Cases;

/// <summary>An event in words: the first stand out in the timeline, a quotation stands below.</summary>
public sealed record EventText(string Head, string Tail = "", string? Quote = null)
{
    public string Whole => $"{Head}{(Tail.Length > 0 && Tail[0] is ',' or '.' or ':' ? "" : " ")}{Tail}".TrimEnd() + (Quote is null ? "" : $" ”{Quote}”");
}

/// <summary>What each kind of event is called. A kind that is not in the table is shown by its name, never left out.</summary>
public static class EventWords
{
    private static readonly Dictionary<string, Func<EventData, EventText>> Table = new()
    {
        ["submitted"] = d => new(d.Has("again") ? "Inskickad igen" : "Inskickad", d.Text("municipality") is { } m ? $"av ombud, {m}." : "av ombud."),
        ["imported"] = d => new("Importerat", $"ur en äldre lista, rad {d.Text("row")}. Rapporterat {d.Day("submitted")}{(d.Text("outcome") is { } o ? $", avslutat {d.Day("closed")}: {Outcomes.Labels.GetValueOrDefault(o, o)}" : "")}."),
        ["import-counted"] = d => new("Räknat", $"ur en äldre lista, rad {d.Text("row")}."),
        ["import-count-undone"] = _ => new("Räkningen ångrad:", "importen den kom med är ångrad."),
        ["withdrawn"] = _ => new("Tillbakadragen", "av den som rapporterade."),
        ["review-opened"] = _ => new("Genomgången", "öppnade."),
        ["referred"] = d => new("Genomgången", $"skickade frågan till {d.Text("groups")}.{(d.Has("deviates") ? " En annan grupp än vanligt." : "")}", d.Text("note")),
        ["held"] = d => new("Avvakta", Until(d), d.Text("note")),
        ["handled-locally"] = d => new("Hanteras lokalt", $"av {d.Text("who")}{d.Before("date", ", klart ")}.", d.Text("note")),
        ["author-asked"] = d => new("Komplettering begärd", "av ombudet.", d.Text("question")),
        ["author-answered"] = d => new("Ombudet svarade", "på frågan.", d.Text("answer")),
        ["merged"] = d => new("Sammanslaget", $"med {d.Text("into")}."),
        ["merged-here"] = d => new("Sammanslaget hit:", $"{d.Text("from")}."),
        ["merge-undone"] = d => new("Sammanslagningen ångrad:", $"{d.Text("from")} står för sig igen."),
        ["split"] = d => new("Uppdelat:", $"{d.Text("into")} står för sig{Moved(d)}."),
        ["split-from"] = d => new("Delat från", $"{d.Text("from")}{Moved(d)}."),
        ["split-undone"] = d => new("Uppdelningen ångrad:", $"{d.Text("into")} hör hit igen."),
        ["split-ended"] = d => new("Uppdelningen ångrad:", $"det här hör till {d.Text("from")} igen."),
        ["linked"] = d => new("Kopplat", $"till {d.Text("to")}."),
        ["unlinked"] = d => new("Kopplingen borttagen", $"till {d.Text("to")}."),
        ["dismissed"] = d => new("Inte ett systemfel", "enligt genomgången.", d.Text("reason")),
        ["authority-answered"] = d => new("Svar till myndigheten", $"på dess fråga{d.Before("due", ", nytt svar senast ")}.", d.Text("text")),
        ["taken-home"] = d => new("Ledamoten tog hem frågan:", $"{d.Text("party")}{d.Before("due", ", svar senast ")}.", d.Text("note")),
        ["letter-decided"] = d => new("Gruppen beslutade", $"att skriva till {d.Text("party")}{d.Before("due", ", svar senast ")}.", d.Text("note")),
        ["letter-sent"] = d => new("Brev skickat", $"till {d.Text("party")}{d.Suffix("reference", ", ")}{d.Suffix("item", ", punkt ")}{d.Before("due", ". Svar senast ")}."),
        ["county-informed"] = d => new("Länsstyrelsen informerad", "för kännedom.", d.Text("note")),
        ["forwarded"] = d => new("Gruppen förde frågan vidare", $"till {d.Text("group")}.", d.Text("note")),
        ["parties-informed"] = d => new("För kännedom", $"till {d.Text("parties")}.", d.Text("note")),
        ["discussed"] = d => new("Diskuterad", d.Text("who") is { } who ? $"i gruppen. {who} följer upp{d.Before("date", ", klart ")}." : "i gruppen. Frågan står kvar där.", d.Text("note")),
        ["group-informed"] = d => new("Gruppen informerad.", "", d.Text("note")),
        ["tabled"] = d => new("Bordlagt", "till nästa möte.", d.Text("reason")),
        ["returned"] = d => new("Tillbaka", "från gruppen.", d.Text("reason")),
        ["close-proposed"] = d => new("Gruppen föreslog", "att systemfelet avslutas.", d.Text("reason")),
        ["answer-accepted"] = d => new(AnswerWords.Sentence(d.Kind<AnswerKind>("kind")), $"{d.Before("date", "Datum: ", ". ")}{d.Suffix("who", "Hör till ", ". ")}{Source(d)}", d.Text("text")),
        ["mail-to-read"] = d => new("Post att läsa", $"{d.Suffix("party", "från ")}. Svaret kan ligga i myndighetens egen tjänst eller vara en inbjudan."),
        ["answer-received"] = d => new("Svar har kommit", $"{d.Suffix("party", "från ")}{d.Suffix("item", ", punkt ")}. Det väntar på att godtas."),
        ["mail-released"] = _ => new("Brevet visas helt", "för PO-teamet. Samordnaren har läst det som var maskerat."),
        ["mail-masked"] = _ => new("Brevet maskerat igen", "där det kan peka ut en person."),
        ["answer-by-changed"] = d => new("Svarsdagen ändrad", $"till {d.Day("due")}."),
        ["delivery-failed"] = d => new("E-post kom inte fram", $"{d.Suffix("party", "till ")}{d.Suffix("status", ": ")}."),
        ["mail-resent"] = d => new("E-post skickad igen", $"{d.Suffix("party", "till ")}{(d.Has("corrected") ? ", till en rättad adress" : "")}."),
        ["reminded"] = d => new("Påminnelse skickad", $"{d.Suffix("party", "till ")}{(d.Text("kind") == "by-hand" ? "" : ", automatiskt")}{d.Before("due", ". Svar senast ")}."),
        ["time-given"] = d => new("Mer tid", $"till {d.Day("date")}."),
        ["raised-to-chair"] = d => new("Lyft till ordföranden", $"för att svaret dröjer{d.Before("meeting", ". Tas upp ")}."),
        ["returned-to-group"] = d => new("Tillbaka till gruppen", "", d.Text("reason")),
        ["measure-done"] = d => new("Gjort", "enligt uppföljningen.", d.Text("note")),
        ["measure-not-done"] = d => new("Inte gjort", "enligt uppföljningen.", d.Text("note")),
        ["milestones-changed"] = d => new("Delmål ändrade.", $"{Steps(d)}{d.Text("done")} av {d.Text("of")} klara."),
        ["effect-asked"] = _ => new("Ombuden tillfrågade", "om det märks."),
        ["effect-reported"] = d => new("Ett ombud svarade", $"{AnswerWords.Effect(d.Kind<EffectAnswer>("answer")).ToLowerInvariant()} på frågan om det märks."),
        ["raised-again"] = _ => new("Lyfts igen:", "ombuden märker ingen skillnad."),
        ["effect-confirmed"] = d => new("Ombuden märker skillnad.", $"Avslutat: {Outcome(d)}."),
        ["closed"] = d => new("Avslutat:", $"{Outcome(d)}.", d.Text("note")),
        ["reopened"] = d => new("Öppnat igen", "", d.Text("reason")),
        ["sent-national"] = d => new("Skickat till nationell nivå", "genom Länsstyrelsen.", d.Text("note")),
        ["text-approved"] = d => new("Texten godkänd", d.Text("self") is null ? "av en kollega." : "av den som skrev den, eftersom högst två arbetar här."),
        ["text-approval-ended"] = _ => new("Godkännandet gäller inte längre,", "för texten har ändrats."),
        ["classified"] = d => d.Text("from") == d.Text("to")
            ? new("Tema eller orsak ändrat.")
            : new("Nivå ändrad", $"från {LevelName(d, "from")} till {LevelName(d, "to")}."),
        ["counted"] = d => new(d.Has("returning") ? "Återkommer:" : "Sett av ett ombud till", $"{d.Suffix("municipality", "i ")}{d.Month("month", ", ")}."),
        ["erased"] = d => new("Texten raderades", $"för gott{OfKinds(d)}. Det går inte att få tillbaka den."),
        ["masked"] = d => new("Texten maskerades", $"för alla{OfKinds(d)}, tills registratorn har beslutat."),
        ["unmasked"] = d => new("Registratorn beslutade", $"att texten visas igen{d.Suffix("number", ", diarienummer ")}."),
        ["unmask-waits"] = d => new("Registratorn beslutade", $"att texten visas igen{d.Suffix("number", ", diarienummer ")}. En annan incident håller den maskerad."),
        ["mask-kept"] = d => new("Registratorn beslutade", $"att texten ligger kvar maskerad{d.Suffix("number", ", diarienummer ")}."),
        ["count-undone"] = _ => new("En räkning ångrad", "av den som räknade."),
        ["route-changed"] = d => new("Ny version av vägen:", $"{d.Text("from")} blev {d.Text("to")}."),
        ["decision-undone"] = d => new("Beslutet ångrat:", $"{d.Text("decision")}."),
    };

    /// <summary>Every kind that has a sentence.</summary>
    public static IReadOnlyCollection<string> Kinds => Table.Keys;

    public static EventText Of(CaseEvent e)
    {
        if (e.Data is null) return new EventText("Innehållet är raderat.", "Händelsen finns kvar i kedjan.");
        if (!Table.TryGetValue(e.Kind, out var words)) return new EventText("Händelse:", $"{e.Kind}.");
        using var document = JsonDocument.Parse(e.Data);
        return words(new EventData(document.RootElement));
    }

    /// <summary>
    /// As somebody may read it: names of small units go outside the team by another word, what the author has added to the
    /// text waits for a colleague's approval like the rest of it, and of a sighting is told neither place nor month: one person in one small
    /// place can be somebody that the reader knows.
    /// </summary>
    public static EventText For(Audience audience, CaseEvent e, bool needsApproval)
    {
        var text = Of(e);
        if (audience.IsTeam) return text;
        if (e.Kind == "counted") return text with { Head = text.Head.TrimEnd(':'), Tail = "." };
        if (needsApproval && e.Kind == "author-answered") text = text with { Quote = null };
        return text with { Head = audience.Words(text.Head), Tail = audience.Words(text.Tail) };
    }

    private static string OfKinds(EventData d) => d.Text("kinds") is { } kinds ? $" ({Workflows.Incidents.PersonalDataKinds.InWords(kinds)})" : "";

    private static string Moved(EventData d) => d.Text("occurrences") switch { null or "0" => "", "1" => ", med en gång som räknats", var n => $", med {n} gånger som räknats" };

    private static string Until(EventData d) => (d.Day("until"), d.Text("seen")) switch
    {
        ({ } day, { } seen) => $"till {day}, eller tills det är sett {seen} gånger.",
        ({ } day, null) => $"till {day}.",
        (null, { } seen) => $"tills det är sett {seen} gånger.",
        _ => "tills vidare.",
    };

    private static string Steps(EventData d) => string.Concat(
        new[] { ("added", "Nytt"), ("changed", "Ändrat"), ("removed", "Borttaget"), ("finished", "Klart"), ("reopened", "Inte klart längre") }
            .Where(s => d.Has(s.Item1)).Select(s => $"{s.Item2}: {d.Text(s.Item1)!.TrimEnd('.')}. "));

    private static string Source(EventData d)
    {
        var who = string.Join(", ", new[] { d.Text("signedBy"), d.Text("party") }.Where(s => s is not null));
        var how = AnswerWords.Source(d.Kind<AnswerSource>("source"));
        return who.Length == 0 ? $"{char.ToUpperInvariant(how[0])}{how[1..]}." : $"{who}, {how}.";
    }

    private static string Outcome(EventData d) =>
        Outcomes.Labels.GetValueOrDefault(d.Text("outcome") ?? "", d.Text("outcome") ?? "utan angivet skäl").ToLower(CultureInfo.GetCultureInfo("sv-SE"));

    private static string LevelName(EventData d, string name) => LevelTagHelper.Name(d.KindOrNull<Level>(name)).ToLower(CultureInfo.GetCultureInfo("sv-SE"));
}
