using Microsoft.AspNetCore.Identity;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Search;
using Systemfel.Data.Watching;
using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Exporting;

/// <summary>Tables that no organisation takes with it, and why. A test compares them with the schema: a new table is exported or stands here.</summary>
internal static class LeftOut
{
    public static IReadOnlyDictionary<Type, string> Tables { get; } = new Dictionary<Type, string>
    {
        [typeof(SealedText)] = "masked originals: only the registrator reads them, where each reading is noted",
        [typeof(Draft)] = "reports that are being written: their author's alone until they are submitted",
        [typeof(Session)] = "who is signed in",
        [typeof(ProtectionKey)] = "keys of this installation",
        [typeof(PersonalKey)] = "keys of accounts",
        [typeof(IdentityUserClaim<long>)] = "how accounts sign in",
        [typeof(IdentityUserLogin<long>)] = "how accounts sign in",
        [typeof(IdentityUserToken<long>)] = "how accounts sign in",
        [typeof(Watch)] = "what somebody wants to be told of: a setting of their own",
        [typeof(SavedView)] = "what somebody often asks the register: a setting of their own",
        [typeof(RegisterEntry)] = "made from the cases, for searching",
        [typeof(Mailbox)] = "how fetching goes on this installation",
        [typeof(JobRun)] = "of this installation",
        [typeof(Setting)] = "of this installation",
        [typeof(AccessLog)] = "who read and fetched what, of the whole installation: kept by whoever runs it",
        [typeof(CountyYear)] = "the County Administrative Board's",
        [typeof(CountyService)] = "the County Administrative Board's",
    };
}
