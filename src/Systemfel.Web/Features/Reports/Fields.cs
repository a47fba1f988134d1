namespace Systemfel.Web.Features.Reports;

/// <summary>A large text of the form with the finds of the check below it.</summary>
public sealed record TextField(string Name, string Label, string Value, int Rows, FindBox Box)
{
    public string? Help { get; init; }
    public string? Optional { get; init; }

    public string? DescribedBy(string? error)
    {
        string?[] ids = [Help is null ? null : $"{Name}-hj", error is null ? null : $"{Name}-fel", Box.Open.Count > 0 ? Box.Id + "-rub" : null];
        return string.Join(' ', ids.OfType<string>()) is { Length: > 0 } all ? all : null;
    }
}

/// <summary>A month of the form: a month picker where there is one, else text.</summary>
public sealed record MonthField(string Name, string Label, string Value);
