using MobileBackend.Domain.Coaching.Programmes;
using MobileBackend.Infrastructure.Content;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Coaching;

public sealed class ProgrammeCheckTests
{
    [Fact]
    public void FindFaults_GoodProgramme_FindsNone() => ProgrammeCheck.FindFaults(SmallProgramme.Read(), SmallProgramme.Known).ShouldBeEmpty();

    [Theory]
    [InlineData("key: coffee,", "key: daily,", "The key 'daily' is already taken")]
    [InlineData("sources: [us], status: draft, goals: [quit], from: quit-date, days: 0,", "sources: [them], status: draft, goals: [quit], from: quit-date, days: 0,", "The source 'them' is not among")]
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
    public void FindFaults_BadProgramme_TellsWhatIsWrong(string good, string bad, string problem) =>
        ProgrammeCheck.FindFaults(SmallProgramme.Read(Changed(good, bad)), SmallProgramme.Known).Select(fault => fault.Problem)
            .ShouldContain(told => told.Contains(problem, StringComparison.Ordinal));

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
        refused.Line.ShouldBe(LineOf(text, bad.Split('\n')[^1]));
    }

    private static int LineOf(string text, string part) => text.Split('\n').TakeWhile(line => !line.Contains(part, StringComparison.Ordinal)).Count() + 1;

    private static string Changed(string good, string bad)
    {
        var text = SmallProgramme.Text.ReplaceLineEndings("\n");
        text.ShouldContain(good = good.Replace("\n        ", "\n", StringComparison.Ordinal));
        return text.Replace(good, bad.Replace("\n        ", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
