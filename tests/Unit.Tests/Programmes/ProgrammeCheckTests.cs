using System.Text.RegularExpressions;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Infrastructure.Content;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

public sealed class ProgrammeCheckTests
{
    [Fact]
    public void FindFaults_GoodProgramme_FindsNone() => ProgrammeCheck.FindFaults(SmallProgramme.Read(), SmallProgramme.Known).ShouldBeEmpty();

    [Theory]
    [InlineData("key: coffee,", "key: daily,", "The key 'daily' is already taken")]
    [InlineData(
        "sources: [us], status: draft, goals: [quit], from: quit-date, days: 0,",
        "sources: [them], status: draft, goals: [quit], from: quit-date, days: 0,",
        "The source 'them' is not among")]
    [InlineData("leadsTo: { callback: true }", "leadsTo: { helpLine: nobody }", "leads to 'nobody', which does not exist")]
    [InlineData("leadsTo: { callback: true }", "leadsTo: { assessment: cast }", "leads to 'cast', which does not exist")]
    [InlineData(", leadsTo: { callback: true }", "", "'human' leads nowhere")]
    [InlineData("when: triggers has coffee", "when: triggers has coffee and not triggers has coffee", "'coffee' never comes: its condition contradicts itself")]
    [InlineData("when: triggers has coffee", "when: cigarettesPerDay > 20 and cigarettesPerDay < 10", "its condition contradicts itself")]
    [InlineData("from: quit-date, days: 3,", "from: quit-date, days: 90,", "'day-three' never comes: its days lie in no phase")]
    [InlineData("goals: [quit], from: lapse", "goals: [explore], from: lapse", "'recover' never comes")]
    [InlineData("from: lapse, days: 0..2", "from: lapse, days: -3..-1", "'recover' never comes")]
    [InlineData("activitiesPerDay: 3, source: us", "activitiesPerDay: 3, source: them", "The source 'them' is not among")]
    [InlineData("text: Sans café.", "text: \"Le {quitDate}.\"", "{quitDate}, which is not known of everyone")]
    [InlineData("text: Sans café.", "text: \"Les {pregnant}.\"", "{pregnant}, which is not known of everyone")]
    [InlineData("body: Un message vous attend.", "body: Votre envie de fumer.", "cannot be shown on a locked screen")]
    [InlineData("minutes: 1, leadsTo", "minutes: 1, push: { title: Bravo, body: Sans tabac }, leadsTo", "The push of 'human' cannot be shown")]
    [InlineData("kind: exercise", "kind: quiz", "'long' asks nothing")]
    [InlineData("when: completed >= 1", "when: engaged and not engaged", "The badge 'first' can never be given")]
    [InlineData("triggers: [stress]", "triggers: [rain]", "'rain' is none of the triggers")]
    [InlineData("source: us, status: draft }\n        badges", "source: them, status: draft }\n        badges", "The source 'them' is not among")]
    [InlineData("days: 0..200, every: 1", "days: 0..12, every: 1", "is empty for somebody with the goal")]
    [InlineData("anchor: enrolment, days: 0..40", "anchor: quit-date, days: 0..40", "has no quit date that its phases could count from")]
    [InlineData(
        "goals: [quit], from: quit-date, days: 3,",
        "goals: [quit], when: goal = explore, from: quit-date, days: 3,",
        "'day-three' never comes: its condition contradicts its goals")]
    [InlineData("when: triggers has coffee", "when: goal = reduce", "'coffee' never comes: its condition contradicts its goals")]
    [InlineData("{ key: after, title", "{ key: before, title", "has another phase 'before'")]
    [InlineData("anchor: quit-date, days: 0..60", "anchor: quit-date, days: 2..60", "The phase 'after' of the goal 'Arrêter' should begin on day 0")]
    [InlineData("anchor: quit-date, days: 0..60", "anchor: quit-date, days: -3..60", "The phase 'after' of the goal 'Arrêter' should begin on day 0")]
    [InlineData("minimum: 1, maximum: 100", "minimum: 10, maximum: 5", "'cigarettesPerDay' asks for at least 10 and at most 5")]
    [InlineData("label: Quand ?,", "label: Quand ?, fewest: 2, most: 1,", "'triggers' asks for at least 2 and at most 1")]
    [InlineData("text: Rien n’est perdu.", "text: \"Le {quitDate}.\"", "'recover' says {quitDate}, which is not known of everyone")]
    [InlineData("text: Souvent.", "text: \"Le {quitDate}.\"", "'again' says {quitDate}, which is not known of everyone")]
    [InlineData(
        "text: \"Le {quitDate}.\", why: C’est le jour., sources: [us], status: draft, goals: [quit], from: quit-date, days: 0,",
        "text: \"Le {quitDate}.\", why: C’est le jour., sources: [us], status: draft, goals: [quit], from: \"phase:rebound\", days: 0,",
        "'day-zero' says {quitDate}")]
    [InlineData("key: coffee,", "key: coffee-coffee-coffee-coffee-coffee-coffee,", "has more than 40 characters")]
    [InlineData("title: Arrêter", "title: Arrêter\n            latestQuitDay: 30", "has nothing to say to whoever quits on day 30")]
    [InlineData(
        "explore:\n            title", "explore:\n            latestQuitDay: 3\n            title", "'Explorer' has nothing to say to whoever quits on day 3")]
    [InlineData(QuitDatePhases, EnrolmentPhase, "'day-three' never comes for whoever quits as late as they may, on day 60")]
    public void FindFaults_BadProgramme_TellsWhatIsWrongInBothLanguages(string good, string bad, string problem)
    {
        var told = ProgrammeCheck.FindFaults(SmallProgramme.Read(Changed(good, bad)), SmallProgramme.Known).Select(fault => fault.Problem).ToList();

        told.ShouldContain(each => each.English.Contains(problem, StringComparison.Ordinal));
        told.ShouldAllBe(each => each.French.EndsWith('.') && each.French != each.English && Regex.Count(each.French, "«") >= Regex.Count(each.English, " '"));
    }

