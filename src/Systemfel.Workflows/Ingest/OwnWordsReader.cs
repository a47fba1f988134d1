using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Ingest;

/// <summary>Reads what is ours in a mail: the one rule that the count at reading, the masks and the acceptance of an answer go by.</summary>
public sealed class OwnWordsReader
{
    // Thanks go to whoever wrote, and that may be anyone.
    private static readonly string[] Purposes = [OutboxPurpose.Letter, OutboxPurpose.Reminder, OutboxPurpose.Reply];

    private readonly IQueryable<Organisation> _organisations;
    private readonly IQueryable<OutboxItem> _outbox;
    private readonly TextCheck _check;
    private readonly WorkflowOptions _options;

    private OwnWordsReader(IQueryable<Organisation> organisations, IQueryable<OutboxItem> outbox, TextCheck check, WorkflowOptions options) =>
        (_organisations, _outbox, _check, _options) = (organisations, outbox, check, options);

    /// <summary>For screens.</summary>
    /// <param name="reader">What they read from.</param>
    /// <param name="check">The check.</param>
    /// <param name="options">Tells the reply address.</param>
    public OwnWordsReader(SystemfelReader reader, TextCheck check, WorkflowOptions options) : this(reader.Organisations, reader.OutboxItems, check, options)
    {
    }

    internal OwnWordsReader(SystemfelDb db, TextCheck check, WorkflowOptions options) : this(db.Organisations, db.OutboxItems, check, options)
    {
    }

    /// <param name="organisationId">Whose mail it is.</param>
    /// <param name="letterIds">The letters that it answers; none when that is not known.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<OwnWords> ReadAsync(long organisationId, IReadOnlyCollection<long> letterIds, CancellationToken ct)
    {
        var phone = await _organisations.Where(o => o.Id == organisationId).Select(o => o.Phone).SingleOrDefaultAsync(ct) ?? "";
        var sent = letterIds.Count == 0 ? [] : await _outbox
            .Where(o => o.OrganisationId == organisationId && o.LetterId != null && letterIds.Contains(o.LetterId.Value) && Purposes.Contains(o.Purpose))
            .Select(o => new { o.ToAddress, o.Text }).ToListAsync(ct);
        return new OwnWords(_check, [phone, _options.ReplyAddress, .. sent.Select(o => o.ToAddress)], sent.Select(o => o.Text));
    }

    /// <summary>For what is to stand in a case as an answer.</summary>
    /// <param name="answer">Loaded with its case and letter item.</param>
    /// <param name="ct">Stops the reading.</param>
    public Task<OwnWords> ForAsync(Answer answer, CancellationToken ct) =>
        ReadAsync(answer.Deficiency.OrganisationId, answer.LetterItem is { } item ? [item.LetterId] : [], ct);

    /// <summary>How many places of a mail may point at a person: in its text, and in what is folded under it.</summary>
    internal async Task<int> CountAsync(MailMessage mail, CancellationToken ct)
    {
        var own = await ReadAsync(mail.OrganisationId, [.. mail.Letters.Select(l => l.LetterId)], ct);
        return own.FindsIn(mail.NewText).Count + own.FindsIn(mail.QuotedText).Count;
    }
}
