using System.Text;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Running;
using ImportFormat = Systemfel.Data.Imports.ImportFormat;

namespace Systemfel.Web.Features.Import;

/// <summary>Older lists of deficiencies: taken in, mapped, run dry, answered, imported.</summary>
[AllowedRoles(Role.Coordinator), Route("import")]
public sealed class ImportController(ImportPages pages, ImportService imports, ImportUndoing undoing, CurrentViewer current, TimeProvider time) : Controller
{
    /// <summary>More is a file, not something to paste.</summary>
    public const int LongestPaste = 400_000;

    private long Organisation => current.Viewer.OrganisationsWith([Role.Coordinator])[0];

    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(string? forstor, CancellationToken ct) =>
        await ListAsync(forstor == null ? null : new ImportFault(FaultKind.TooLarge), "", forstor == null ? StatusCodes.Status200OK : StatusCodes.Status413PayloadTooLarge, ct);

    [HttpPost(""), UploadSize]
    public async Task<IActionResult> Upload(IFormFile? fil, CancellationToken ct)
    {
        if (fil == null) return await ListAsync(new ImportFault(FaultKind.Empty), "", StatusCodes.Status422UnprocessableEntity, ct);
        if (fil.Length > ImportLimits.Bytes) return await ListAsync(new ImportFault(FaultKind.TooLarge), "", StatusCodes.Status413PayloadTooLarge, ct);
        var content = new byte[fil.Length];
        await using (var from = fil.OpenReadStream()) await from.ReadExactlyAsync(content, ct);
        return await TakeAsync(fil.FileName, null, content, "", ct);
    }

    [HttpPost("text"), RequestSizeLimit(4 << 20), RequestFormLimits(ValueLengthLimit = 4 << 20)]
    public async Task<IActionResult> Paste(string? text, CancellationToken ct)
    {
        // A form counts a line break as two.
        if (text?.ReplaceLineEndings("\n").Length > LongestPaste) return await ListAsync(new ImportFault(FaultKind.PasteTooLong), text, StatusCodes.Status422UnprocessableEntity, ct);
        return await TakeAsync("Inklistrad text", ImportFormat.Text, Encoding.UTF8.GetBytes(text ?? ""), text ?? "", ct);
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> One(long id, string? visa, string? fel, int? rad, int? sida, CancellationToken ct) =>
        await PageAsync(id, ImportShown.Of(visa, fel, rad, sida), ct);

    /// <summary>How far it has come: the part of the page that a script asks for.</summary>
    [HttpGet("{id:long}/laget")]
    public async Task<IActionResult> Progress(long id, CancellationToken ct) =>
        await pages.HowFarAsync(id, current.Viewer, ct) is { } far ? PartialView("_Progress", far) : NotFound();

    [HttpPost("{id:long}/kolumner")]
    public async Task<IActionResult> Map(long id, MappingForm form, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => imports.MapAsync(id, form.ToMapping(time.Today().Year), Me, ct))) return await PageAsync(id, ImportShown.Of(null, null, null, null), ct);
        if (form.YearFault(time.Today().Year) is { } fault)
        {
            ModelState.AddModelError(nameof(MappingForm.Ar), fault);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await PageAsync(id, ImportShown.Of(null, null, null, null), ct);
        }
        this.Confirm("Kolumnerna är sparade, och listan är provkörd på nytt.");
        return Redirect($"/import/{id}");
    }

    /// <summary>Answers for the rows of a page; those of other pages stand.</summary>
    [HttpPost("{id:long}/svar")]
    public async Task<IActionResult> Answer(long id, AnswerForm form, string? tillbaka, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => imports.AnswerAsync(id, form.Change, Me, ct))) return await PageAsync(id, ImportShown.Of(null, null, null, null), ct);
        this.Confirm("Svaren är sparade.");
        return Redirect($"/import/{id}{(ImportShown.IsQuery(tillbaka) ? tillbaka : "")}");
    }

    [HttpPost("{id:long}/alla")]
    public async Task<IActionResult> AnswerAll(long id, AnswerToAll? svar, CancellationToken ct)
    {
        if (svar is not { } answer || !await this.TryMoveAsync(() => imports.AnswerAllAsync(id, answer, Me, ct))) return await PageAsync(id, ImportShown.Of(null, null, null, null), ct);
        this.Confirm("Svaret gäller nu alla de raderna.");
        return Redirect($"/import/{id}");
    }

    [HttpPost("{id:long}/angra")]
    public async Task<IActionResult> Undo(long id, CancellationToken ct)
    {
        var undone = new Undone(0, 0, 0);
        if (!await this.TryMoveAsync(async () => undone = await undoing.UndoAsync(id, Me, ct))) return await PageAsync(id, ImportShown.Of(null, null, null, null), ct);
        if (undone.Before) this.Confirm("Importen är redan ångrad.");
        else this.Confirm($"Importen är ångrad: {undone.Removed} systemfel är {(undone.Removed == 1 ? "borttaget" : "borttagna")}{(undone.Uncounted > 0 ? $" och {ImportWords.Countings(undone.Uncounted)} gäller inte längre" : "")}.{(undone.Kept > 0 ? $" {undone.Kept} som ni har arbetat med står kvar." : "")}");
        return Redirect($"/import/{id}");
    }

    [HttpPost("{id:long}/importera")]
    public async Task<IActionResult> Start(long id, int? sedd, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => imports.StartAsync(id, Me, seen: sedd ?? 0, ct: ct))) return await PageAsync(id, ImportShown.Of(null, null, null, null), ct);
        return Redirect($"/import/{id}");
    }

    [HttpPost("{id:long}/avbryt")]
    public async Task<IActionResult> Cancel(long id, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => imports.CancelAsync(id, Me, ct))) return await PageAsync(id, ImportShown.Of(null, null, null, null), ct);
        this.Confirm("Importen är avbruten. Filen är borttagen, och inget är importerat.");
        return Redirect("/import");
    }

    private async Task<IActionResult> TakeAsync(string name, ImportFormat? format, byte[] content, string pasted, CancellationToken ct)
    {
        try
        {
            var id = await imports.TakeAsync(Organisation, name, format, content, Me, ct: ct);
            return Redirect($"/import/{id}");
        }
        catch (ImportFileException e)
        {
            return await ListAsync(e.Fault, pasted, StatusCodes.Status422UnprocessableEntity, ct);
        }
    }

    private async Task<IActionResult> ListAsync(ImportFault? fault, string pasted, int status, CancellationToken ct)
    {
        Response.StatusCode = status;
        if (fault != null) ModelState.AddModelError(pasted.Length > 0 ? "text" : "fil", FaultWords.Swedish(fault));
        return View("Imports", new ImportsPage(await pages.ListAsync(Organisation, ct), fault, pasted));
    }

    private async Task<IActionResult> PageAsync(long id, ImportShown shown, CancellationToken ct)
    {
        if (await pages.FindAsync(id, current.Viewer, shown, ct) is not { } page) return NotFound();
        // Words that may be stored nowhere stand on it.
        Response.Headers.CacheControl = "no-store";
        return View("Import", page);
    }
}
