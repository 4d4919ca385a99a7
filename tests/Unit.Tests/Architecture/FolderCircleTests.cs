using Planted.Circles;
using Planted.Circles.Parents;
using Planted.Circles.Parents.Children;
using Planted.Circles.Roots;
using Planted.Circles.Waits;
using Planted.Circles.Ways;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class FolderCircleTests
{
    public static TheoryData<string> Projects => [.. ThisCode.Projects()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfEveryProject_UseEachOtherOneWayOnly(string project)
    {
        var types = ThisCode.TypesOf(project);

        types.Select(type => type.Namespace).Distinct().Count().ShouldBeGreaterThan(1, "the folders were not found");
        FolderCircles.Violations(types).ShouldBeEmpty();
    }

    [Fact]
    public void Projects_OfTheSourceTree_AreFound() => ThisCode.Projects().ShouldBe(ThisCode.Layers, ignoreOrder: true);

    [Theory]
    [InlineData(typeof(WaitsForAWay), typeof(EndsInAWait))]
    [InlineData(typeof(WaitsForAWay), typeof(IsMarkedWithAWait))]
    [InlineData(typeof(WaitsForAWay), typeof(HoldsAWaitAsArgument))]
    [InlineData(typeof(WaitsForAWay), typeof(NamesAWaitInALambda))]
    [InlineData(typeof(WaitsForAWay), typeof(IteratesOverWaits))]
    [InlineData(typeof(WaitsForAWay), typeof(MarksAParameter))]
    [InlineData(typeof(WaitsForAWay), typeof(ConstrainsAMethod))]
    [InlineData(typeof(HasAChild), typeof(KnowsItsParent))]
    public void Violations_TwoFoldersUseEachOther_NamesThemAndTheTypes(Type one, Type other)
    {
        var violation = FolderCircles.Violations([one, other]).ShouldHaveSingleItem();

        violation.ShouldContain($"{one.Namespace} uses {other.Namespace} ({one.Name} names {other.Name})");
        violation.ShouldContain($"{other.Namespace} uses {one.Namespace} ({other.Name} names {one.Name})");
    }

    [Theory]
    [InlineData(typeof(CatchesAFault), typeof(WaitFault))]
    [InlineData(typeof(PassesAKind), typeof(WaitKind))]
    public void Violations_UseIsEasilyMissed_ClosesTheCircle(Type user, Type used) =>
        FolderCircles.Violations([user, used, typeof(WaitsForAWay)]).ShouldHaveSingleItem()
            .ShouldContain($"{user.Namespace} uses {used.Namespace} ({user.Name} names {used.Name})");

    [Fact]
    public void Violations_CircleOfThreeBesideOneOfTwo_NamesTheShorter() =>
        FolderCircles.Violations([typeof(WaitsForAWay), typeof(EndsInAWait), typeof(LeadsToARoot), typeof(RootThatWaits)])
            .ShouldHaveSingleItem().ShouldNotContain(nameof(RootThatWaits));

    [Fact]
    public void Violations_CircleOfThree_NamesItsThreeSteps() =>
        FolderCircles.Violations([typeof(LeadsToARoot), typeof(RootThatWaits), typeof(WaitsForAWay)]).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            violation => violation.ShouldContain($"({nameof(LeadsToARoot)} names {nameof(RootThatWaits)})"),
            violation => violation.ShouldContain($"({nameof(RootThatWaits)} names {nameof(WaitsForAWay)})"),
            violation => violation.ShouldContain($"({nameof(WaitsForAWay)} names {nameof(LeadsToARoot)})"));

    [Fact]
    public void Violations_CompositionUsesAllAndNoneUsesIt_None() =>
        FolderCircles.Violations([typeof(ComposesAll), typeof(RootThatWaits), typeof(WaitsForAWay)]).ShouldBeEmpty();
}
