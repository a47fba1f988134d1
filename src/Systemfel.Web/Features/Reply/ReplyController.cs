using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Reply;

/// <summary>
/// Where an authority answers, without an account. Opening the link changes nothing: mail scanners open links too. A token that
/// does not work gives the same page whatever the reason.
/// </summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reply), Route("svara")]
public sealed class ReplyController(ReplyPageService replies, ReplyKey keys) : Controller
{
    [HttpGet("{token}"), HttpHead("{token}")]
    public async Task<IActionResult> Enter(string token, CancellationToken ct)
    {
        if (await replies.FindAsync(token, ct) == null) return Dead();
        keys.Give(Response, token);
        Response.Headers.Location = "/svara";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    [HttpGet("")]
    public async Task<IActionResult> Show(int? punkt, string? visa, CancellationToken ct)
    {
        if (await FindAsync(null, ct) is not var (token, page)) return Dead();
        keys.Give(Response, token);
        var open = page.Items.FirstOrDefault(i => punkt == null ? i.State == ReplyItemState.Open : i.Number == punkt);
        return Page(token, page, ReplyForm.For(open), page.SignedBy, visa);
    }

    [HttpPost("punkt")]
    public async Task<IActionResult> Save(ReplyForm form, string? token, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not var (secret, page)) return Dead();
        if (page.Items.FirstOrDefault(i => i.Id == form.Item) is not { } item) return Dead();
        ModelState.Clear();
        try
        {
            if (form.Day() == null && !string.IsNullOrWhiteSpace(form.Date)) throw new MoveRefusedException("Skriv datumet som 2027-02-28.", "date");
            await replies.SaveAsync(secret, item.Id, form.Input(), form.Also, ct);
        }
        catch (MoveRefusedException e)
        {
            ModelState.AddModelError(e.Input switch { "kind" => "Kind", "date" => "Date", "who" => "Who", "text" => "Text", _ => "" }, e.Message);
            return Page(secret, page, form, page.SignedBy, null);
        }
        keys.Give(Response, secret);
        var count = 1 + form.Also.Count;
        this.Confirm(count == 1 ? $"Svaret på punkt {item.Number} är sparat." : $"Svaret är sparat på {count} punkter.");
        var next = page.Items.FirstOrDefault(i => i.State == ReplyItemState.Open && i.Id != item.Id && !form.Also.Contains(i.Id));
        return Redirect(next == null ? "/svara#skicka" : $"/svara?punkt={next.Number}");
    }

    [HttpPost("skicka")]
    public async Task<IActionResult> Send(string? signedBy, string? token, string? key, string? later, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not var (secret, page)) return Dead();
        ModelState.Clear();
        try
        {
            if (later != null) await replies.SignAsync(secret, signedBy ?? "", ct);
            else this.Confirm(Sent(await replies.SendAsync(secret, signedBy ?? "", (Guid.TryParse(key, out var form) ? form : Guid.NewGuid()).ToString(), ct)));
        }
        catch (MoveRefusedException e)
        {
            ModelState.AddModelError(e.Input == "signedBy" ? "SignedBy" : "", e.Message);
            return Page(secret, page, null, signedBy ?? "", null);
        }
        if (later != null) this.Confirm("Allt är sparat. Öppna länken i brevet igen när ni vill fortsätta.");
        keys.Give(Response, secret);
        return Redirect("/svara");
    }

    private static string Sent(int count) =>
        (count == 1 ? "Tack. Ett svar är skickat." : $"Tack. {count} svar är skickade.") + " Ni kan ändra dem tills vi har registrerat dem.";

    private async Task<(string Token, ReplyPage Page)?> FindAsync(string? form, CancellationToken ct) =>
        keys.Read(Request, form) is { } token && await replies.FindAsync(token, ct) is { } page ? (token, page) : null;

    private ViewResult Page(string token, ReplyPage page, ReplyForm? form, string signedBy, string? show) =>
        View("Reply", new ReplyModel(page, form, keys.ForForm(token), signedBy, show ?? ""));

    private ViewResult Dead()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Dead");
    }
}
