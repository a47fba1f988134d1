using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Organisations;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Data.Watching;
using Systemfel.Workflows.Incidents;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>A new column of text is either one that erasing and masking know, or is said here to hold no words about a case.</summary>
[Collection(DatabasesBeside.Name)]
public class TextPlacesTests(DatabaseFixture databases)
{
    /// <summary>Tables that have nothing to do with what is written in cases or comes by mail: reference data, accounts, the record of incidents itself.</summary>
    private static readonly Type[] Elsewhere =
    [
        typeof(Account), typeof(Session), typeof(ProtectionKey), typeof(Organisation), typeof(NumberSeries), typeof(Municipality), typeof(RouteVersion),
        typeof(Authority), typeof(SubArea), typeof(Term), typeof(Party), typeof(Group), typeof(MeetingSeries), typeof(Contact), typeof(LetterTemplate), typeof(Mailbox),
        typeof(JobRun), typeof(AccessLog), typeof(Setting), typeof(Incident), typeof(SealedText), typeof(RegisterEntry),
        typeof(PersonalKey), typeof(Watch), typeof(SavedView),
    ];

    /// <summary>Columns of the others that hold codes, numbers, hashes or what the organisation writes about no single case.</summary>
    private static readonly string[] Plain =
    [
        "Deficiency.Number", "Deficiency.ChainHead", "Instance.Outcome", "Bookmark.Stage", "Bookmark.Outcome",
        "CaseEvent.Kind", "CaseEvent.MoveKey", "CaseEvent.Salt", "CaseEvent.Commitment", "CaseEvent.PreviousHash", "CaseEvent.Hash",
        // The decision reads as its move does. The meeting's own notes, and a letter's own words, belong to several cases: whoever erases reads them (SharedTexts).
        "Decision.MoveId", "Decision.Text", "Meeting.Place", "Meeting.VideoLink", "Meeting.RegistryNumber", "Meeting.Notes", "Attendance.Name",
        "Invitation.Address", "Invitation.Name", "Invitation.Substitute", "MinutesPart.Number",
        // Of the minutes as a whole, like the meeting's own notes; a raised point is a party's question and no case.
        "MinutesVersion.Reason", "MinutesVersion.HeadJson", "Adjustment.Name", "Adjustment.Address", "Adjustment.TokenHash", "Adjustment.Objection",
        "RaisedPoint.Text", "RaisedPoint.Outcome",
        "Letter.Reference", "Letter.TheirReference", "Letter.Introduction", "Letter.Subject", "Letter.Tag", "LetterItem.SubArea",
        "LetterRecipient.Address", "LetterRecipient.Name", "LetterRecipient.Domains", "LetterRecipient.Nonce", "LetterRecipient.TokenHash", "LetterRecipient.DeliveryDetail", "LetterRecipient.SignedBy",
        "OutboxItem.UniqueKey", "OutboxItem.Purpose", "OutboxItem.ToAddress", "OutboxItem.ToName", "OutboxItem.MessageId", "OutboxItem.InReplyTo", "OutboxItem.LastError",
        "MailMessage.Mailbox", "MailMessage.Sha256", "MailMessage.Kind", "MailMessage.MessageId", "MailMessage.GuessesJson", "MailMessage.DiaryNumber", "MailMessage.Authentication",
        // An older list on its way in belongs to no case; it is emptied, with its mapping and answers, when it is imported or left, and after a week.
        "Import.FileName", "Import.Content", "Import.MappingJson", "Import.AnswersJson", "Import.Problem",
        // Of a year and of no case; what a return says of cases stands in its passages. What the county has received is an official document of its own.
        "YearDocument.Recipient", "YearDocument.TemplateKey", "YearDocument.ValuesJson", "YearDocument.SumReason", "YearDocument.DecidedBy", "YearDocument.RegistryNumber", "YearDocument.CompletionAsked",
        "YearPassage.Field", "YearPassage.Heading", "YearStep.Kind", "YearStep.Note", "YearFile.Name", "YearFile.ContentType", "YearFile.Content", "YearFile.Sha256",
        "CountyYear.County", "CountyYear.TemplateKey", "CountyYear.Note", "CountyService.Name", "CountyService.ValuesJson", "CountyService.TextsJson", "CountyService.Source", "CountyService.Note",
        "Attachment.ContentType", "Attachment.Sha256", "Attachment.DetectedType", "Attachment.ScanDetail",
    ];

    [Fact]
    public async Task EveryColumnOfText_IsKnownToErasingOrSaidToHoldNoWords()
    {
        await using var db = (await databases.OpenAsync(DatabaseProvider.Sqlite)).OpenWriter();
        var known = TextPlaces.All.Concat(TextPlaces.Bytes).Select(p => p.Name).Concat(Plain).ToHashSet();

        var unknown = db.Model.GetEntityTypes().Where(e => !Elsewhere.Contains(e.ClrType) && e.ClrType.Namespace!.StartsWith("Systemfel.", StringComparison.Ordinal))
            .SelectMany(e => e.GetProperties().Where(p => p.ClrType == typeof(string) || p.ClrType == typeof(byte[])).Select(p => $"{e.ClrType.Name}.{p.Name}"))
            .Where(n => !known.Contains(n)).ToList();

        Assert.Empty(unknown);
    }

    [Fact]
    public async Task EveryKnownPlace_IsAColumn()
    {
        await using var db = (await databases.OpenAsync(DatabaseProvider.Sqlite)).OpenWriter();

        Assert.All(TextPlaces.All.Concat(TextPlaces.Bytes), p => Assert.NotNull(db.Model.FindEntityType(p.Entity)?.FindProperty(p.Property)));
    }
}
