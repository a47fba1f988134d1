namespace Systemfel.Workflows.Exporting;

/// <summary>What lies first in the export, for whoever opens it without the product.</summary>
internal static class ExportReadMe
{
    public const string Text = """
        Allt från en verksamhet i Systemfel
        ===================================

        En JSON-fil (UTF-8) för varje slag: organisation, cases (systemfel med händelser, förekomster, åtgärder och svar), meetings (möten med
        protokoll), letters (brev), mails (inkommen post), sent-mails (skickad post), parties (parter med kontakter) och så vidare.
        mails/ har varje inkommet brev som det kom (.eml), attachments/ bilagorna, year-files/ det som hör till årets redovisningar.
        manifest.json säger hur många rader varje fil har, vilka kolumner och tabeller som inte följer med, och varför.

        Rader hänvisar till varandra med id: deficiencyId i en händelse är id i cases.json.
        Dagar skrivs 2026-11-30. Tidpunkter är i UTC. Hashar är hexadecimala.

        Text som har raderats finns inte här. Text som är maskerad står som [maskerat], och maskedAt säger sedan när; originalet finns hos
        registratorn. Utkast, lösenord och nycklar följer aldrig med.
        Breven i mails/ är som de kom, också med adressen som de skickades till. Den som har adressen kan svara i myndighetens ställe så
        länge brevet väntar på svar. Förvara filen som en handling med sekretess.
        En bilaga där skadlig kod har hittats följer inte med som fil, och inte heller det brev som den kom med. Brevets text och avsändare
        står i mails.json.

        Händelsekedjan går att kontrollera: commitment är SHA-256 av salt och data som den är lagrad. Hur står i produktens dokumentation.

        ---

        Everything of one service in Systemfel: a JSON file for each kind, mails as they came, attachments. manifest.json counts the rows and
        names what is withheld, and why. Erased text is not here; masked text reads [maskerat].
        """;
}
