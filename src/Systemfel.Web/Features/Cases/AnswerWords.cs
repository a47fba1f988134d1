using Systemfel.Data.Cases;
using Systemfel.Data.Letters;

namespace Systemfel.Web.Features.Cases;

/// <summary>What answers are called on screen.</summary>
public static class AnswerWords
{
    /// <summary>As choices in a form, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<(AnswerKind Kind, string Label, string Help)> Kinds =
    [
        (AnswerKind.Received, "Tagit emot och fört vidare", "Väntar fortfarande på svar."),
        (AnswerKind.Changed, "Har ändrat", "Ombuden får frågan om det märks."),
        (AnswerKind.Planned, "Planerar en ändring", "Ange när den väntas vara klar."),
        (AnswerKind.NoChange, "Gör ingen ändring", "Gruppen får bedöma svaret."),
        (AnswerKind.MoreTime, "Behöver mer tid", "Ange ny sista svarsdag."),
        (AnswerKind.SomeoneElse, "Hör till någon annan", "Ange vem."),
        (AnswerKind.Question, "Har en fråga till oss", "PO-teamet svarar."),
    ];

    public static readonly IReadOnlyList<(AnswerSource Source, string Label)> Sources =
    [
        (AnswerSource.Phone, "Telefon"), (AnswerSource.Meeting, "Möte"), (AnswerSource.Mail, "E-post"), (AnswerSource.Paper, "Brev på papper"), (AnswerSource.Page, "Svarssidan"),
    ];

    public static readonly IReadOnlyList<(EffectAnswer Answer, string Label)> Effects =
    [
        (EffectAnswer.Noticed, "Märks"), (EffectAnswer.Partly, "Märks delvis"), (EffectAnswer.NoDifference, "Ingen skillnad"), (EffectAnswer.NotYet, "Vet inte än"),
    ];

    /// <summary>As an event in the timeline.</summary>
    public static string Sentence(AnswerKind kind) => kind switch
    {
        AnswerKind.Received => "Myndigheten har tagit emot frågan och fört den vidare.",
        AnswerKind.Changed => "Myndigheten svarade att den har ändrat.",
        AnswerKind.Planned => "Myndigheten svarade att den planerar en ändring.",
        AnswerKind.NoChange => "Myndigheten svarade att den inte gör någon ändring.",
        AnswerKind.MoreTime => "Myndigheten behöver mer tid.",
        AnswerKind.SomeoneElse => "Myndigheten svarade att frågan hör till någon annan.",
        AnswerKind.Question => "Myndigheten har en fråga.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Source(AnswerSource source) => source switch
    {
        AnswerSource.Mail => "med e-post",
        AnswerSource.Page => "på svarssidan",
        AnswerSource.Phone => "på telefon",
        AnswerSource.Meeting => "på möte",
        AnswerSource.Paper => "med brev på papper",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    public static string Effect(EffectAnswer answer) => Effects.First(e => e.Answer == answer).Label;
}
