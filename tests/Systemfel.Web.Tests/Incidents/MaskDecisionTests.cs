using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Workflows.Incidents;

namespace Systemfel.Web.Tests.Incidents;

/// <summary>The registrator decides about what was masked, and what is released stands as before.</summary>
public abstract class MaskDecisionTests(IncidentHost host) : MaskSteps(host)
{
    private const string Word = IncidentHost.Word;

    [Fact]
    public async Task Decision_ByTheCoordinator_IsNotFound()
    {
        var (_, subject, _) = await MaskedCaseAsync();
        var incident = await Host.IncidentAsync(subject);

        Assert.Equal(HttpStatusCode.NotFound, (await Host.Coordinator.GetAsync($"/incidenter/{incident}/original")).Status);
        Assert.Null((await Host.Coordinator.GetAsync($"/incidenter/{incident}")).Html.QuerySelector("main form"));
        using var registrar = await Host.AsAsync(Role.Registrar);
        var token = (await registrar.GetAsync($"/incidenter/{incident}")).Html.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.NotEqual(HttpStatusCode.Redirect, (await Host.Coordinator.PostAsync($"/incidenter/{incident}/beslut", ("decision", "Released"), ("number", "1"), ("__RequestVerificationToken", token))).Status);
        Assert.Null(await Host.ReadAsync(r => r.Incidents.Where(i => i.Id == incident).Select(i => i.Decision).SingleAsync()));
    }

    [Fact]
    public async Task Decision_WithoutANumber_IsRefusedAndKeepsTheChoice()
    {
        var (_, subject, _) = await MaskedCaseAsync();
        var incident = await Host.IncidentAsync(subject);
        using var registrar = await Host.AsAsync(Role.Registrar);

        var page = await registrar.PostFormAsync($"/incidenter/{incident}", $"/incidenter/{incident}/beslut", ("decision", "Released"), ("number", " "));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Skriv diarienumret.", page.Text);
        Assert.NotNull(page.Html.QuerySelector("input[value=Released][checked]"));
        Assert.NotNull((await Host.ReadAsync(r => r.Deficiencies.SingleAsync(d => d.Id == subject))).MaskedAt);
    }

    [Fact]
    public async Task Registrar_FindsItOnTheStartPageAndEveryReadingIsLogged()
    {
        var (_, subject, texts) = await MaskedCaseAsync();
        var incident = await Host.IncidentAsync(subject);
        using var registrar = await Host.AsAsync(Role.Registrar);
        Assert.Equal("/incidenter", (await registrar.GetAsync("/")).Location);
        Assert.NotNull((await registrar.GetAsync("/incidenter")).Html.QuerySelector($"main li a[href='/incidenter/{incident}']"));

        var original = await registrar.GetAsync($"/incidenter/{incident}/original");
        await registrar.GetAsync($"/incidenter/{incident}/original");

        Assert.Contains(texts.Pattern, original.Html.QuerySelector("main")!.TextContent);
        Assert.Equal(2, await Host.ReadAsync(r => r.AccessLog.CountAsync(a => a.What == IncidentOriginals.LogWord && a.SubjectId == incident)));
    }

    [Fact]
    public async Task Released_StandsExactlyAsBefore()
    {
        var (letter, subject, link) = await Host.SentAsync();
        var mail = await Host.ArriveAsync(link, $"Vi har ändrat rutinen för {Word}.");
        var before = await PictureAsync(subject, letter, mail);
        await Host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));
        Assert.NotEqual(before, await PictureAsync(subject, letter, mail));

        await DecideAsync(await Host.IncidentAsync(subject), "Released");

        Assert.Equal(before, await PictureAsync(subject, letter, mail));
        var page = await Host.Coordinator.GetAsync($"/systemfel/{subject}");
        Assert.Contains("Händelsekedjan är hel.", page.Text);
        Assert.Contains("KS 2026/17", page.Text);
        var title = await Host.ReadAsync(r => r.Deficiencies.Where(d => d.Id == subject).Select(d => d.Title).SingleAsync());
        Assert.Contains($"/systemfel/{subject}\"", (await Host.Coordinator.GetAsync($"/register?q={Uri.EscapeDataString(title)}")).Text);
    }

    [Fact]
    public async Task Kept_StaysMaskedAndTheOriginalWithTheRegistrar()
    {
        var (_, subject, texts) = await MaskedCaseAsync();
        var incident = await Host.IncidentAsync(subject);

        await DecideAsync(incident, "StaysMasked");

        AssertSilent(await Host.Coordinator.GetAsync($"/systemfel/{subject}"), texts);
        using var registrar = await Host.AsAsync(Role.Registrar);
        Assert.Contains(texts.Pattern, (await registrar.GetAsync($"/incidenter/{incident}/original")).Html.QuerySelector("main")!.TextContent);
        Assert.Contains("Ligger kvar maskerad, KS 2026/17", (await registrar.GetAsync("/incidenter")).Text);
    }

    [Fact]
    public async Task CaseAndItsMail_MaskedApart_AreShownWhenBothAreReleased()
    {
        var (letter, subject, link) = await Host.SentAsync();
        var mail = await Host.ArriveAsync(link, $"Vi har ändrat rutinen för {Word}.");
        var before = await PictureAsync(subject, letter, mail);
        await Host.Coordinator.PostFormAsync($"/post/{mail}/fel-uppgift", ("kinds", "NAMN"));
        await Host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));

        await DecideAsync(await Host.IncidentAsync(mailId: mail), "Released");

        Assert.DoesNotContain(Word, (await Host.Coordinator.GetAsync($"/post/{mail}")).Text);
        await DecideAsync(await Host.IncidentAsync(subject), "Released");
        Assert.Equal(before, await PictureAsync(subject, letter, mail));
    }
}

public sealed class SqliteMaskDecisionTests(IncidentHost host) : MaskDecisionTests(host), IClassFixture<IncidentHost>;

public sealed class PostgresMaskDecisionTests(PostgresIncidentHost host) : MaskDecisionTests(host), IClassFixture<PostgresIncidentHost>;
