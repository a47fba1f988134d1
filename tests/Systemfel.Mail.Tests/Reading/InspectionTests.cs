using System.Text.Json;

namespace Systemfel.Mail.Tests;

public class InspectionTests
{
    [Fact]
    public void Json_WhenUnreadable_HasTheKindAndEveryField()
    {
        using var json = JsonDocument.Parse(MailInspection.Inspect("tom.eml", []).ToJson());
        Assert.Equal("unreadable", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("token").ValueKind);
    }

    [Fact]
    public void Json_WhenRead_HasTheContractsFieldsInOrder()
    {
        using var json = JsonDocument.Parse(MailInspection.Inspect("a.eml", Written.Bytes("From: a@x.example\n\nHej")).ToJson());
        Assert.Equal(
            ["file", "kind", "subject", "from", "to", "cc", "date", "messageId", "inReplyTo", "references", "token", "text", "newText", "itemAnswers", "attachments", "failedRecipients", "problems"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Json_WhenTextIsSwedish_KeepsItReadableOnOneLine()
    {
        var json = MailInspection.Inspect("å.eml", Written.Bytes("From: a@x.example\nSubject: åäö\nDate: Sat, 3 Oct 2026 14:02:00 +0200\nContent-Type: text/plain; charset=utf-8\n\n1) räksmörgås 🌞\n2) nej")).ToJson();
        Assert.Contains("\"subject\":\"åäö\"", json, StringComparison.Ordinal);
        Assert.Contains("\"date\":\"2026-10-03T14:02:00+02:00\"", json, StringComparison.Ordinal);
        Assert.Contains("\"itemAnswers\":{\"1\":\"räksmörgås", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', json);
    }

    [Fact]
    public void Attachment_WhenPresent_IsHashedAndMeasured()
    {
        var inspection = MailInspection.Inspect("a.eml", Written.Bytes("From: a@x.example\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0="));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("%PDF-"u8));
        Assert.Equal(new InspectedAttachment("a.pdf", "application/pdf", 5, hash), Assert.Single(inspection.Attachments));
    }
}
