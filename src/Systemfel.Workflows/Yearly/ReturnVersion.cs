using System.Text;
using System.Text.Json;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Yearly;

/// <summary>Names what stands in a section as somebody saw it, so that its form can tell whether it has been rewritten since; other sections do not change it.</summary>
public static class ReturnVersion
{
    /// <summary>Of a section.</summary>
    public static string Of(ReturnSection section, ReturnValues values) => NotesVersion.OfNote(JsonSerializer.Serialize(values.Of(section)));

    /// <summary>Of a text.</summary>
    public static string OfText(string text) => NotesVersion.OfNote(text);
}

/// <summary>Someone else has written the same section of a return since the page was opened. Nothing was stored; both are shown.</summary>
/// <param name="current">How it reads now.</param>
public sealed class StaleReturnException(ReturnValues current) : StaleMoveException(
    "Någon annan har hunnit före. Avsnittet har ändrats sedan du öppnade sidan, så det du skrev är inte sparat. Läs vad som står nu, ändra det som ska ändras och spara igen.")
{
    /// <summary>How it reads now.</summary>
    public ReturnValues Current { get; } = current;
}
