using System.Globalization;

namespace Systemfel.Web.Tests.Access;

/// <summary>Every endpoint, and who gets in. An endpoint without a row fails the test.</summary>
public static partial class Matrix
{
    private const string Key = "6f1a0c52-7c0b-4c52-9d0e-3f1f5f0a9b11";

    /// <summary>Of the one row whose move is made: a form of its own, whatever the order of the rows.</summary>
    private const string MadeKey = "0e0b5f0c-5a2e-4c55-8f0e-8a1f5f0a9b12";

    public static IReadOnlyList<Row> Rows { get; } =
    [
        .. Open, .. OwnAccount, .. Start, .. Reports, .. Cases, .. Meetings, .. Letters, .. Inbox, .. Incidents, .. Yearly, .. Administration, .. Api, .. Returns,
    ];

    private static Row[] Open =>
    [
        new("GET", "health/live", Who.Everyone),
        new("GET", "health/ready", Who.Everyone),
        new("GET", "om/tillganglighet", Who.Everyone),
        new("GET", "om/uppgifter", Who.Everyone),
        new("GET", "svara/{token}", Who.Everyone) { At = p => $"/svara/{p.ReplyToken}" },
        new("HEAD", "svara/{token}", Who.Everyone) { At = p => $"/svara/{p.ReplyToken}" },
        new("GET", "svara", Who.Everyone),
        new("GET", "justera/{token}", Who.Everyone) { At = p => p.AdjusterLink },
        new("HEAD", "justera/{token}", Who.Everyone) { At = p => p.AdjusterLink },
        new("POST", "justera/{token}", Who.Everyone) { At = p => p.AdjusterLink },
        new("POST", "justera/{token}/andring", Who.Everyone) { At = p => $"{p.AdjusterLink}/andring" },
        new("GET", "effekt/{token}", Who.Everyone) { At = p => p.EffectLink },
        new("HEAD", "effekt/{token}", Who.Everyone) { At = p => p.EffectLink },
        new("POST", "effekt/{token}", Who.Everyone) { At = p => p.EffectLink },
        new("POST", "svara/punkt", Who.Everyone) { Form = p => [("Item", Id(p.ReplyItem))] },
        new("POST", "svara/skicka", Who.Everyone),
        // Closed once there is an account; whoever comes to start a session is signed out first, as at every such door.
        new("GET", "forsta-start", Who.None),
        new("POST", "forsta-start", Who.SignedIn) { NeedsOwnSession = true },
        new("GET", "konto/logga-in", Who.Everyone),
        new("POST", "konto/logga-in", Who.Everyone) { LeadsToSignIn = true, NeedsOwnSession = true },
        new("GET", "konto/steg-2", Who.Everyone) { LeadsToSignIn = true },
        new("POST", "konto/steg-2", Who.Everyone) { LeadsToSignIn = true, NeedsOwnSession = true },
        new("GET", "konto/lank", Who.Everyone),
        new("POST", "konto/lank", Who.Everyone),
        new("GET", "konto/lank/skickad", Who.Everyone),
        new("GET", "konto/lank/{token}", Who.Everyone) { At = _ => "/konto/lank/utgangen" },
        new("POST", "konto/lank/{token}", Who.Everyone) { At = _ => "/konto/lank/utgangen", NeedsOwnSession = true },
        // Whoever has the key has the feed; that it shows what its account sees is tested beside.
        new("GET", "kalender/{token}.ics", Who.Everyone) { At = p => p.CalendarFeed },
        new("GET", "konto/glomt", Who.Everyone),
        new("POST", "konto/glomt", Who.Everyone),
        new("GET", "konto/inbjudan/{token}", Who.Everyone) { At = _ => "/konto/inbjudan/utgangen" },
        new("POST", "konto/inbjudan/{token}", Who.Everyone) { At = _ => "/konto/inbjudan/utgangen", NeedsOwnSession = true },
        new("GET", "konto/aterstall/{token}", Who.Everyone) { At = _ => "/konto/aterstall/utgangen" },
        new("POST", "konto/aterstall/{token}", Who.Everyone) { At = _ => "/konto/aterstall/utgangen", NeedsOwnSession = true },
        // In Development only; that Production has none of it is tested beside.
        new("GET", "demo/logga-in", Who.Everyone),
        new("POST", "demo/logga-in", Who.Everyone) { Form = p => [("email", p.AccountEmail)], NeedsOwnSession = true },
        new("GET", "demo/postlada", Who.Everyone),
        new("POST", "demo/postlada/hamta", Who.Everyone),
        new("GET", "demo/postlada/{id:long}", Who.Everyone) { At = p => $"/demo/postlada/{p.SentMail}" },
        new("GET", "demo/postlada/{id:long}/html", Who.Everyone) { At = p => $"/demo/postlada/{p.SentMail}/html" },
        new("GET", "demo/postlada/{id:long}/bilaga/{number:int}", Who.Everyone) { At = p => $"/demo/postlada/{p.SentMinutes}/bilaga/1" },
        new("POST", "demo/postlada/{id:long}/svara", Who.Everyone) { At = p => $"/demo/postlada/{p.SentMail}/svara" },
    ];

