using Planted.Domain.Unused;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class UnusedTypeTests
{
    [Fact]
    public void PrivateTypes_OfEveryProject_AreUsed() => UnusedTypeRule.Violations(ThisCode.TypesOf(ThisCode.Projects())).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(ForgetsAClass))]
    [InlineData(typeof(ForgetsWhatUsesItself))]
    public void Violations_PrivateTypeIsUsedByNone_IsNamed(Type planted) =>
        UnusedTypeRule.Violations([planted]).ShouldHaveSingleItem().ShouldStartWith($"{planted.FullName}+Forgotten is private");

    [Theory]
    [InlineData(typeof(MakesAClass))]
    [InlineData(typeof(MakesAClassWhileItWaits))]
    [InlineData(typeof(SharesAClassBetweenNested))]
    public void Violations_PrivateTypeIsUsed_None(Type planted) => UnusedTypeRule.Violations([planted]).ShouldBeEmpty();
}
