using System.Collections.Concurrent;
using System.Reflection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Imports;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Exporting;

/// <summary>Which columns of a row are written: all, but for those that are withheld here, with why.</summary>
internal static class ExportColumns
{
    /// <summary>By entity and property. A test asks of every column that could hold a secret whether it is decided.</summary>
    public static readonly IReadOnlyDictionary<string, string> Withheld = new Dictionary<string, string>
    {
        [Name<LetterRecipient>(nameof(LetterRecipient.Nonce))] = "proves who answers a letter",
        [Name<LetterRecipient>(nameof(LetterRecipient.TokenHash))] = "proves who answers a letter",
        [Name<Adjustment>(nameof(Adjustment.TokenHash))] = "proves who confirms minutes",
        [Name<CaseEvent>(nameof(CaseEvent.MoveKey))] = "of the form that was sent; says nothing of the case",
        [Name<Deficiency>(nameof(Deficiency.AcceptedFinds))] = "hashes of words that were asked about; whoever has one can try names against it",
        [Name<Decision>(nameof(Decision.BeforeJson))] = "how a decision is undone; the events say what happened",
        [Name<OutboxItem>(nameof(OutboxItem.UniqueKey))] = "keeps a mail from being queued twice; says nothing of it",
        [Name<MailMessage>(nameof(MailMessage.Raw))] = "a file of its own: mails/ID.eml",
        [Name<Attachment>(nameof(Attachment.Content))] = "a file of its own: attachments/",
        [Name<YearFile>(nameof(YearFile.Content))] = "a file of its own: year-files/",
        [Name<Import>(nameof(Import.Content))] = "the file as it came may hold what no case may",
        [Name<Import>(nameof(Import.MappingJson))] = "says over words of the file, which may be what no case may hold",
        [Name<Import>(nameof(Import.AnswersJson))] = "answers to questions about the file's rows; the cases say what came of them",
    };

    /// <summary>Of accounts only these: the rest signs in.</summary>
    public static readonly IReadOnlyList<string> OfAccounts =
        [nameof(Account.Id), nameof(Account.DisplayName), nameof(Account.Email), nameof(Account.DisabledAt), nameof(Account.MunicipalityId)];

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> Written = new();

    /// <summary>The columns that are written, in the order in which they are declared.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type entity) => Written.GetOrAdd(entity, type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => IsColumn(p.PropertyType) && !Withheld.ContainsKey($"{type.Name}.{p.Name}")
            && (type != typeof(Account) || OfAccounts.Contains(p.Name))),
    ]);

    private static bool IsColumn(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || plain == typeof(string) || plain == typeof(byte[]) || plain == typeof(Guid)
            || plain == typeof(DateOnly) || plain == typeof(TimeOnly) || plain == typeof(DateTimeOffset);
    }

    private static string Name<T>(string property) => $"{typeof(T).Name}.{property}";
}
