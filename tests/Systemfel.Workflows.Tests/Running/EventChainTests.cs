using FsCheck;
using FsCheck.Fluent;
using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Running;

public class EventChainTests
{
    private const int Length = 8;

    public enum Tampering { Time, Actor, Kind, Data, Salt, Commitment, PreviousHash, Hash, Number, Delete, Duplicate, Swap, ForgedText, EraseTextOnly }

    [Fact]
    public void FirstBreak_WhenNothingWasTouched_IsNone()
    {
        var (events, head) = Chain();

        Assert.Null(EventChain.FirstBreak(events, head));
    }

    [Fact]
    public void FirstBreak_WhenOrderIsAnother_StillReadsByNumber()
    {
        var (events, head) = Chain();

        Assert.Null(EventChain.FirstBreak(events.AsEnumerable().Reverse(), head));
    }

    [Fact]
    public void FirstBreak_WhenAnyOfAThousandTamperings_FindsIt()
    {
        var tamperings =
            from what in Gen.Elements(Enum.GetValues<Tampering>())
            from at in Gen.Choose(0, Length - 1)
            from bit in Gen.Choose(0, 127)
            select (what, at, bit);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(tamperings.ToArbitrary(), t =>
        {
            var (events, head) = Chain();
            Tamper(events, t.what, t.at, t.bit);
            return EventChain.FirstBreak(events, head) != null;
        }));
    }

    [Fact]
    public void FirstBreak_WhenOneTextIsChanged_NamesThatEvent()
    {
        var (events, head) = Chain();
        events[4].Data += " ";

        Assert.Equal(5, EventChain.FirstBreak(events, head));
    }

    [Fact]
    public void FirstBreak_WhenAnEventIsWrittenAnewAsAWhole_NamesTheNext()
    {
        var (events, head) = Chain();
        var forger = new Deficiency { ChainLength = 3, ChainHead = events[2].Hash };
        events[3] = EventChain.Append(forger, "classified", new { level = "forged" }, null, Actor.System, events[3].At, null);

        Assert.Equal(5, EventChain.FirstBreak(events, head));
    }

    [Fact]
    public void FirstBreak_WhenTheLastEventIsCutOff_NamesIt()
    {
        var (events, head) = Chain();
        events.RemoveAt(Length - 1);

        Assert.Equal(Length, EventChain.FirstBreak(events, head));
    }

    [Fact]
    public void FirstBreak_WhenTextAndSaltAreErased_IsNone()
    {
        var (events, head) = Chain();
        foreach (var e in events) (e.Data, e.Salt) = (null, null);

        Assert.Null(EventChain.FirstBreak(events, head));
    }

    [Fact]
    public void Append_WhenTheSameWordsAreSaidTwice_CommitsToThemDifferently()
    {
        var (events, _) = Chain();

        Assert.Equal(Length, events.Select(e => Convert.ToHexString(e.Commitment)).Distinct().Count());
    }

    private static (List<CaseEvent> Events, byte[] Head) Chain()
    {
        var world = new TestWorld();
        var c = world.InReview();
        while (c.Case.Events.Count < Length)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            c.Do(new Classify(Level.Local));
        }
        return (c.Case.Events, c.Case.ChainHead);
    }

    private static void Tamper(List<CaseEvent> events, Tampering what, int at, int bit)
    {
        var e = events[at];
        switch (what)
        {
            case Tampering.Time: e.At = e.At.AddTicks(1L << (bit % 40)); break;
            case Tampering.Actor: e.ActorId = (e.ActorId ?? 0) + 1 + bit; break;
            case Tampering.Kind: e.Kind += (char)('a' + bit % 26); break;
            case Tampering.Data: e.Data = e.Data!.Insert(bit % e.Data.Length, "x"); break;
            case Tampering.Salt: e.Salt = Flipped(e.Salt!, bit); break;
            case Tampering.Commitment: e.Commitment = Flipped(e.Commitment, bit); break;
            case Tampering.PreviousHash: e.PreviousHash = e.PreviousHash.Length == 0 ? [1] : Flipped(e.PreviousHash, bit); break;
            case Tampering.Hash: e.Hash = Flipped(e.Hash, bit); break;
            case Tampering.Number: e.Seq += Length + bit; break;
            case Tampering.Delete: events.RemoveAt(at); break;
            case Tampering.Duplicate: events.Insert(at, e); break;
            case Tampering.Swap:
                var other = events[(at + 1) % Length];
                (e.Seq, other.Seq) = (other.Seq, e.Seq);
                break;
            case Tampering.ForgedText:
                // Written with a commitment of its own, as someone would who knows how it is made.
                e.Data = "{\"forged\":1}";
                e.Commitment = System.Security.Cryptography.SHA256.HashData([.. e.Salt!, .. System.Text.Encoding.UTF8.GetBytes(e.Data)]);
                break;
            case Tampering.EraseTextOnly: e.Data = null; break;
        }
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var copy = (byte[])bytes.Clone();
        copy[bit / 8 % copy.Length] ^= (byte)(1 << bit % 8);
        return copy;
    }
}