    private static Row[] OwnAccount =>
    [
        new("GET", "konto", Who.SignedIn),
        new("POST", "konto/installningar", Who.SignedIn),
        new("POST", "konto/kalender", Who.SignedIn),
        new("POST", "konto/kalender/stang", Who.SignedIn),
        new("GET", "konto/tangenter", Who.Team | Who.Groups),
        new("POST", "konto/tangenter", Who.Team | Who.Groups),
        new("GET", "konto/nycklar", Who.SignedIn),
        new("POST", "konto/nycklar", Who.SignedIn),
        new("POST", "konto/nycklar/aterkalla", Who.SignedIn) { Form = _ => [("id", "0")] },
        new("GET", "konto/losenord", Who.SignedIn),
        new("POST", "konto/losenord", Who.SignedIn),
        new("GET", "konto/sessioner", Who.SignedIn),
        new("POST", "konto/sessioner", Who.SignedIn),
        new("GET", "konto/tvafaktor", Who.SignedIn),
        new("POST", "konto/tvafaktor/borja", Who.SignedIn),
        new("POST", "konto/tvafaktor/pa", Who.SignedIn),
        new("POST", "konto/tvafaktor/av", Who.SignedIn),
        new("POST", "konto/logga-ut", Who.SignedIn) { LeadsToSignIn = true, NeedsOwnSession = true },
    ];

