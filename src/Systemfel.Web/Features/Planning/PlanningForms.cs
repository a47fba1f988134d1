using System.Globalization;
using Systemfel.Web.Features.Meetings;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Planning;

/// <summary>Times and months as forms send them.</summary>
public static class FormTimes
{
    private static readonly string[] Clocks = ["HH:mm", "H:mm", "HH.mm", "H.mm", "HH:mm:ss"];

    /// <returns>Null when the field is empty.</returns>
    /// <exception cref="MoveRefusedException">Something else than a time stands there.</exception>
    public static TimeOnly? Read(string? text, string input)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (TimeOnly.TryParseExact(text.Trim(), Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        throw new MoveRefusedException("Skriv tiden som timmar och minuter, till exempel 09:00.", input);
    }

    /// <returns>The month's first day; null when nothing was chosen.</returns>
    /// <exception cref="MoveRefusedException">Something else than a month stands there.</exception>
    public static DateOnly? ReadMonth(string? text, string input)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text.Trim() + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return month;
        throw new MoveRefusedException("Välj en av månaderna i listan.", input);
    }

    /// <summary>09:00, as a time field has it.</summary>
    public static string Of(TimeOnly? time) => time?.ToString("HH':'mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>2026-12, as the list of months has it.</summary>
    public static string Of(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>When and where, as typed.</summary>
public class DetailsForm
{
    public string? Time { get; set; }
    public string? Minutes { get; set; }
    public string? Place { get; set; }
    public string? Video { get; set; }

    public MeetingDetails Read() => new(FormTimes.Read(Time, "time"), FormDates.ReadNumber(Minutes, "minutes", int.MaxValue, "Skriv längden i hela minuter, till exempel 120."), Place ?? "", Video ?? "");

    public void Show(TimeOnly? startsAt, int? minutes, string place, string videoLink) =>
        (Time, Minutes, Place, Video) = (FormTimes.Of(startsAt), minutes?.ToString(CultureInfo.InvariantCulture) ?? "", place, videoLink);
}
