namespace Systemfel.Web.Features.Shared.Components;

/// <summary>Which page of a list is shown, for the partial _Sidor. Url gives the address of a page (1 is the first).</summary>
public sealed record Pager(int Page, int PageSize, int Total, Func<int, string> Url)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public int First => Total == 0 ? 0 : (Page - 1) * PageSize + 1;
    public int Last => Math.Min(Total, Page * PageSize);
}