    private static Row[] Start =>
    [
        new("GET", "", Who.SignedIn),
        new("GET", "mina", Who.Ombud),
        new("GET", "lansstyrelsen", Who.County),
        new("GET", "flode", Who.Team),
        new("GET", "oversikt", Who.Team),
        new("GET", "oversikt/lista", Who.Team),
        new("GET", "atgarder", Who.Team),
        new("GET", "bevakningar", Who.Team),
        new("POST", "bevaka", Who.Team) { Form = p => [("kind", "Case"), ("id", Id(p.TeamCase)), ("on", "true")], IsOwned = true },
        new("GET", "vyer", Who.Team),
        new("GET", "vyer/ny", Who.Team) { At = _ => "/vyer/ny?steg=effekt" },
        new("POST", "vyer/ny", Who.Team) { Form = _ => [("query", "?steg=effekt"), ("name", "Effekt"), ("mailing", "Daily")] },
        new("GET", "vyer/{id:long}", Who.Ombud) { At = p => $"/vyer/{p.OmbudsView}", IsOwned = true },
        new("GET", "vyer/{id:long}/andra", Who.Ombud) { At = p => $"/vyer/{p.OmbudsView}/andra", IsOwned = true },
        new("POST", "vyer/{id:long}/andra", Who.Ombud) { At = p => $"/vyer/{p.OmbudsView}/andra", IsOwned = true },
        new("POST", "vyer/{id:long}/ta-bort", Who.Ombud) { At = p => $"/vyer/{p.OmbudsViewToRemove}/ta-bort", IsOwned = true },
        new("GET", "systemfel/{id:long}/atgard/{measure:long}/delmal", Who.Coordinator) { At = p => $"{p.PlannedMeasure}/delmal", IsOwned = true },
        new("POST", "systemfel/{id:long}/atgard/{measure:long}/delmal", Who.Coordinator) { At = p => $"{p.PlannedMeasure}/delmal", Form = _ => [("key", Key)], IsOwned = true },
        new("GET", "systemfel/{id:long}/latt-svenska", Who.Team) { At = p => $"/systemfel/{p.TeamCase}/latt-svenska", IsOwned = true },
        new("GET", "oversikt/lista.csv", Who.Team),
        new("GET", "oversikt/lista.xlsx", Who.Team),
        new("POST", "rakna", Who.Ombud) { Form = p => [("id", Id(p.TeamCase)), ("key", Key)], IsOwned = true },
        // Whoever may count gets as far as being told that the count is somebody else's.
        new("POST", "rakna/ko", Who.Writers) { Form = p => [("id", Id(p.TeamCase)), ("countKey", Key)] },
        new("POST", "rakna/angra", Who.Ombud) { Form = p => [("occurrence", Id(p.OmbudsCount))], IsOwned = true },
        new("POST", "markts", Who.Ombud) { Form = p => [("id", Id(p.TeamCase)), ("targets", p.TeamLine), ("key", Key)], IsOwned = true },
        new("POST", "komplettering", Who.Ombud) { Form = p => [("id", Id(p.TeamCase)), ("targets", p.TeamLine), ("key", Key)], IsOwned = true },
    ];

    private static Row[] Reports =>
    [
        new("GET", "rapportera", Who.Writers),
        new("POST", "rapportera", Who.Writers) { Form = _ => [("key", Key)] },
        new("POST", "rapportera", Who.Ombud) { Form = p => [("key", Key), ("draftId", Id(p.OmbudsDraft))], IsOwned = true },
        new("POST", "rapportera", Who.Ombud) { Form = p => [("key", Key), ("caseId", Id(p.OmbudsWithdrawnCase))], IsOwned = true },
        new("GET", "rapportera/liknande", Who.Writers) { At = _ => "/rapportera/liknande?rubrik=besked" },
        new("POST", "rapportera/granska", Who.Writers),
        new("POST", "rapportera/utkast", Who.Writers),
        new("POST", "rapportera/utkast", Who.Ombud) { Form = p => [("Title", "Utkast"), ("draftId", Id(p.OmbudsDraft))], IsOwned = true },
        new("POST", "rapportera/utkast", Who.Ombud) { Form = p => [("Title", "Utkast"), ("caseId", Id(p.OmbudsWithdrawnCase))], IsOwned = true },
        new("GET", "rapportera/utkast/{id:long}", Who.Ombud) { At = p => $"/rapportera/utkast/{p.OmbudsDraft}", IsOwned = true },
        new("GET", "rapportera/systemfel/{id:long}", Who.Ombud) { At = p => $"/rapportera/systemfel/{p.OmbudsWithdrawnCase}", IsOwned = true },
        new("POST", "rapportera/utkast/{id:long}/ta-bort", Who.Ombud) { At = p => $"/rapportera/utkast/{p.OmbudsDraftToDelete}/ta-bort", IsOwned = true },
        // Another writer sees the report; the move itself refuses who did not write it.
        new("POST", "rapportera/dra-tillbaka", Who.Writers)
        {
            Form = p => [("id", Id(p.OmbudsNewCase)), ("targets", p.OmbudsNewLine), ("key", MadeKey)], IsOwned = true,
        },
    ];