    [Theory]
    [InlineData("title: Arrêter", "title: Arrêter\n            latestQuitDay: 12")]
    [InlineData("goals: [quit], from: quit-date, days: 0,", "goals: [quit], from: \"phase:after\", days: 0,")]
    [InlineData("when: triggers has coffee", "when: goal = quit or triggers has coffee")]
    [InlineData(
        "title: Arrêter\n            phases:\n              - " + QuitDatePhases,
        "title: Arrêter\n            latestQuitDay: 57\n            phases:\n              - " + EnrolmentPhase)]
    public void FindFaults_GoodChange_FindsNone(string good, string bad) =>
        ProgrammeCheck.FindFaults(SmallProgramme.Read(Changed(good, bad)), SmallProgramme.Known).ShouldBeEmpty();

    [Theory]
    [InlineData("anchor: quit-date, days: 0..60", "anchor: quit-date, days: 2..60")]
    [InlineData("minimum: 1, maximum: 100", "minimum: 10, maximum: 5")]
    [InlineData("key: coffee,", "key: coffee-coffee-coffee-coffee-coffee-coffee,")]
    public void FindFaults_OfAPart_NamesItsLine(string good, string bad)
    {
        var text = Changed(good, bad);
        ProgrammeCheck.FindFaults(SmallProgramme.Read(text), SmallProgramme.Known).ShouldContain(fault => fault.Line == LineOf(text, bad));
    }

