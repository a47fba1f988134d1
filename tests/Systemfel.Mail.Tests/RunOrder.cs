[assembly: TestCollectionOrderer("Systemfel.Mail.Tests.RunOrder", "Systemfel.Mail.Tests")]
// Most of these wait, for a server that is slow on purpose or for a process: more of them can do so at a time than there are processors.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Systemfel.Mail.Tests;

public sealed class RunOrder() : Testing.LongestFirst($".{nameof(BombTests)}", $".{nameof(ImapHostileTests)}", $".{nameof(RealServerTests)}", $".{nameof(ImapIdleTests)}", $".{nameof(ImapConversationTests)}");
