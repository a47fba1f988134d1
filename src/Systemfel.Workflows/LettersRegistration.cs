using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows;

/// <summary>How letters leave and answers come in.</summary>
public sealed record LetterOptions
{
    /// <summary>'Mail:Smtp'; null when none is set.</summary>
    public MailServerOptions? Smtp { get; init; }

    /// <summary>'Mail:Imap' and 'Mail:Mailboxes': where answers are fetched from.</summary>
    public IReadOnlyList<MailboxOptions> Mailboxes { get; init; } = [];

    /// <summary>'Mail:MostPerHour': how many mails one recipient gets in an hour; more of them wait.</summary>
    public int MostPerRecipientAndHour { get; init; } = 20;

    /// <summary>'Scan:Clamd'; null when attachments are not looked through.</summary>
    public IAttachmentScanner? Scanner { get; init; }

    /// <summary>Development: without a server, mail goes to the demo mailbox and nowhere else.</summary>
    public bool IsDevelopment { get; init; }
}

/// <summary>Registers letters, the outbox, incoming mail, the reply page and reminders.</summary>
public static class LettersRegistration
{
    /// <summary>Needs <c>AddSystemfelWorkflows</c>.</summary>
    public static IServiceCollection AddSystemfelLetters(this IServiceCollection services, LetterOptions letters)
    {
        services.AddSingleton(letters);
        if (letters.Scanner is { } scanner) services.AddSingleton(scanner);
        services.AddSingleton(p => new ReplyTokens(p.GetRequiredService<WorkflowOptions>()));
        services.AddSingleton<IMailTransport>(_ => letters switch
        {
            { Smtp: { } server } => new SmtpTransport(server),
            { IsDevelopment: true } => new DemoMailTransport(),
            _ => new NoMailTransport(),
        });
        services.AddScoped(p => new CaseRecorder(Db(p), Calendar(p), p.GetRequiredService<RouteCache>(), Options(p)));
        services.AddScoped(p => new LetterMatching(Db(p), Calendar(p)));
        services.AddScoped(p => new LetterGuesses(Db(p), Tokens(p)));
        services.AddScoped(p => new EffectLinks(Tokens(p), Calendar(p)));
        services.AddScoped(p => new EffectAnswering(p.GetRequiredService<SystemfelReader>(), p.GetRequiredService<CaseMoves>(), p.GetRequiredService<EffectLinks>()));
        services.AddScoped(p => new OutboxRendering(Tokens(p), p.GetRequiredService<EffectLinks>(), Options(p)));
        services.AddScoped(p => new MailFence(Db(p), Options(p)));
        services.AddScoped(p => new LetterService(Db(p), Recorder(p), p.GetRequiredService<RouteCache>(), Check(p), Tokens(p), Options(p)));
        services.AddScoped(p => new MeetingLetters(Db(p), p.GetRequiredService<LetterService>()));
        services.AddScoped(p => new ContactService(Db(p), Calendar(p)));
        services.AddScoped(p => new MailTextService(Db(p), Calendar(p), Check(p), Options(p)));
        services.AddScoped(p => new OutboxSender(
            Db(p), Recorder(p), p.GetRequiredService<OutboxRendering>(), p.GetRequiredService<IMailTransport>(), p.GetRequiredService<MailFence>(), letters,
            p.GetRequiredService<InvitationMail>(), p.GetRequiredService<MinutesMail>()));
        services.AddMeetingPlanning();
        services.AddScoped(p => new OutboxResend(Db(p), Recorder(p), Tokens(p), Options(p)));
        services.AddScoped(p => new MailIngest(
            Db(p), Recorder(p), p.GetRequiredService<LetterMatching>(), p.GetRequiredService<LetterGuesses>(), Own(p), Options(p),
            new CalendarAnswers(Db(p), p.GetRequiredService<MeetingCalendar>(), Calendar(p))));
        services.AddSingleton<FetchTurns>();
        services.AddScoped(p => new MailboxStatus(Db(p), Calendar(p), p.GetRequiredService<FetchTurns>()));
        services.AddScoped(p => new MailboxFetch(p.GetRequiredService<MailIngest>(), p.GetRequiredService<MailboxStatus>()));
        services.AddScoped(p => new MailFetcher(p.GetRequiredService<MailboxStatus>(), p.GetRequiredService<MailboxFetch>(),
            p.GetRequiredService<FetchTurns>(), p.GetRequiredService<MailFence>(), p.GetRequiredService<MailIngest>(), letters));
        services.AddScoped(p => new MailboxOwners(p.GetRequiredService<MailboxStatus>(), letters));
        services.AddScoped(p => new MailFiling(Db(p), Recorder(p), Own(p)));
        services.AddScoped(p => new AttachmentScanning(Db(p), Calendar(p), p.GetService<IAttachmentScanner>()));
        services.AddScoped(p => new AnswerService(Db(p), Recorder(p), p.GetRequiredService<CaseMoves>(), Own(p)));
        services.AddScoped(p => new OwnWordsReader(p.GetRequiredService<SystemfelReader>(), Check(p), Options(p)));
        services.AddScoped(p => new ReplyPageService(
            Db(p), Recorder(p), p.GetRequiredService<LetterMatching>(), p.GetRequiredService<OutboxRendering>(), Check(p)));
        services.AddScoped(p => new ReminderService(
            Db(p), Recorder(p), new ChairMail(Db(p), Options(p)), new OmbudMail(Db(p), Calendar(p), p.GetRequiredService<RouteCache>(), Options(p)),
            new YearReminders(Db(p), Calendar(p), Options(p)), new WatchDigest(Db(p), Calendar(p), Options(p)),
            new ViewDigest(Db(p), p.GetRequiredService<SystemfelReader>(), p.GetRequiredService<RegisterIndex>(), Calendar(p), Options(p)), Check(p)));
        services.AddScoped(p => new WatchService(Db(p), Calendar(p)));
        services.AddScoped(p => new ViewService(Db(p), Calendar(p), Check(p)));
        services.AddScoped(p => new DemoMailbox(Db(p), p.GetRequiredService<OutboxRendering>(), p.GetRequiredService<MailIngest>(), p.GetRequiredService<MinutesMail>(), Calendar(p)));
        services.AddScoped(p => new DemoPost(
            Db(p), Calendar(p), p.GetRequiredService<RouteCache>(), Tokens(p), p.GetRequiredService<MailIngest>(), p.GetRequiredService<DemoMailbox>(), Options(p)));
        return services;
    }

    private static SystemfelDb Db(IServiceProvider p) => p.GetRequiredService<SystemfelDb>();

    private static CaseRecorder Recorder(IServiceProvider p) => p.GetRequiredService<CaseRecorder>();

    private static SwedishCalendar Calendar(IServiceProvider p) => p.GetRequiredService<SwedishCalendar>();

    private static ReplyTokens Tokens(IServiceProvider p) => p.GetRequiredService<ReplyTokens>();

    private static TextCheck Check(IServiceProvider p) => p.GetRequiredService<TextCheck>();

    private static OwnWordsReader Own(IServiceProvider p) => new(Db(p), Check(p), Options(p));

    private static WorkflowOptions Options(IServiceProvider p) => p.GetRequiredService<WorkflowOptions>();
}
