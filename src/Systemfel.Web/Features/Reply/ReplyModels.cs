using System.Globalization;
using Systemfel.Data.Letters;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Replies;

namespace Systemfel.Web.Features.Reply;

/// <summary>An answer to one point, as it is posted.</summary>
public sealed class ReplyForm
{
    public long Item { get; set; }
    public AnswerKind? Kind { get; set; }
    public string? Text { get; set; }
    public string? Date { get; set; }
    public string? Who { get; set; }
    public List<long> Also { get; set; } = [];

    public static ReplyForm Of(ReplyItem item) => new()
    {
        Item = item.Id,
        Kind = item.Answer.Kind,
        Text = item.Answer.Text,
        Date = item.Answer.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Who = item.Answer.Who,
    };

    /// <summary>The form of a point; none once its answer is registered, empty when another is still waited for.</summary>
    public static ReplyForm? For(ReplyItem? item) => item switch
    {
        null or { State: ReplyItemState.Accepted, IsAwaited: false } => null,
        { State: ReplyItemState.Accepted } => new ReplyForm { Item = item.Id },
        _ => Of(item),
    };

    /// <summary>A month counts as its last day: 'klar i februari'.</summary>
    public DateOnly? Day()
    {
        if (DateOnly.TryParseExact(Date?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        return DateOnly.TryParseExact(Date?.Trim(), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.AddMonths(1).AddDays(-1) : null;
    }

    public ReplyInput Input() => new(Kind, Text ?? "", Day(), Who ?? "");
}

/// <summary>The page with one point open, or none.</summary>
public sealed record ReplyModel(ReplyPage Page, ReplyForm? Form, string Key, string SignedBy, string Show)
{
    public bool IsOpen(ReplyItem item) => Form?.Item == item.Id;

    public int Answered => Page.Items.Count(i => !IsLeft(i));

    public IEnumerable<ReplyItem> Shown => Show == "kvar" ? Page.Items.Where(i => IsLeft(i) || IsOpen(i)) : Page.Items;

    /// <summary>Nothing has been answered, or only a first word.</summary>
    public static bool IsLeft(ReplyItem item) => item.State == ReplyItemState.Open || item.IsAwaited;

    /// <summary>What stands on both sides, the authority's page and ours, for a point that has a first word.</summary>
    public static string Awaited(DateOnly? by, DateOnly today) => by is { } day ? $"Besked väntas senast {day.Long(today)}" : "Besked väntas";

    /// <summary>How the letter's last day stands, for what is left of it.</summary>
    public string Remaining()
    {
        var left = Page.Items.Where(IsLeft).ToList();
        if (left.Count == 0) return "Alla punkter är besvarade.";
        if (left.TrueForAll(i => i.IsAwaited)) return Awaited(left.Min(i => i.AwaitedBy), Page.Today) + ".";
        return (Page.AnswerBy.DayNumber - Page.Today.DayNumber) switch
        {
            > 1 and var days => $"{days} dagar kvar.",
            1 => "En dag kvar.",
            0 => "Sista dagen är i dag.",
            -1 => "En dag försenat.",
            var days => $"{-days} dagar försenat.",
        };
    }

    public string StateText(ReplyItem item) => item.State switch
    {
        ReplyItemState.Open => "Inte besvarad",
        ReplyItemState.Started => "Sparad, inte skickad: " + Sentence(item.Answer.Kind),
        _ when item.IsAwaited => Awaited(item.AwaitedBy, Page.Today),
        ReplyItemState.Otherwise => $"Besvarad på annat sätt {(item.HasOtherAnswer ? "" : "eller inte längre aktuell ")}{item.OtherwiseOn!.Value.Long(Page.Today)}",
        ReplyItemState.Sent => "Besvarad: " + Sentence(item.Answer.Kind),
        _ => "Besvarad och registrerad: " + Sentence(item.Answer.Kind),
    };

    public static string LinkText(ReplyItem item) => item.State switch
    {
        ReplyItemState.Open => "Svara på punkten",
        ReplyItemState.Otherwise => "Svara ändå",
        ReplyItemState.Accepted => "Svara igen",
        _ => "Ändra svaret",
    };

    public static string Sentence(AnswerKind? kind) => kind is { } k ? Workflows.Ingest.AnswerPhrases.Sentences[k] : "";
}
