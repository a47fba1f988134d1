using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Systemfel.Web.Features.Letters;

/// <summary>
/// What stood in the fields of a letter when its page was shown, as a mark for each field. A field that still has its mark was not touched:
/// what a colleague has stored in it since then stands, and is not written over by an old page.
/// </summary>
public static class ShownFields
{
    public static string Of(MeetingLetterForm form) => string.Join(' ', Fields(form).Select(f => Mark(f.Name, f.Value)));

    /// <summary>What was typed, on the letter as it is stored now.</summary>
    /// <param name="typed">The fields as they came back.</param>
    /// <param name="stored">The fields as they would be shown now.</param>
    /// <returns>The version, the ticks and the points are those that came back.</returns>
    public static MeetingLetterForm On(MeetingLetterForm typed, MeetingLetterForm stored)
    {
        var seen = (typed.Seen ?? "").Split(' ').ToHashSet();
        string? Text(string name, string? own, string? now) => seen.Contains(Mark(name, own)) ? now : own;
        return new MeetingLetterForm
        {
            Id = typed.Id,
            Version = typed.Version,
            Chosen = typed.Chosen,
            Accepted = typed.Accepted,
            Introduction = Text("introduction", typed.Introduction, stored.Introduction),
            AnswerBy = Text("answerBy", typed.AnswerBy, stored.AnswerBy),
            Contact = seen.Contains(Mark("contact", Number(typed.Contact))) ? stored.Contact : typed.Contact,
            Points = typed.Points.ConvertAll(p => stored.Points.Find(s => s.Id == p.Id) is not { } now ? p : new PointForm
            {
                Id = p.Id,
                Title = Text($"title-{p.Id}", p.Title, now.Title),
                Pattern = Text($"pattern-{p.Id}", p.Pattern, now.Pattern),
                Proposal = Text($"proposal-{p.Id}", p.Proposal, now.Proposal),
            }),
        };
    }

    private static IEnumerable<(string Name, string? Value)> Fields(MeetingLetterForm form) =>
    [
        ("introduction", form.Introduction), ("answerBy", form.AnswerBy), ("contact", Number(form.Contact)),
        .. form.Points.SelectMany(p => new[] { ($"title-{p.Id}", p.Title), ($"pattern-{p.Id}", p.Pattern), ($"proposal-{p.Id}", p.Proposal) }),
    ];

    private static string? Number(long? id) => id?.ToString(CultureInfo.InvariantCulture);

    private static string Mark(string name, string? value) =>
        $"{name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((value ?? "").ReplaceLineEndings("\n").Trim())))[..12]}";
}
