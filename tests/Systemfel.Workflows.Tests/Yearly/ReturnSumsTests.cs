using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class ReturnSumsTests
{
    [Theory]
    [InlineData("1 935 360 kr", 0, 1935360.0)]
    [InlineData("2.100.000", 0, 2100000.0)]
    [InlineData("2 029 410:-", 0, 2029410.0)]
    [InlineData("5,50", 2, 5.5)]
    [InlineData("500.000", 2, null)]
    [InlineData("5.5", 0, null)]
    [InlineData("1.00.000", 0, null)]
    [InlineData("kr", 0, null)]
    [InlineData("999999999999", 0, null)]
    public void NumberIn_WhatPeopleWrite_IsReadOrIsNone(string typed, int decimals, double? expected) => Assert.Equal((decimal?)expected, ReturnValues.NumberIn(typed, decimals));

    [Fact]
    public void FaultsOf_TheFormOf2022_NamesItsTwoFaultyTotals()
    {
        var faults = ReturnSums.FaultsOf(FormOf2022.Template, FormOf2022.Values);

        Assert.Equal(
            ["2.2 Antal nya klienter, kvinnor: totalt är 51, men åldersgrupperna blir tillsammans 61.", "2.3 Antal avslutade klienter, män: totalt är 121, men åldersgrupperna blir tillsammans 27."],
            faults.Select(f => f.Sentence));
    }

    [Fact]
    public void FaultsOf_WhenTheScanIsReadRight_NamesNothing()
    {
        var right = FormOf2022.Values.With([KeyValuePair.Create("2.2/65/k", "3"), KeyValuePair.Create("2.2/65/m", "0"), KeyValuePair.Create("2.3/totalt/m", "27")]);

        Assert.Empty(ReturnSums.FaultsOf(FormOf2022.Template, right));
    }

    [Fact]
    public void FaultsOf_WhenATotalIsEmptyBesideItsBands_NamesIt()
    {
        var fault = Assert.Single(ReturnSums.FaultsOf(FormOf2022.Template, FormOf2022.Values.With([KeyValuePair.Create("2.1/totalt/k", ""), KeyValuePair.Create("2.2/65/k", "3"), KeyValuePair.Create("2.3/totalt/m", "27")])));

        Assert.Equal((SumFaultKind.Total, "2.1/totalt/k", 97m), (fault.Kind, fault.Key, fault.Other));
        Assert.Contains("totalt är tomt", fault.Sentence);
    }

    [Fact]
    public void FaultsOf_WhenACellIsNoNumber_LeavesItsSumToTheCheckOfKinds()
    {
        var values = new ReturnValues([KeyValuePair.Create("2.1/totalt/k", "97"), KeyValuePair.Create("2.1/18-29/k", "nio")]);

        Assert.Empty(ReturnSums.FaultsOf(FormOf2022.Template, values));
        Assert.Equal("2.1 Totalt antal klienter, därav 18–29 år, kvinnor: ”nio” är inget helt tal. Skriv bara siffror.", Assert.Single(ReturnCheck.FaultsOf(FormOf2022.Template, values)).Sentence);
    }

    [Fact]
    public void FaultsOf_WhenAWholeNumberHasDecimals_LeavesItsSumToTheCheckOfKinds()
    {
        var values = new ReturnValues([KeyValuePair.Create("2.2/totalt/k", "2,5")]);

        Assert.Empty(ReturnSums.FaultsOf(FormOf2022.Template, values));
        Assert.Single(ReturnCheck.FaultsOf(FormOf2022.Template, values));
    }

    [Fact]
    public void FaultsOf_WhenAPartIsOverTheWhole_NamesBoth()
    {
        var values = new ReturnValues([KeyValuePair.Create("2.1/totalt/m", "43"), KeyValuePair.Create("2.1/18-29/m", "43"), KeyValuePair.Create("2.4/antal/m", "44"), KeyValuePair.Create("7.1", "10"), KeyValuePair.Create("7.3", "11")]);

        Assert.Equal(
            ["2.4 Klienter med hemmavarande barn, män: antal är 44, mer än 2.1 Totalt antal klienter, totalt, 43.", "7.3 Förbrukat statsbidrag, kronor är 11, mer än 7.1 Beviljat statsbidrag, kronor, 10."],
            ReturnSums.FaultsOf(FormOf2022.Template, values).Select(f => f.Sentence));
    }

    [Fact]
    public void FaultsOf_2013_AddsTheOtherAgeBandsToTheClosed()
    {
        var values = new ReturnValues([KeyValuePair.Create("5.1/avslutade/m", "12"), KeyValuePair.Create("5.2/18-29/m", "4"), KeyValuePair.Create("5.2/60-64/m", "7")]);

        var fault = Assert.Single(ReturnSums.FaultsOf(ReturnTemplates.Find("2013")!, values));

        Assert.Equal(("5.1 Antal klienter", "Avslutade under året", "Män", 12m, 11m), (fault.Table, fault.Row, fault.Column, fault.Stated, fault.Other));
    }
}