    private static Row[] Cases =>
    [
        new("GET", "register", Who.Team | Who.Groups | Who.County),
        new("GET", "export", Who.Team | Who.Registrar),
        new("GET", "export/allt.zip", Who.Coordinator),
        new("GET", "register.csv", Who.Team | Who.Groups | Who.County),
        new("GET", "register.xlsx", Who.Team | Who.Groups | Who.County),
        new("GET", "atgarder.csv", Who.Team | Who.Groups | Who.County),
        new("GET", "atgarder.xlsx", Who.Team | Who.Groups | Who.County),
        new("GET", "handelser.csv", Who.Team),
        new("GET", "handelser.xlsx", Who.Team),
        new("GET", "systemfel/{id:long}", Who.Team | Who.Group) { At = p => $"/systemfel/{p.GroupCase}", IsOwned = true },
        new("GET", "systemfel/{id:long}", Who.Team) { At = p => $"/systemfel/{p.TeamCase}", IsOwned = true },
        new("GET", "systemfel/{id:long}", Who.Team | Who.OtherMember | Who.County) { At = p => $"/systemfel/{p.CountyCase}", IsOwned = true },
        // A withdrawn report is its author's alone.
        new("GET", "systemfel/{id:long}", Who.Ombud) { At = p => $"/systemfel/{p.OmbudsWithdrawnCase}", IsOwned = true },
        new("POST", "systemfel/{id:long}/samma", Who.Team | Who.Group) { At = p => $"/systemfel/{p.GroupCase}/samma", IsOwned = true },
        new("POST", "systemfel/{id:long}/samma", Who.Team) { At = p => $"/systemfel/{p.TeamCase}/samma", IsOwned = true },
        new("POST", "systemfel/{id:long}/samma/angra", Who.Team | Who.Group) { At = p => $"/systemfel/{p.GroupCase}/samma/angra", IsOwned = true },
        new("GET", "systemfel/{id:long}/gor/{move}", Who.Team) { At = p => $"/systemfel/{p.TeamCase}/gor/hold?rad={p.TeamLine}", IsOwned = true },
        new("POST", "systemfel/{id:long}/gor/{move}", Who.Team) { At = p => $"/systemfel/{p.TeamCase}/gor/not-a-deficiency", IsOwned = true },
        new("POST", "systemfel/{id:long}/gor/{move}", Who.Team) { At = p => $"/systemfel/{p.TeamCase}/gor/approve-text", IsOwned = true },
        new("POST", "systemfel/{id:long}/gor/{move}", Who.Team | Who.Group) { At = p => $"/systemfel/{p.GroupCase}/gor/table", IsOwned = true },
    ];

