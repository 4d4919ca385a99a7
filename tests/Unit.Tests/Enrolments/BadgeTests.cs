using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

public sealed class BadgeTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private static readonly ProgrammeDefinition Programme = SmallProgramme.Read(SmallProgramme.Text.Replace(
        "activities:\n",
        """
          - { key: here, title: Toujours là, text: Bravo., when: lapses >= 1 }
          - { key: light, title: Peu, text: Bravo., when: cigarettesPerDay < 10 }
        activities:

        """.ReplaceLineEndings("\n"),
        StringComparison.Ordinal));

    [Fact]
    public void Newly_ConditionHolds_GivesTheBadgeFromThatDay()
    {
        var journey = PlannerTests.Quitting(after: 0).Completed("day-zero", Monday);
        Newly(journey, -1).ShouldBeEmpty();
        Newly(journey, 0).ShouldBe(["first"]);
        Newly(journey.Lapsed(new Lapse(Monday, 1, Monday)), 1).ShouldBe(["first", "here"]);
    }

    [Fact]
    public void Newly_GivenBefore_IsNotGivenAgain()
    {
        var journey = PlannerTests.Quitting(after: 0).Completed("day-zero", Monday).Lapsed(new Lapse(Monday, 1, Monday));
        Newly(journey, 1, "first").ShouldBe(["here"]);
        Newly(journey, 1, "here", "first", "from-an-older-version").ShouldBeEmpty();
    }

    [Fact]
    public void Newly_QuestionSkipped_GivesNothing()
    {
        var journey = PlannerTests.Quitting(after: 0);
        Newly(journey, 1).ShouldBeEmpty();
        Newly(journey with { Profile = journey.Profile.Add("cigarettesPerDay", new Answer(Number: 5)) }, 1).ShouldBe(["light"]);
    }

    private static IEnumerable<string> Newly(Journey journey, int day, params string[] given) =>
        Badges.Newly(Programme, journey, Monday.AddDays(day), given).Select(badge => badge.Key);
}