    [Fact]
    public void FindFaults_DaysThatOnlyAHiddenInstrumentFills_TellsTheDay()
    {
        var programme = SmallProgramme.Read(Changed("minutes: 1, priority: 20 }", "minutes: 1, priority: 20, leadsTo: { assessment: ftnd } }"));
        ProgrammeCheck.FindFaults(programme, SmallProgramme.Known).ShouldBeEmpty();
        ProgrammeCheck.FindFaults(programme, SmallProgramme.Known with { Restricted = ["ftnd"] }).Select(fault => fault.Problem.English)
            .ShouldContain(told => told.StartsWith("Where instruments without a cleared licence are hidden: Day 0 is empty", StringComparison.Ordinal));
        programme.Without(["ftnd"]).FindActivity("daily").ShouldBeNull();
        programme.Without(["hsi"]).FindActivity("daily").ShouldNotBeNull();
    }

    [Fact]
    public void FindFaults_NothingLeftForWhoeverComesBackToTheirGoal_TellsTheDay()
    {
        var text = Changed("from: enrolment, days: 0..200, every: 1", "goals: [quit], from: enrolment, days: 0..200, every: 1")
            + string.Concat(Enumerable.Range(0, 41).Select(day =>
                $"\n  - {{ key: explore-{day}, kind: tip, title: Un, text: Un., why: Un., sources: [], status: draft, goals: [explore], "
                + $"from: enrolment, days: {day}, minutes: 1 }}"));
        ProgrammeCheck.FindFaults(SmallProgramme.Read(text), SmallProgramme.Known).Select(fault => fault.Problem.English)
            .ShouldHaveSingleItem().ShouldMatch("Day 40 is empty.*'Explorer'.*turns to 'Arrêter' on day 10 and back on day 40");
    }

    [Fact]
    public void FindFaults_OfAnActivity_NamesItsLine()
    {
        var text = Changed(", leadsTo: { callback: true }", "");
        ProgrammeCheck.FindFaults(SmallProgramme.Read(text), SmallProgramme.Known).ShouldHaveSingleItem().Line.ShouldBe(LineOf(text, "key: human"));
    }

    [Theory]
    [InlineData("version: 1", "version: 0", "A whole number from 1")]
    [InlineData("slug: small", "slug: tall", "The slug is not the name of the file")]
    [InlineData("title: Petit", "title: Petit\ncolour: red", "'colour'")]
    [InlineData("when: triggers has coffee", "when: triggers has tea", "'tea' is none of the words")]
    [InlineData("from: lapse", "from: yesterday", "One of these was expected")]
    [InlineData("days: 0..20,", "days: 20..0,", "A day or two were expected")]
    [InlineData("after: 20 minutes", "after: soon", "A duration was expected")]
    [InlineData("pregnant: { type: flag", "lapses: { type: flag", "The engine knows 'lapses' by itself")]
    [InlineData("kind: exercise", "kind: sermon", "One of these was expected")]
    public void Read_WhatIsNoProgramme_NamesTheLineAndTheReason(string good, string bad, string problem)
    {
        var text = Changed(good, bad);
        var refused = Should.Throw<ContentException>(() => SmallProgramme.Read(text));
        refused.Message.ShouldContain(problem);
        refused.Problem.French.ShouldNotBe(refused.Problem.English);
        refused.Line.ShouldBe(LineOf(text, bad.Split('\n')[^1]));
    }

    private const string QuitDatePhases =
        "{ key: before, title: Avant, anchor: quit-date, days: -20..-1 }\n              - { key: after, title: Après, anchor: quit-date, days: 0..60 }";

    private const string EnrolmentPhase = "{ key: all, title: Tout, anchor: enrolment, days: 0..60 }";

    private static int LineOf(string text, string part) => text.Split('\n').TakeWhile(line => !line.Contains(part, StringComparison.Ordinal)).Count() + 1;

    private static string Changed(string good, string bad)
    {
        var text = SmallProgramme.Text.ReplaceLineEndings("\n");
        text.ShouldContain(good = good.Replace("\n        ", "\n", StringComparison.Ordinal));
        return text.Replace(good, bad.Replace("\n        ", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