    private static Row[] Letters =>
    [
        new("GET", "brev", Who.Post),
        new("GET", "brev.csv", Who.Post),
        new("GET", "registerlista", Who.Post),
        new("GET", "registerlista.csv", Who.Post),
        new("GET", "registerlista.xlsx", Who.Post),
        new("GET", "brev.xlsx", Who.Post),
        new("GET", "brev/{id:long}", Who.Post) { At = p => $"/brev/{p.Letter}", IsOwned = true },
        new("GET", "brev/{id:long}/forhandsvisning", Who.Post) { At = p => $"/brev/{p.Letter}/forhandsvisning", IsOwned = true },
        new("POST", "brev/{id:long}", Who.Coordinator) { At = p => $"/brev/{p.Letter}", IsOwned = true },
        new("POST", "brev/{id:long}/punkt", Who.Coordinator) { At = p => $"/brev/{p.Letter}/punkt", Form = p => [("item", Id(p.LetterItem))], IsOwned = true },
        new("POST", "brev/{id:long}/beteckning", Who.Post) { At = p => $"/brev/{p.Letter}/beteckning", IsOwned = true },
        new("GET", "brev/{id:long}/skicka", Who.Coordinator) { At = p => $"/brev/{p.Letter}/skicka", IsOwned = true },
        new("POST", "brev/{id:long}/skicka", Who.Coordinator) { At = p => $"/brev/{p.Letter}/skicka", IsOwned = true },
        new("GET", "mote/{id:long}/brev", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/brev", IsOwned = true },
        new("POST", "mote/{id:long}/brev", Who.Coordinator) { At = p => $"/mote/{p.GroupMeeting}/brev", IsOwned = true },
        new("GET", "kontakter", Who.Coordinator),
        new("GET", "kontakter.csv", Who.Coordinator),
        new("GET", "kontakter.xlsx", Who.Coordinator),
        new("GET", "kontakter/ny", Who.Coordinator),
        new("POST", "kontakter/ny", Who.Coordinator),
        new("GET", "kontakter/{id:long}", Who.Coordinator) { At = p => $"/kontakter/{p.Contact}", IsOwned = true },
        new("POST", "kontakter/{id:long}", Who.Coordinator) { At = p => $"/kontakter/{p.Contact}", IsOwned = true },
        new("POST", "kontakter/{id:long}/anvandning", Who.Coordinator) { At = p => $"/kontakter/{p.Contact}/anvandning", IsOwned = true },
        new("GET", "epost", Who.Coordinator | Who.Administrator),
        new("GET", "epost.csv", Who.Coordinator | Who.Administrator),
        new("GET", "epost.xlsx", Who.Coordinator | Who.Administrator),
        new("POST", "epost/oppna", Who.Administrator),
        new("POST", "epost/{id:long}/igen", Who.Coordinator) { At = p => $"/epost/{p.SentMail}/igen", Form = _ => [("key", Key)], IsOwned = true },
    ];

    private static Row[] Inbox =>
    [
        new("GET", "brev/texter", Who.Coordinator),
        new("GET", "brev/texter/{kind}", Who.Coordinator) { At = _ => "/brev/texter/letter" },
        new("GET", "brev/texter/{kind}/forhandsvisning", Who.Coordinator) { At = _ => "/brev/texter/letter/forhandsvisning" },
        new("POST", "brev/texter/{kind}", Who.Coordinator) { At = _ => "/brev/texter/letter", Form = _ => [("action", "visa")] },
        new("GET", "osorterat", Who.Post),
        new("GET", "inkommen-epost.csv", Who.Post),
        new("GET", "inkommen-epost.xlsx", Who.Post),
        new("POST", "osorterat/{id:long}/till-brev", Who.Coordinator)
        {
            At = p => $"/osorterat/{p.FiledMail}/till-brev", Form = p => [("letter", Id(p.Letter))], IsOwned = true,
        },
        new("POST", "osorterat/{id:long}/inte-for-oss", Who.Coordinator) { At = p => $"/osorterat/{p.FiledMail}/inte-for-oss", IsOwned = true },
        new("POST", "osorterat/{id:long}/angra", Who.Coordinator) { At = p => $"/osorterat/{p.UnsortedMail}/angra", IsOwned = true },
        new("POST", "osorterat/{id:long}/las-igen", Who.Coordinator) { At = p => $"/osorterat/{p.UnsortedMail}/las-igen", IsOwned = true },
        new("GET", "post/{id:long}", Who.Post) { At = p => $"/post/{p.UnsortedMail}", IsOwned = true },
        new("POST", "post/{id:long}/slapp", Who.Coordinator) { At = p => $"/post/{p.FiledMail}/slapp", IsOwned = true },
        new("POST", "post/{id:long}/maska", Who.Coordinator) { At = p => $"/post/{p.FiledMail}/maska", IsOwned = true },
        new("GET", "post/{id:long}/original", Who.Post) { At = p => $"/post/{p.UnsortedMail}/original", IsOwned = true },
        new("GET", "post/{id:long}/bilaga/{attachmentId:long}", Who.Post)
        {
            At = p => $"/post/{p.MailWithAttachment}/bilaga/{p.Attachment}", IsOwned = true,
        },
        new("GET", "svar", Who.Coordinator),
        new("GET", "svar/{id:long}", Who.Coordinator) { At = p => $"/svar/{p.Answer}", IsOwned = true },
        new("POST", "svar/{id:long}", Who.Coordinator) { At = p => $"/svar/{p.Answer}", Form = _ => [("key", Key)], IsOwned = true },
        new("POST", "svar/{id:long}/avvisa", Who.Coordinator) { At = p => $"/svar/{p.Answer}/avvisa", Form = _ => [("key", Key)], IsOwned = true },
        new("POST", "svar/{id:long}/notera", Who.Coordinator) { At = p => $"/svar/{p.Answer}/notera", Form = _ => [("key", Key)], IsOwned = true },
    ];

    private static Row[] Incidents =>
    [
        // Its author, and the coordinator; a colleague who reads the case has nothing to take away from it.
        new("GET", "systemfel/{id:long}/fel-uppgift", Who.Coordinator) { At = p => $"/systemfel/{p.TeamCase}/fel-uppgift", IsOwned = true },
        new("GET", "systemfel/{id:long}/fel-uppgift", Who.Coordinator) { At = p => $"/systemfel/{p.GroupCase}/fel-uppgift", IsOwned = true },
        new("GET", "systemfel/{id:long}/fel-uppgift", Who.Ombud) { At = p => $"/systemfel/{p.OmbudsWithdrawnCase}/fel-uppgift", IsOwned = true },
        new("POST", "systemfel/{id:long}/fel-uppgift", Who.Ombud) { At = p => $"/systemfel/{p.OmbudsWithdrawnCase}/fel-uppgift", Form = _ => [("key", Key)], IsOwned = true },
        new("POST", "systemfel/{id:long}/fel-uppgift", Who.Coordinator) { At = p => $"/systemfel/{p.TeamCase}/fel-uppgift", Form = _ => [("key", Key)], IsOwned = true },
        new("GET", "rapportera/utkast/{id:long}/fel-uppgift", Who.Ombud) { At = p => $"/rapportera/utkast/{p.OmbudsDraft}/fel-uppgift", IsOwned = true },
        new("POST", "rapportera/utkast/{id:long}/fel-uppgift", Who.Ombud) { At = p => $"/rapportera/utkast/{p.OmbudsDraft}/fel-uppgift", Form = _ => [("key", Key)], IsOwned = true },
        new("GET", "post/{id:long}/fel-uppgift", Who.Coordinator) { At = p => $"/post/{p.UnsortedMail}/fel-uppgift", IsOwned = true },
        new("POST", "post/{id:long}/fel-uppgift", Who.Coordinator) { At = p => $"/post/{p.UnsortedMail}/fel-uppgift", Form = _ => [("key", Key)], IsOwned = true },
        new("GET", "incidenter", Who.Post | Who.UnitManager),
        new("GET", "incidenter.csv", Who.Post | Who.UnitManager),
        new("GET", "incidenter.xlsx", Who.Post | Who.UnitManager),
        new("GET", "incidenter/{id:long}", Who.Post | Who.UnitManager) { At = p => $"/incidenter/{p.MailIncident}", IsOwned = true },
        new("GET", "incidenter/{id:long}/original", Who.Post) { At = p => $"/incidenter/{p.MailIncident}/original", IsOwned = true },
        new("GET", "incidenter/{id:long}/original/{original:long}", Who.Post) { At = p => $"/incidenter/{p.MailIncident}/original/{p.SealedMail}", IsOwned = true },
        new("POST", "incidenter/{id:long}/beslut", Who.Registrar) { At = p => $"/incidenter/{p.MailIncident}/beslut", IsOwned = true },
    ];

    private static Row[] Administration =>
    [
        new("GET", "admin/konton", Who.Administrator),
        new("GET", "admin/konton/ny", Who.Administrator),
        new("POST", "admin/konton/ny", Who.Administrator),
        new("GET", "admin/konton/{id:long}", Who.Administrator) { At = p => $"/admin/konton/{p.Account}", IsOwned = true },
        new("POST", "admin/konton/{id:long}/roller", Who.Administrator) { At = p => $"/admin/konton/{p.Account}/roller", IsOwned = true },
        new("POST", "admin/konton/{id:long}/inbjudan", Who.Administrator) { At = p => $"/admin/konton/{p.Account}/inbjudan", IsOwned = true },
        new("POST", "admin/konton/{id:long}/stang", Who.Administrator) { At = p => $"/admin/konton/{p.Account}/stang", IsOwned = true },
        new("POST", "admin/konton/{id:long}/oppna", Who.Administrator) { At = p => $"/admin/konton/{p.Account}/oppna", IsOwned = true },
        new("POST", "admin/konton/{id:long}/tva-steg", Who.Administrator) { At = p => $"/admin/konton/{p.Account}/tva-steg", IsOwned = true },
        new("GET", "import", Who.Coordinator),
        new("POST", "import", Who.Coordinator),
        new("POST", "import/text", Who.Coordinator),
        new("GET", "import/{id:long}", Who.Coordinator) { At = p => $"/import/{p.Import}", IsOwned = true },
        new("GET", "import/{id:long}/laget", Who.Coordinator) { At = p => $"/import/{p.Import}/laget", IsOwned = true },
        new("POST", "import/{id:long}/kolumner", Who.Coordinator) { At = p => $"/import/{p.Import}/kolumner", IsOwned = true },
        new("POST", "import/{id:long}/svar", Who.Coordinator) { At = p => $"/import/{p.Import}/svar", IsOwned = true },
        new("POST", "import/{id:long}/alla", Who.Coordinator) { At = p => $"/import/{p.Import}/alla", IsOwned = true },
        new("POST", "import/{id:long}/importera", Who.Coordinator) { At = p => $"/import/{p.Import}/importera", IsOwned = true },
        new("POST", "import/{id:long}/angra", Who.Coordinator) { At = p => $"/import/{p.Import}/angra", IsOwned = true },
        new("POST", "import/{id:long}/avbryt", Who.Coordinator) { At = p => $"/import/{p.Import}/avbryt", IsOwned = true },
        new("GET", "installningar", Who.Coordinator),
        new("POST", "installningar/fyra-ogon", Who.Coordinator) { Form = _ => [("required", "false")] },
        new("POST", "installningar/tva-personer", Who.Coordinator),
        new("POST", "installningar/sma-enheter", Who.Coordinator),
        new("GET", "start", Who.Administrator),
        new("GET", "start/arbetssatt", Who.Administrator),
        new("POST", "start/arbetssatt", Who.Administrator),
        new("GET", "start/verksamhet", Who.Administrator),
        new("POST", "start/verksamhet", Who.Administrator),
        new("GET", "start/grupper", Who.Administrator),
        new("POST", "start/grupper", Who.Administrator),
        new("GET", "start/parter", Who.Administrator),
        new("POST", "start/parter", Who.Administrator),
        new("POST", "start/parter/platser", Who.Administrator),
        new("GET", "start/kontakter", Who.Administrator),
        new("POST", "start/kontakter", Who.Administrator),
        new("GET", "start/e-post", Who.Administrator),
        new("POST", "start/e-post", Who.Administrator),
        new("GET", "start/konton", Who.Administrator),
        new("POST", "start/konton", Who.Administrator),
        new("GET", "start/exempel", Who.Administrator),
        // In the second organisation there are no authorities, so nothing is made and the page says so.
        new("POST", "start/exempel/fyll", Who.Administrator),
        new("POST", "start/exempel/tom", Who.Administrator) { Form = _ => [("antal", "4711")] },
        new("GET", "admin/vagen", Who.Administrator),
        new("POST", "admin/vagen", Who.Administrator),
        new("POST", "admin/vagen/kasta", Who.Administrator),
        new("GET", "admin/vagen/version/{id:long}", Who.Administrator) { At = p => $"/admin/vagen/version/{p.RouteVersion}", IsOwned = true },
        new("GET", "admin/vagen/flytta", Who.Administrator),
        new("POST", "admin/vagen/flytta", Who.Administrator),
        new("GET", "admin/jobb", Who.Administrator),
        new("POST", "admin/jobb/{id}", Who.Administrator) { At = _ => "/admin/jobb/hamta-post" },
    ];

    private static (string, string)[] Said(Places p) => [("punkt", Id(p.GroupCase)), ("part", Id(p.UserParty))];

    private static (string, string)[] Support(Places p) => [("punkt", Id(p.GroupItem)), ("party", Id(p.UserParty))];

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
