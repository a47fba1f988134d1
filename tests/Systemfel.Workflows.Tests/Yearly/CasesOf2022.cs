namespace Systemfel.Workflows.Tests.Yearly;

/// <summary>A deficiency that a service returned for 2022, as an ombud would have reported it: in our own words.</summary>
/// <param name="Heading">The heading that the return told it under.</param>
/// <param name="To">Authority and sub-area: 'KO/forsorjningsstod'.</param>
/// <param name="Title">The title.</param>
/// <param name="Pattern">What happens.</param>
/// <param name="Consequence">What it leads to.</param>
internal sealed record CaseOf2022(string Heading, string To, string Title, string Pattern, string Consequence)
{
    public string? Theme { get; init; }

    /// <summary>Where it is told now, when that is another heading.</summary>
    public string? Now { get; init; }
}

/// <summary>Section 6 of the return for 2022 as cases, point by point.</summary>
internal static class CasesOf2022
{
    private const string Support = "Kommun: försörjningsstöd", Psychiatry = "Kommun: socialpsykiatri och funktionsnedsättning", Eviction = "Kommun: vräkningsförebyggande arbete",
        Care = "Hälso- och sjukvård inklusive psykiatrin", Work = "Arbetsförmedlingen", Insurance = "Försäkringskassan",
        Together = "Samverkan och samordning mellan vård, socialtjänst och myndigheter", Digital = "Digitalisering", General = "Allmänt";

