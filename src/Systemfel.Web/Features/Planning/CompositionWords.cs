using Systemfel.Web.Features.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Planning;

/// <summary>A steering group's composition in words.</summary>
public static class CompositionWords
{
    public static string Of(RequiredPart part) => part switch
    {
        RequiredPart.Municipality => "Kommunen",
        RequiredPart.EmploymentService => "Arbetsförmedlingen",
        RequiredPart.SocialInsurance => "Försäkringskassan",
        RequiredPart.PrimaryCare => "Regionens primärvård",
        RequiredPart.Psychiatry => "Regionens psykiatri",
        _ => "Patient-, brukar- och anhörigorganisationer",
    };

    /// <summary>How it stands, in a word or two.</summary>
    public static string Of(PartRow row) => row.State switch
    {
        PartState.Represented => "Finns med",
        PartState.NeverCame => "Har inte varit med",
        PartState.Vacant => row.Others.Count > 0 ? $"Ingen utsedd i {string.Join(" och ", row.Others)}" : "Ingen utsedd",
        PartState.Elsewhere => $"Finns i {string.Join(" och ", row.Others)}",
        _ => row.Part == RequiredPart.UserOrganisations ? "Ingen är med" : "Saknas",
    };

    /// <summary>What to do about it; empty when there is nothing.</summary>
    public static string WhatToDo(PartRow row, int year) => (row.State, row.Part) switch
    {
        (PartState.Represented, _) => "",
        (PartState.NeverCame, RequiredPart.UserOrganisations) => $"Ingen har varit med på något möte {year}. Ring och fråga vad som hindrar. De ska erbjudas att delta; tackar de nej är det ingen brist.",
        (PartState.Vacant, RequiredPart.UserOrganisations) => "De har en plats men ingen person. Fråga om de vill utse någon. Tackar de nej är det ingen brist.",
        (PartState.NeverCame, _) => $"Ingen har varit med på något möte {year}. Ring och fråga vad som hindrar, be dem skicka en ersättare, och anteckna svaret: redovisningen frågar varför en representant saknas.",
        (PartState.Vacant, _) => "Parten har en plats men ingen person. Be dem utse någon, och be administratören lägga upp kontot i gruppen.",
        (PartState.Elsewhere, _) => "Saknas i den här gruppen. Förordningen talar om en ledningsgrupp: skriv i redovisningen hur grupperna hör ihop.",
        (_, RequiredPart.UserOrganisations) => "De ska erbjudas att delta. Bjud in dem. Tackar de ja lägger administratören till dem som part i gruppen, under Kom igång. Tackar de nej är det ingen brist.",
        _ => "Be dem utse en representant, och be administratören lägga till dem som part i gruppen, under Kom igång. Redovisningen frågar varför en representant saknas och vad ni har gjort.",
    };

    /// <summary>How it stands as a whole, in a sentence.</summary>
    public static string Sum(Composition composition) => composition.Lacking.Count switch
    {
        0 when composition.Rows.Any(r => r.State == PartState.Elsewhere) => "De parter som förordningen kräver finns i era ledningsgrupper tillsammans.",
        0 => "De parter som förordningen kräver är med.",
        1 => "En part som förordningen kräver saknas eller har inte varit med.",
        var n => $"{MeetingWords.Capital(MeetingWords.Count(n))} parter som förordningen kräver saknas eller har inte varit med.",
    };

    /// <summary>'Arbetsförmedlingen saknas. Regionens psykiatri: ingen utsedd.'</summary>
    public static string Short(Composition composition) => string.Join(" ", composition.Lacking.Select(r => $"{Of(r.Part)}: {char.ToLowerInvariant(Of(r)[0])}{Of(r)[1..]}."));
}
