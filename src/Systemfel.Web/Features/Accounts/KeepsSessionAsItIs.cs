namespace Systemfel.Web.Features.Accounts;

/// <summary>On an action that a page calls by itself: it is no use of the page, so it does not put off the end of the session.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class KeepsSessionAsItIsAttribute : Attribute;
