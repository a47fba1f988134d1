using Systemfel.Browser.Tests.Journey;
using Systemfel.Browser.Tests.Pages;

[assembly: TestCollectionOrderer("Systemfel.Browser.Tests.RunOrder", "Systemfel.Browser.Tests")]

namespace Systemfel.Browser.Tests;

public sealed class RunOrder() : Testing.LongestFirst($".{nameof(PageTests)}", $".{nameof(JourneyTests)}", $".{nameof(PresetTests)}", $".{nameof(KeyboardMeetingTests)}");
