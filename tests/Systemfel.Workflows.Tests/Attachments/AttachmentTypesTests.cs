using System.IO.Compression;
using System.Text;
using Systemfel.Workflows.Attachments;

namespace Systemfel.Workflows.Tests.Attachments;

public sealed class AttachmentTypesTests
{
    [Theory]
    [InlineData("%PDF-1.7\n", "application/pdf")]
    [InlineData("MZ\u0090", AttachmentTypes.Program)]
    [InlineData("#!/bin/sh\n", AttachmentTypes.Program)]
    [InlineData("{\\rtf1 text}", "application/rtf")]
    [InlineData("  <!DOCTYPE html><p>", "text/html")]
    [InlineData("<?xml version=\"1.0\"?><svg onload=\"x()\"/>", "image/svg+xml")]
    [InlineData("BEGIN:VCALENDAR\r\n", "text/calendar")]
    [InlineData("Bara text, med åäö.", "text/plain")]
    [InlineData("", "")]
    public void Detect_ByTheFirstBytes_NamesTheKind(string start, string expected) =>
        Assert.Equal(expected, AttachmentTypes.Detect(start.Any(c => c > 127 && c < 160) ? Encoding.Latin1.GetBytes(start) : Encoding.UTF8.GetBytes(start)));

    [Fact]
    public void Detect_OfAWordDocument_TellsItFromAPlainZip()
    {
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", AttachmentTypes.Detect(Zip("[Content_Types].xml", "word/document.xml")));
        Assert.Equal("application/zip", AttachmentTypes.Detect(Zip("brev.txt")));
    }

    [Theory]
    [InlineData("%PDF-1.7", "beslut.pdf", false)]
    [InlineData("MZ", "beslut.pdf", true)]
    [InlineData("text", "beslut.pdf.js", true)]
    [InlineData("text", "beslut.exe. ", true)]
    [InlineData("text", "minnesanteckning.txt", false)]
    public void IsDangerous_ByBytesOrByName_IsTold(string content, string name, bool expected) =>
        Assert.Equal(expected, AttachmentTypes.IsDangerous(AttachmentTypes.Detect(Encoding.ASCII.GetBytes(content)), name));

    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("innehåll"u8);
            }
        }
        return bytes.ToArray();
    }
}