    public static IReadOnlyList<CaseOf2022> All { get; } =
    [
        new(Support, "KO/forsorjningsstod", "Svårt att nå handläggare", "Den som söker försörjningsstöd får sällan tag i sin handläggare. Samtal från ett arbetsnummer går oftare fram.", "Frågor blir liggande och beslut dröjer."),
        new(Support, "KO/forsorjningsstod", "Ansökan kräver hjälp som inte finns överallt", "Ansökan är lång och tar mycket tid. På vissa håll hjälper ett medborgarkontor till, på andra finns ingen hjälp att få.", "Ombud och boendestöd får hjälpa till med det som kommunen borde bistå med."),
        new(Support, "KO/forsorjningsstod", "Människor står utan inkomst för att de inte klarar ansökan", "Den som inte klarar ansökan, eller inte orkar försöka, söker inte alls.", "Människor lever utan inkomst."),
        new(Support, "KO/forsorjningsstod", "Kraven tar inte hänsyn till funktionsnedsättning", "Kraven skiftar från månad till månad, mest när handläggaren byts. Funktionsnedsättningen vägs sällan in.", "Det skapar oro inför varje månad."),
        new(Support, "KO/forsorjningsstod", "All kraft går till den månatliga ansökan", "Samma ansökan görs om varje månad fast inget har ändrats.", "Det finns ingen kraft kvar till något annat."),
        new(Support, "KO/forsorjningsstod", "Normen räcker inte när priserna stiger", "Mat och el har blivit dyrare, men normen är densamma.", "Människor hamnar under existensminimum."),
        new(Psychiatry, "KO/boendestod", "Boendestödets kunskap är ojämn", "Kunskapen skiftar mellan boendestödjare, och insatsen är svår att anpassa.", "Stödet beror på vem man får."),
        new(Psychiatry, "KO/boendestod", "Boendestödets tid räcker inte till kontakter", "Tiden och kunskapen räcker inte till kontakter med myndigheter och vård. Tiden minskas snarare än ökas.", "Människor söker ombud för det som boendestödet skulle ha gjort."),
        new(Psychiatry, "KO/boendestod", "Den som har boendestöd vet inte vad som ingår", "Beställningen används inte i arbetet och följs inte upp. Genomförandeplanen skrivs ofta utan den som den gäller.", "Det går inte att begära det som man har fått beviljat."),
        new(Psychiatry, "KO/bistand", "Beslut förklaras inte", "Vid både bifall och avslag får den enskilde sällan beslutet förklarat. Många har aldrig läst sin utredning.", "Människor förstår inte vad de har rätt till."),
        new(Psychiatry, "KO/bistand", "Autism bedöms lättare än den är", "Den som är välformulerad bedöms klara mer än vad som stämmer.", "Stödet uteblir tills ett ombud har förklarat."),
        new(Eviction, "KO/vrakning", "Arbetet mot vräkning börjar för sent", "Socialtjänsten känner till läget, men börjar arbeta först när uppsägningen har kommit.", "Människor riskerar att förlora sin bostad."),
        new(Eviction, "KO/vrakning", "Oklart vem som ansvarar för att hindra en vräkning", "Den som riskerar att vräkas hänvisas runt mellan enheter.", "Tiden går utan att något görs."),
        new(Eviction, "KO/vrakning", "Boendestöd och försörjningsstöd samordnas inte i tid", "Stödet ändras inte när hyran börjar släpa.", "En skuld som hade gått att undvika växer."),
        new(Eviction, "KO/vrakning", "Ingen äger frågan inom socialtjänsten", "När flera enheter är inblandade tar ingen på sig att hålla ihop arbetet.", "Ombudet får samordna mellan enheter i samma förvaltning."),
        new(Care, "PS/lakare", "Läkarna byts hela tiden", "Det är brist på läkare i psykiatri och primärvård, och de som finns slutar ofta.", "Behandling och sjukskrivning saknar sammanhang."),
        new(Care, "PS/oppenvard", "Återbesök efter utskrivning bokas av utan ny tid", "Uppföljningen efter en inläggning ställs in när läkare saknas.", "Recept och sjukskrivning löper ut, och inkomsten blir försenad."),
        new(Care, "PV/kontakt", "Svårt att komma i kontakt med rätt person i vården", "Det går inte att nå den som känner till ärendet, varken i psykiatri eller primärvård.", "Frågor blir obesvarade."),
        new(Care, "PS/kontakt", "Patienten får själv samordna sina vårdgivare", "Vårdgivare som har samma patient talar inte med varandra.", "Förändringar och brist på besked försämrar måendet."),
        new(Care, "PS/kurator", "Kuratorer hänvisar till personligt ombud", "Kuratorer i vården hänvisar till ombud när det är socialtjänsten som borde kopplas in.", "Det blir en omväg till rätt stöd."),
        new(Care, "PV/annat", "Patienter flyttas till vårdcentral utan motivering", "Den som inte längre bedöms behöva specialistvård förs över utan att få veta varför. Vårdcentralen saknar ofta resurser och kunskap om samordnad plan.", "Människor står utan det stöd som de hade."),
        new(Care, "PV/intyg", "Intyg från vårdcentral underkänns oftare", "Underlag till boendestöd, färdtjänst och sjukersättning godtas mer sällan när de kommer från en vårdcentral.", "Ansökan avslås eller får göras om."),
        new(Work, "AF/kontaktvagar", "Ingen personlig handläggare att nå", "Det går inte att nå rätt person sedan de personliga handläggarna togs bort.", "Den som behöver tydlighet får ingen."),
        new(Work, "AF/digitala-kanaler", "Chattrobotar och opersonliga brev stänger människor ute", "Kontakten sker genom chattrobotar och e-post utan avsändare.", "Människor ger upp kontakten.") { Now = Digital },
        new(Work, "AF/kundtjanst", "Kundtjänst är enda vägen in och vet för lite", "Kundtjänst känner inte till det enskilda fallet och saknar ofta kunskap om funktionsnedsättning.", "Svaren hjälper inte."),
        new(Work, "AF/dokumentation", "Tidigare uppgifter följer inte med", "Vid varje byte av handläggare börjar allt om från början.", "Planeringen kommer aldrig vidare."),
        new(Work, "AF/kodning", "Kodningen dröjer", "Innan en funktionsnedsättning är kodad gäller samma krav som för alla andra.", "Ekonomin blir osäker under väntan."),
        new(Work, "AF/overgang", "Sjukpenninggrundande inkomst kan gå förlorad vid övergången", "Den som kommer från Försäkringskassan hinner inte få en anpassad planering i tid.", "Skyddet av sjukpenninggrundande inkomst faller."),
        new(Work, "AF/sius", "Stödet av SIUS räcker inte", "Den som har stöd av SIUS får ofta själv hitta en arbetsplats, och anpassningar uteblir.", "Långa insatser leder inte till arbete."),
        new(Insurance, "FK/handlaggning", "Långa handläggningstider", "Besluten dröjer i månader.", "Hyran går inte att betala i tid, och människor får söka försörjningsstöd."),
        new(Insurance, "FK/samverkan", "Försörjningsstöd väntar på Försäkringskassan", "Försörjningsstöd prövas inte förrän Försäkringskassan har beslutat.", "Människor står utan inkomst medan de två väntar på varandra.") { Now = Together },
        new(Insurance, "FK/omprovning", "Motsatta krav under överklagandet", "Mellan avslag och dom ska den enskilde vara sjuk hos Försäkringskassan och arbetsför hos Arbetsförmedlingen.", "Ingen klarar det på egen hand."),
        new(Insurance, "FK/aterkrav", "Återkrav kommer flera år i efterhand", "Kraven kan bero på myndighetens eget fel, men den enskilde ska ha hållit reda på allt.", "Människor blir skyldiga stora belopp."),
        new(Insurance, "FK/annat", "Ingen bevakar att utbetalningarna är rätt", "Boendestödet har inte i uppdrag att bevaka ekonomin, och fel upptäcks inte.", "Fel växer till skulder."),
        new(Insurance, "FK/information", "Svårt att förstå hur ersättningarna hänger ihop", "Information om sjukpenning och sjukersättning ges var för sig.", "Människor söker fel ersättning."),
        new(Together, "KO/sip", "Planeringsmötet handlar om de professionella", "Vid samordnad individuell plan talar var och en om sitt ansvar, inte om vad personen behöver.", "Mötet ger ingen lösning."),
        new(Together, "PS/sip", "En samordnad plan kan dröja ett år", "När den enskilde själv begär en plan blir det en diskussion om vem som ska kalla.", "Det kan gå ett år innan mötet blir av."),
        new(Together, "PV/sip", "Förberedelsen inför planen hoppas över", "Ett förberedande möte hålls mycket sällan.", "Frågorna och deltagarna blir fel."),
        new(Together, "KO/sip", "Uppföljningen av planen blir den enskildes sak", "Ingen utses att följa upp planen.", "Planen rinner ut i sanden."),
        new(Digital, "KO/digitala-kanaler", "Den som saknar e-legitimation stängs ute", "Allt fler ärenden kräver bank-id och smart telefon, som många inte har eller vågar ha.", "Gapet till resten av samhället växer."),
        new(Digital, "FK/digitala-kanaler", "Digitala tjänster ersätter den personliga kontakten", "Den personliga kontakten tas bort när en digital tjänst införs.", "För en del blir stödet sämre."),
        new(General, "KO/ledning", "Systemen blir allt mer specialiserade", "Varje del av stödet får egna regler och egna vägar in.", "Den som behöver flera delar blir utsatt."),
        new(General, "KO/personligt-ombud", "Ombuden får täcka upp för andra", "Ombudens uppdrag blir allt mer omfattande när andra inte klarar sammansatta behov.", "Ombuden räcker inte till."),
    ];
}
