using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>
/// Tells a registrator's or system's receipt, also one written by hand, from an answer that mentions a number. A receipt says that
/// something came in or was registered, and in its other sentences nothing of the matter: who handles it, when, how to reach them.
/// </summary>
internal sealed partial record Receipt(int Confirming, int Accompanying, int Answering, int Other)
{
    private const int FewestLetters = 12;

    /// <summary>Whether some sentence confirms and every other goes with it.</summary>
    public bool IsAll => Confirming > 0 && Answering == 0 && Other == 0;

    /// <summary>Whether no sentence answers, and at most two are of no known sort.</summary>
    public bool IsMostly => Confirming > 0 && Answering == 0 && Other <= 2;

    /// <summary>Whether some sentence confirms.</summary>
    public bool Confirms => Confirming > 0;

    public static Receipt Read(string text)
    {
        int confirming = 0, accompanying = 0, answering = 0, other = 0;
        foreach (var sentence in Sentences.Split(text))
        {
            // 'Ert brev har kommit in, och vi ändrar mallen' answers.
            if (Answer().IsMatch(sentence))
                answering++;
            else if (Confirmation().IsMatch(sentence))
                confirming++;
            else if (Companion().IsMatch(sentence))
                accompanying++;
            else if (sentence.Count(char.IsLetter) >= FewestLetters && sentence.Contains(' ', StringComparison.Ordinal))
                other++;
        }

        return new Receipt(confirming, accompanying, answering, other);
    }

    public static bool IsSubject(string subject) => Subject().IsMatch(subject);

