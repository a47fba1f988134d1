using System.Globalization;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>
/// The address in the mail that asks an ombud whether it shows: the account, the day of the mail and a word that only this
/// installation can make. It opens the questions to that account and nothing else, for <see cref="Days"/> days.
/// </summary>
public sealed class EffectLinks
{
    private readonly ReplyTokens _tokens;
    private readonly SwedishCalendar _calendar;

    internal EffectLinks(ReplyTokens tokens, SwedishCalendar calendar) => (_tokens, _calendar) = (tokens, calendar);


    /// <summary>How long a link answers, in days after the mail.</summary>
    public const int Days = 90;

    private const string DayForm = "yyyyMMdd";

    /// <summary>The last part of the address: '17-20261128-WORD'.</summary>
    /// <param name="accountId">The ombud.</param>
    /// <param name="day">The day of the mail, in Sweden.</param>
    public string Of(long accountId, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{accountId}-{day.ToString(DayForm, CultureInfo.InvariantCulture)}-{_tokens.OfEffect(accountId, day)}");

    /// <summary>Whose link it is.</summary>
    /// <param name="key">The last part of an address.</param>
    /// <returns>The account; null when the text is no link of ours, or too old.</returns>
    public long? AccountOf(string? key)
    {
        if (key?.Split('-') is not [var account, var date, var word]) return null;
        if (!long.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        if (!DateOnly.TryParseExact(date, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        if (day > _calendar.Today || day.AddDays(Days) < _calendar.Today) return null;
        return _tokens.IsEffect(word, id, day) ? id : null;
    }
}
