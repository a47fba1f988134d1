using Systemfel.Data.Cases;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Tests.Meetings;

public class MergeProposalsTests
{
    private const string Late = "Beslut om försörjningsstöd dröjer i flera månader hos handläggaren";

    [Fact]
    public void IsLike_WhenTheTextsShareTheirWords_IsSo() => Assert.True(MergeProposals.IsLike(Case(2, Late), Case(1, "Besluten om försörjningsstöd dröjer flera månader")));

    [Fact]
    public void IsLike_WhenTheTextsAreAboutOtherThings_IsNot() => Assert.False(MergeProposals.IsLike(Case(2, Late), Case(1, "Telefonen till vårdcentralen är stängd")));

    [Fact]
    public void IsLike_WhenTheOtherIsOfAnotherSubArea_IsNot() => Assert.False(MergeProposals.IsLike(Case(2, Late), Case(1, Late, subArea: 8)));

    [Fact]
    public void IsLike_WhenTheOtherIsOfAnotherAuthority_IsNot() => Assert.False(MergeProposals.IsLike(Case(2, Late), Case(1, Late, authority: 4)));

    [Fact]
    public void IsLike_WhenTheOtherCameLater_IsNot() => Assert.False(MergeProposals.IsLike(Case(1, Late), Case(2, Late)));

    [Fact]
    public void IsLike_WhenTheOtherIsMasked_IsNot()
    {
        var masked = Case(1, Late);
        masked.MaskedAt = DateTimeOffset.UnixEpoch;

        Assert.False(MergeProposals.IsLike(Case(2, Late), masked));
    }

    [Fact]
    public void IsLike_WhenTheOtherIsAnExample_IsNot()
    {
        var example = Case(1, Late);
        example.IsExample = true;

        Assert.False(MergeProposals.IsLike(Case(2, Late), example));
    }

    [Fact]
    public void Likeness_WhenATextHasNoTellingWord_IsNone() => Assert.Equal(0, SearchWords.Likeness("och att det", Late));

    private static Deficiency Case(long id, string text, long authority = 3, long? subArea = null) => new()
    {
        Id = id,
        Title = text,
        Addressees = { new Addressee { AuthorityId = authority, SubAreaId = subArea } },
    };
}
