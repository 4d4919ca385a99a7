using Planted.Domain.Trees;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class DomainTests
{
    [Fact]
    public void Domain_Always_ChangesThroughItsMethodsAlone()
    {
        var types = ThisCode.TypesOf("Domain");

        types.ShouldContain(type => type.Name == "CallbackRequest", "the aggregates were not found");
        DomainRules.Violations(types).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(SettableTree), "Colour has a public setter")]
    [InlineData(typeof(InitTree), "Colour has a public setter")]
    [InlineData(typeof(MutableLeaf), "Veins has a public setter")]
    [InlineData(typeof(OpenTree), "seal it")]
    [InlineData(typeof(ConstructedTree), "has a public constructor")]
    [InlineData(typeof(UntypedTree), "has no typed id")]
    public void Violations_TypeBreaksARule_SaysWhich(Type planted, string expected) =>
        DomainRules.Violations([planted]).ShouldHaveSingleItem().ShouldContain(expected);

    [Theory]
    [InlineData(typeof(GoodTree))]
    [InlineData(typeof(GoodLeaf))]
    [InlineData(typeof(TreeId))]
    public void Violations_TypeKeepsTheRules_None(Type planted) => DomainRules.Violations([planted]).ShouldBeEmpty();
}
