namespace Systemfel.Web.Features.Lists;

public enum ListFormat { Csv, Xlsx }

public static class ListFormats
{
    /// <summary>By the end of an address: each list has one address for each format.</summary>
    public static ListFormat Of(string path) => path.EndsWith(".xlsx", StringComparison.Ordinal) ? ListFormat.Xlsx : ListFormat.Csv;

    /// <summary>The ending of the file's name.</summary>
    public static string Ending(this ListFormat format) => format == ListFormat.Xlsx ? "xlsx" : "csv";

    public static string ContentType(this ListFormat format) =>
        format == ListFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
}
