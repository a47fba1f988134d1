using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Tests.World;

/// <summary>One case in memory, moved by the runner alone; after each move it gets what the database would give: ids and events.</summary>
internal sealed class TestCase
{
    public TestCase(TestWorld world, bool isGoodExample = false)
    {
        World = world;
        Case = new Deficiency
        {
            Id = world.NextId(),
            OrganisationId = TestWorld.Org,
            Number = "SF-2026-0001",
            Year = 2026,
            Kind = isGoodExample ? DeficiencyKind.GoodExample : DeficiencyKind.Deficiency,
            AuthorId = TestWorld.Author.AccountId!.Value,
            IsDraft = true,
            Instance = new Instance(),
            Bookmarks = { new Bookmark { Id = world.NextId(), Stage = Stages.Draft, Since = world.Calendar.Now } },
        };
    }

    public TestWorld World { get; }

    /// <summary>Ids of the cases that it is linked to.</summary>
    public HashSet<long> LinkedTo { get; } = [];

    public Deficiency Case { get; }

    public Bookmark Line => Assert.Single(Case.Bookmarks);

    public Bookmark LineOf(long authorityId) => Assert.Single(Case.Bookmarks, b => b.Addressee?.AuthorityId == authorityId);

    public IReadOnlyList<string> EventKinds => [.. Case.Events.OrderBy(e => e.Seq).Select(e => e.Kind)];

    public IEnumerable<Bookmark> Open => Case.Bookmarks.Where(b => b.Stage != Stages.Closed);

    /// <summary>Makes a move; without targets it is made on all open lines, on a closed case on all.</summary>
    public MoveScope Do(Move move, Actor? actor = null, Meeting? meeting = null, IEnumerable<Bookmark>? targets = null, Deficiency? other = null, Answer? answer = null)
    {
        var lines = targets?.ToList() ?? (Open.Any() ? [.. Open] : [.. Case.Bookmarks]);
        var scope = Scope(actor ?? TestWorld.Coordinator, meeting, move.IsForWholeCase ? [] : lines, other, answer);
        Runner.Run(scope, move, World.Check);
        Settle(scope);
        return scope;
    }

    public MoveRefusedException Refuses(Move move, Actor? actor = null, Meeting? meeting = null, IEnumerable<Bookmark>? targets = null, Deficiency? other = null)
    {
        var before = Picture.Of(Case);
        var refusal = Assert.ThrowsAny<MoveRefusedException>(() => Do(move, actor, meeting, targets, other));
        Assert.Equal(before, Picture.Of(Case));
        Assert.Matches(@"^[\p{Lu}”].*[.?]$", refusal.Message);
        return refusal;
    }

    public MoveScope Scope(Actor actor, Meeting? meeting, List<Bookmark> targets, Deficiency? other = null, Answer? answer = null) =>
        new(World.Route, World.Facts, Case, actor, World.Calendar.Now)
        {
            Targets = targets,
            Meeting = meeting,
            Other = other,
            LinkedTo = LinkedTo,
            NewRoute = World.Next,
            Answer = answer,
            DraftLetters = [.. World.Letters.Where(l => l.State == LetterState.Draft)],
            SentItems = [.. World.Letters.Where(l => l.State == LetterState.Sent).SelectMany(l => l.Items).Where(i => i.DeficiencyId == Case.Id)],
        };

    /// <summary>What the store does: ids, keys from navigations, events in the chain.</summary>
    public void Settle(MoveScope scope)
    {
        LinkedTo.UnionWith(scope.NewLinks.Where(l => l.Kind == CaseLinkKind.Related).Select(l => l.To.Id));
        LinkedTo.ExceptWith(scope.EndedLinks.Where(l => l.Kind == CaseLinkKind.Related).Select(l => l.To.Id));
        foreach (var letter in scope.NewLetters)
        {
            letter.Id = World.NextId();
            World.Letters.Add(letter);
        }
        foreach (var item in World.Letters.SelectMany(l => l.Items).Where(i => i.Id == 0)) item.Id = World.NextId();
        foreach (var changed in scope.Other == null ? [Case] : new[] { Case, scope.Other }) SettleRows(changed);
        foreach (var (subject, kind, addressee, data) in scope.Events)
            subject.Events.Add(EventChain.Append(subject, kind, data, addressee, scope.Actor, scope.Now, null));
    }

    private void SettleRows(Deficiency c)
    {
        foreach (var addressee in c.Addressees)
        {
            if (addressee.Id == 0) addressee.Id = World.NextId();
            addressee.Authority ??= World.Facts.Authorities[addressee.AuthorityId];
        }
        foreach (var b in c.Bookmarks)
        {
            if (b.Id == 0) b.Id = World.NextId();
            (b.DeficiencyId, b.Deficiency) = (c.Id, c);
            b.AddresseeId = b.Addressee?.Id;
            b.LetterItemId = b.LetterItem?.Id;
            if (b.LetterItem is { BookmarkId: 0 } item) item.BookmarkId = b.Id;
        }
        foreach (var o in c.Occurrences.Where(o => o.Id == 0)) o.Id = World.NextId();
        foreach (var m in c.Measures.Where(m => m.Id == 0)) m.Id = World.NextId();
        foreach (var m in c.Measures.SelectMany(m => m.Milestones).Where(m => m.Id == 0)) m.Id = World.NextId();
        foreach (var q in c.EffectQuestions.Where(q => q.Id == 0)) q.Id = World.NextId();
    }

    public ReportText Report(params long[] authorities) => new()
    {
        Title = "Besked dröjer",
        Pattern = "Den som söker får vänta på besked i flera månader.",
        Consequence = "Hyran blir obetald.",
        Proposal = "Ge besked inom två veckor.",
        Addressees = [.. authorities.Select(a => new ReportAddressee(a, null))],
    };

    public Submit SubmitMove(params long[] authorities)
    {
        var report = Report(authorities);
        return new Submit(report, World.Check.Check(report.AllText()));
    }
}