    [GeneratedRegex(@"(mottagnings?(bevis|bekräftelse|kvitto)|\bkvittens|\bbekräftelse|registrer(ad|at|ing)|diariefö(rd|rt|ring)|\binkommen|\binkommet|\b(är|har) (nu )?(mottage[nt]|tagits emot|kommit in)|\bdnr\b|diarienummer|ärendenummer|ditt ärende|ert ärende|acknowledg|confirmation|received)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Subject();

    // What came in: named, or 'det', 'den'. What happened to it: came, was received, registered, given a number.
    [GeneratedRegex(@"\b(har|är|blivit|blev|hos oss|nu)\b.{0,40}\b(registrer(ats|ad|at|ade|ades)|diariefö(rts|rd|rt|rda|rdes)|lagts upp (som|i|under)|mottage[nt]|mottagits|inkommit|kommit (in|fram)|tagits emot|anlänt)\b|\b(registrerades|diariefördes|inkom) (den|hos|till|i dag|idag|med|under|igår|i går)\b|\b(vi|jag|myndigheten|kommunen|registrator\w{0,4}|registraturen|regionen|nämnden|förvaltningen|enheten|kansliet)\b.{0,20}\b(har|mottog|tog) (nu |idag |i dag )?(emot|tagit emot|mottagit|fått|registrerat|diariefört|lagt upp|öppnat|skapat)? ?(emot )?(ditt|ert|din|er|era|ett ärende|en|den|det|skrivelsen|brevet|ärendet)\b|\b(har|fick|får|tilldelats|tilldelades) (fått |tilldelats |diarie)?(följande )?(ärende|diarie|vår |vårt )?.{0,12}(beteckning|nummer|dnr|numret|id)\b|\b(dnr|diarienummer|diarienr|ärendenummer|ärendenr|ärende-id|referensnummer|registreringsnummer|vår beteckning|vårt dnr|vår referens|beteckningen)( (är|blir|hos oss är|hos oss|för ert ärende är|för ärendet är|på ärendet är))?\s?:?\s?(?-i:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ \-/:.]?)?\d|\b\p{L}{3,30} har (nu |idag |i dag )?(mottagit|tagit emot|registrerat|diariefört|fått) (in )?(ditt|ert|din|er|era|skrivelsen|brevet|ärendet|anmälan)\b|(detta|det här) är en (automatisk )?(bekräftelse|mottagningsbekräftelse|kvittens)|(bekräftar|bekräftas) (härmed |att (vi|er|ert|din|ditt) .{0,60}(mottag|emot|kommit in|inkommit)|mottagandet)|\bmottagandet av\b|we have received your|your (message|e-?mail|request|letter) (has been|was) (received|registered)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Confirmation();

    [GeneratedRegex(@"\b(ange|uppge|använd|hänvisa till|skriv|notera|märk)\b.{0,50}\b(den|det|numret|nummer|dnr|beteckning\w{0,2}|ärende\w{0,12}|diarie\w{0,10}|referens\w{0,8})\b|\b(återkommer|återkoppl\w{0,6}|hör av (sig|oss|mig)|kontaktar (er|dig)|kommer att (kontakta|besvara|svara|handlägga|handläggas|besvaras|utse|utses|fördela|fördelas|tilldela|tilldelas|skicka|skickas|lämna|lämnas|behandla|behandlas|hantera|hanteras|återkomma|höra|få (ett )?svar|registrera|diarieföra)\w{0,3}|(besvarar|svarar|besvaras|handlägger|handläggs|hanteras|behandlas|svarar)\b.{0,40}\b(inom|senast|så snart|av|tur|under|på|er|dig|vardag)|(får|få|kan|erhåller) (ni |du )?(räkna med |förvänta |ett )?(svar|återkoppling|besked)|svarstid\w{0,3}|handläggningstid\w{0,3}|handläggare|(lämnat|lämnats|lämnar|skickat|skickats|skickar|vidarebefordra\w{0,3}|överlämna\w{0,3}|fördela\w{0,3}|remittera\w{0,3}|sänt|sänts|gått|går) .{0,60}(vidare|till|för (handläggning|besvarande|yttrande|kännedom|beredning|åtgärd)))\b|\b(ring|telefon\w{0,6}|tfn|tel|växel\w{0,3}|e-post\w{0,8}|mejla|öppettid\w{0,3}|öppet|besöksadress|postadress|webbplats|hemsida|www|https?|@)|\b(vid|har (du|ni)) (fler |ytterligare |eventuella |några )?frågor|\b(välkommen|tack för|tackar för|vänlig\w{0,3} hälsning\w{0,3}|hälsningar|mvh|med vänlig|god dag)|personuppgift\w{0,4}|dataskydd\w{0,12}|gdpr|offentlig\w{0,3}|allmän handling|sekretess\w{0,5}|(detta|det här|meddelandet) .{0,25}(automatisk|automat)\w{0,5}|går (inte|ej) att svara|svara (inte|ej) på|kan (inte|ej) besvaras|^\s?(ärende|ämne|rubrik|avser|handling|handläggare|inkom\w{0,5}|datum|avsändare|mottagare|status|dnr|diarienummer|enhet|avdelning|förvaltning)\s?:|^\s?(hej|hejsan|god (morgon|middag|dag)|bästa|till)\b.{0,40}$|\b(will (respond|reply|answer|contact)|case officer|reply within|please (quote|state|refer))\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Companion();

    // What is thought, decided, done or explained in the matter; never what is done with the letter.
    [GeneratedRegex(@"\b(vi|jag|nämnden|förvaltningen|regionen|myndigheten|kommunen|enheten|verksamheten|kliniken|vårdcentralen|chefen|avdelningen)\b.{0,50}\b(anser|anser att|bedömer|bedömt|menar|tycker|håller med|håller inte med|delar (er|inte|uppfattningen|bilden|synpunkt)|instämmer|ändrar|ändrat|inför|infört|rättar|rättat|åtgärdar|åtgärdat|beslutat|beslutar|planerar|ser över|sett över|har utrett|utredd?a?r?|beklagar|avslår|avvisar|avböjer|uppdatera\w{1,3}|utbilda\w{1,3}|tagit bort|tar bort|skrivit om|skriver om|förtydliga\w{1,3}|informera[rt] (all|personal|handläggar|medarbetar)\w{0,10}|gör (ingen|inga|inget|om|så|en)|gjort|ska (se|ändra|införa|göra|ta fram|rätta|åtgärda|utbilda|uppdatera|förtydliga|gå igenom|skriva)|kommer att (se|ändra|införa|göra|ta fram|rätta|åtgärda|utbilda|uppdatera|förtydliga|gå igenom|skriva|sluta|börja)|har (nu )?(ett|en|nya?|tagit fram|börjat|slutat))\b|\b(är|har|blir|blivit|har blivit|har nu|är nu|kommer att) (nu |redan |sedan .{1,20} )?(ändra(d|t|de|ts|s)|rätta(d|t|de|ts|s)|åtgärda(d|t|de|ts|s)|inför(d|t|da|ts)|uppdatera(d|t|de|ts|s)|tagits bort|borttage[nt]|avsluta(d|t|ts)|utred(d|da|its|s)|löst|lösts|förtydliga(d|t|ts))\b|\b(svaret (är|blir|på)|vårt svar|som svar på|vår (bedömning|uppfattning|inställning|ståndpunkt)|anledningen|orsaken|beror på|det stämmer|stämmer (att|inte)|enligt (lag|lagen|beslut|förordning\w{0,3}|vår rutin|våra rutiner|gällande)|tyvärr (är|kan|har|finns)|rutinen|rutinerna|mallen|blanketten)\b|^\s?(ja|nej)\b[,.!]|^\s?((punkt|fråga) )?\d{1,2}[.):]\s", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Answer();
}
