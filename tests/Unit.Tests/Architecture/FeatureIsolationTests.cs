using Planted.Domain.Apples;
using Planted.Domain.Pears;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class FeatureIsolationTests
{
    private const string Planted = "Planted";

    [Fact]
    public void Features_OfEveryLayer_UseOnlyWhatTheListAllows()
    {
        var types = ThisCode.TypesOf(ThisCode.Layers);

        types.Select(type => FeatureIsolation.FeatureOf(ThisCode.Root, type.Namespace)).ShouldContain("Domain.HelpLines", "the features were not found");
        FeatureIsolation.Violations(ThisCode.Root, types, FeatureIsolation.ReadAllowed(ThisCode.Committed("feature-dependencies.txt"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MobileBackend.Domain.CallbackRequests.Events", "Domain.CallbackRequests")]
    [InlineData("MobileBackend.Application.HelpLines", "Application.HelpLines")]
    [InlineData("MobileBackend.Api.V2.Messages", "Api.V2.Messages")]
    [InlineData("MobileBackend.Api.Security", null)]
    [InlineData("MobileBackend.Application", null)]
    [InlineData("System.Domain.Apples", null)]
    public void FeatureOf_Namespace_IsLayerAndName(string @namespace, string? feature) =>
        FeatureIsolation.FeatureOf(ThisCode.Root, @namespace).ShouldBe(feature);

    [Fact]
    public void Violations_BodyUsesAnotherFeature_NamesBothAndTheLineToAdd() =>
        FeatureIsolation.Violations(Planted, [typeof(Pear)], []).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                violation => violation.ShouldStartWith("Planted.Domain.Pears.Pear uses Planted.Domain.Apples.Apple"),
                violation => violation.ShouldContain("Domain.Pears | Domain.Apples"));

    [Fact]
    public void Violations_UsesCommon_None() => FeatureIsolation.Violations(Planted, [typeof(Apple)], []).ShouldBeEmpty();

    [Theory]
    [InlineData("Domain.Apples")]
    [InlineData("Domain.*")]
    public void Violations_UseIsOnTheList_None(string to) =>
        FeatureIsolation.Violations(Planted, [typeof(Pear)], [new FeatureDependency("Domain.Pears", to, "planted")]).ShouldBeEmpty();

    [Fact]
    public void Violations_ListedUseIsGone_AsksToTakeItOut() =>
        FeatureIsolation.Violations(Planted, [typeof(Apple)], [new FeatureDependency("Domain.Apples", "Domain.Pears", "planted")])
            .ShouldHaveSingleItem().ShouldStartWith("Domain.Apples no longer uses Domain.Pears");
}
