using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Systemfel.Data.Organisations;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class ReturnDocumentTests
{
    private static readonly DateTimeOffset Now = new(2023, 1, 3, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Keys => [.. ReturnTemplates.All.Select(t => t.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void Of_EachForm_IsValidWordWithEverySection(string key)
    {
        var template = ReturnTemplates.Find(key)!;
        var file = WordWriter.Write(ReturnDocument.Of(Document(key, FormOf2022.Values), template, Passages(template), ["protokoll.pdf"], Now));

        using var word = WordprocessingDocument.Open(new MemoryStream(file), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(word).Select(e => e.Description));
        Assert.All(template.Sections, s => Assert.Contains($"{s.Id} {s.Title}", word.MainDocumentPart!.Document!.InnerText));
    }

    [Fact]
    public void Of_AReturnWhoseSumsFail_SaysWhichAndWhyItIsSent()
    {
        var document = Document("2022", FormOf2022.Values);
        document.SumReason = "Blanketten är läst ur en inskanning.";

        var blocks = ReturnDocument.Of(document, FormOf2022.Template, [], [], Now).Blocks;

        Assert.Equal(2, Assert.IsType<WordList>(blocks.First(b => b is WordList)).Items.Count);
        Assert.Contains(new WordLabelled("Varför den skickas ändå", "Blanketten är läst ur en inskanning."), blocks);
    }

    [Fact]
    public void Of_SmallFigures_ShowsThemAsTheyAre()
    {
        var table = ReturnDocument.Of(Document("2022", FormOf2022.Values), FormOf2022.Template, [], [], Now).Blocks.OfType<WordTable>().Single(t => t.Caption.StartsWith("2.2 ", StringComparison.Ordinal));

        Assert.Equal(["därav 18–29 år", "4", "2"], table.Rows[1]);
    }

    [Fact]
    public void Of_APassageThatIsLeftOut_DoesNotHoldItsHeading()
    {
        var text = new YearPassage { Field = "6.2", Heading = "Digitalisering", Text = "" };

        Assert.DoesNotContain(ReturnDocument.Of(Document("2022", FormOf2022.Values), FormOf2022.Template, [text], [], Now).Blocks, b => b is WordHeading { Text: "Digitalisering" });
    }

    [Fact]
    public void Of_AServiceRunByAnAssociation_IsMaterialToTheMunicipality()
    {
        var values = FormOf2022.Values.With([KeyValuePair.Create("5.1/kommun/svar", "Nej"), KeyValuePair.Create("5.1/forening/svar", "Ja")]);

        var to = ReturnDocument.Of(Document("2022", values), FormOf2022.Template, [], [], Now).Blocks.OfType<WordLabelled>().Single(b => b.Label == "Till");

        Assert.Equal("Provköpings kommun, underlag till redovisningen till Länsstyrelsen i Provlän", to.Text);
    }

    [Fact]
    public void File_OfAReturn_CanBeReadBackAndHoldsNoCase()
    {
        var passages = Passages(FormOf2022.Template);
        passages[0].Cases.Add(new YearPassageCase { DeficiencyId = 12345 });

        var written = ReturnJson.Write(ReturnDocument.File(Document("2022", FormOf2022.Values), passages));
        var read = ReturnJson.Read(written);

        Assert.Equal(FormOf2022.Values.Typed, read.Values);
        Assert.Equal([("6.2", 1), ("6.3", 0)], read.Texts.Select(t => (t.Field, t.Cases)));
        Assert.DoesNotContain("12345", System.Text.Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void File_OfAReturnThatIsOpenAgain_IsADraft()
    {
        var document = Document("2022", FormOf2022.Values);
        (document.State, document.SentAt) = (YearDocumentState.Draft, Now);

        Assert.Null(ReturnDocument.File(document, []).SentAt);
        Assert.Contains(new WordParagraph("Utkast: inte skickad.", IsBold: true), ReturnDocument.Of(document, FormOf2022.Template, [], [], Now).Blocks);
    }

    private static YearDocument Document(string template, ReturnValues values) => new()
    {
        Year = 2022,
        TemplateKey = template,
        ValuesJson = values.ToJson(),
        Organisation = new Organisation { Name = "PO Prov", HostName = "Provköpings kommun", County = "Provlän" },
    };

    private static List<YearPassage> Passages(ReturnTemplate template) =>
        [.. template.Fields.Where(f => f.Kind == ReturnFieldKind.Passages).Select(f => new YearPassage { Field = f.Id, Heading = "Allmänt", Text = "Två stycken.\n\nMed en rad\nemellan." })];
}
