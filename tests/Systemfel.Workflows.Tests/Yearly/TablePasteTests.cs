using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class TablePasteTests
{
    private static readonly ReturnField Clients = FormOf2022.Template.Field("2.1")!;

    [Fact]
    public void Read_WhenALineIsNotInTheTable_SaysWhichAndTakesTheRest()
    {
        var pasted = TablePaste.Read(Clients, "Totalt antal klienter\t97\t43\nmellan 70 och 80 år\t1\t2\nDärav mellan 18 och 29 år\t9");

        Assert.Equal(["”mellan 70 och 80 år 1 2”: raden finns inte i tabellen.", "”Därav mellan 18 och 29 år 9”: raden har 1 tal, men tabellen har 2 kolumner. Skilj dem åt med tabb eller semikolon."], pasted.NotUnderstood);
        Assert.Equal(["2.1/totalt/k=97", "2.1/totalt/m=43"], pasted.Values.Select(v => $"{v.Key}={v.Value}"));
    }

    [Fact]
    public void Read_OfRowsWithADayInTheirNames_TakesEachByItsWords()
    {
        var pasted = TablePaste.Read(ReturnTemplates.Find("2013")!.Field("5.1")!, "31 december året före\t4\t5\n31 december\t6\t7");

        Assert.Equal(["5.1/fore/m=4", "5.1/fore/k=5", "5.1/efter/m=6", "5.1/efter/k=7"], pasted.Values.Select(v => $"{v.Key}={v.Value}"));
    }

    [Fact]
    public void Read_WhenColumnsComeInAnotherOrder_FollowsTheirNames()
    {
        var pasted = TablePaste.Read(Clients, "Ålder;Män;Kvinnor\r\n65 år och över;0;5\r\n30 - 49 år;22;54");

        Assert.Empty(pasted.NotUnderstood);
        Assert.Equal(["2.1/65/m=0", "2.1/65/k=5", "2.1/30-49/m=22", "2.1/30-49/k=54"], pasted.Values.Select(v => $"{v.Key}={v.Value}"));
    }

    [Fact]
    public void Read_BareNumbers_TakesTheFormsOrder()
    {
        var pasted = TablePaste.Read(Clients, "97\t43\n9\t10\n54\t22\n29\t11\n5\t0\n1\t1");

        Assert.Equal("54", pasted.Values["2.1/30-49/k"]);
        Assert.Equal("”1 1”: tabellen har bara 5 rader.", Assert.Single(pasted.NotUnderstood));
    }

    [Fact]
    public void Read_Reasons_KnowsThemByTheirWords() =>
        Assert.Equal(["3.1/myndighet/k", "3.1/myndighet/m"], TablePaste.Read(FormOf2022.Template.Field("3.1")!, "Stöd i kontakten med myndighet\t42\t14").Values.Keys);
}
