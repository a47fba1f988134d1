using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Planning;

/// <summary>What things of a series and an invitation are called on screen.</summary>
public static class PlanningWords
{
    public static readonly IReadOnlyList<(Recurrence Value, string Label)> Recurrences =
    [
        (Recurrence.Monthly, "Varje månad"), (Recurrence.MonthlyButJuly, "Varje månad utom juli"), (Recurrence.Quarterly, "Var tredje månad"),
        (Recurrence.TwiceAYear, "Två gånger om året"), (Recurrence.Yearly, "En gång om året"),
    ];

    public static readonly IReadOnlyList<(WeekOfMonth Value, string Label)> Weeks =
    [
        (WeekOfMonth.First, "Första"), (WeekOfMonth.Second, "Andra"), (WeekOfMonth.Third, "Tredje"), (WeekOfMonth.Fourth, "Fjärde"), (WeekOfMonth.Last, "Sista"),
    ];

    public static readonly IReadOnlyList<(DayOfWeek Value, string Label)> Weekdays =
    [
        (DayOfWeek.Monday, "måndagen"), (DayOfWeek.Tuesday, "tisdagen"), (DayOfWeek.Wednesday, "onsdagen"), (DayOfWeek.Thursday, "torsdagen"), (DayOfWeek.Friday, "fredagen"),
    ];

    /// <summary>'Två gånger om året, tredje torsdagen i april och oktober, kl. 09.00–11.00'.</summary>
    public static string Of(MeetingSeries series)
    {
        var often = Recurrences.First(r => r.Value == series.Recurrence).Label;
        var week = Weeks.First(w => w.Value == series.Week).Label;
        var weekday = Weekdays.First(w => w.Value == series.Weekday).Label;
        var clock = MeetingNames.Clock(series.StartsAt, series.Minutes);
        return $"{often}, {week.ToLowerInvariant()} {weekday}{Months(series)}{(clock.Length > 0 ? $", {clock}" : "")}";
    }

    public static string Of(InvitationAnswer answer) => answer switch
    {
        InvitationAnswer.Accepted => "kommer",
        InvitationAnswer.Declined => "kommer inte",
        InvitationAnswer.Tentative => "kanske",
        _ => "har inte svarat",
    };

    /// <summary>What a series' days are that a holiday moved: 'Torsdag 31 december är en helgdag, så mötet är måndag 4 januari'.</summary>
    public static string Moved(SeriesDay day) => Moved(day.Wanted, day.Date);

    public static string Moved(DateOnly wanted, DateOnly date) =>
        $"{MeetingWords.Capital(wanted.WithWeekday(date))} är en helgdag, så mötet är flyttat till {date.WithWeekday(wanted)}.";

    private static string Months(MeetingSeries series) => series.Recurrence switch
    {
        Recurrence.TwiceAYear => $" i {series.From:MMMM} och {series.From.AddMonths(6):MMMM}",
        Recurrence.Yearly => $" i {series.From:MMMM}",
        Recurrence.Quarterly => $" i {series.From:MMMM}, {series.From.AddMonths(3):MMMM}, {series.From.AddMonths(6):MMMM} och {series.From.AddMonths(9):MMMM}",
        _ => "",
    };
}
