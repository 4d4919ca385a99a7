using System.Diagnostics;
using System.Runtime.InteropServices;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Infrastructure.Content;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

/// <summary>What staff send is read as strictly as files, and may be written by an enemy.</summary>
public sealed class ProgrammeReaderTests
{
    /// <summary>A programme as it is: what its reading takes, a hostile one may take, too, a few times over.</summary>
    private static readonly Lazy<string> Honest = new(() => File.ReadAllText(ShippedContent.PathOf("jeanne")));

    [Theory]
    [InlineData("tis")]
    [InlineData("jeanne")]
    public async Task FindFaults_OfTheFilesThemselves_FindsNone(string slug) =>
        Find(await File.ReadAllTextAsync(ShippedContent.PathOf(slug)), slug).ShouldBeEmpty();

    [Fact]
    public void FindFaults_SeveralThatDoNotDependOnEachOther_FindsAllInOrderOfLine()
    {
        var text = ProgrammeTexts.Small(2)
            .Replace("title: Bonjour, ", "", StringComparison.Ordinal)
            .Replace("{ key: breathe,", "{ key: breathe, colour: red,", StringComparison.Ordinal)
            .Replace("kind: diary", "kind: sermon", StringComparison.Ordinal)
            .Replace("minutes: 2 }", "minutes: 200 }", StringComparison.Ordinal);

        Find(text).Select(fault => fault.Line).ShouldBe(
        [
            ProgrammeTexts.LineOf(text, "body: Un message"), ProgrammeTexts.LineOf(text, "colour"),
            ProgrammeTexts.LineOf(text, "sermon"), ProgrammeTexts.LineOf(text, "minutes: 200"),
        ]);
    }

    [Theory]
    [InlineData("title: Nous", "title: &us Nous", "Anchors (&) are not taken")]
    [InlineData("title: Nous", "title: *us", "Aliases (*) are not taken")]
    [InlineData("title: Nous", "title: !!binary Nous", "Tags (!) are not taken")]
    [InlineData("introduction: Un essai.", "introduction: { <<: [a] }", "A text was expected.")]
    [InlineData("introduction: Un essai.", "introduction: Un essai.\nintroduction: Un autre.", "Duplicate key")]
    [InlineData("us: { title: Nous }", "us: { title: Nous }\n  \"us \": { title: Eux }", "The key 'us' is already taken.")]
    [InlineData("slug: tis", "slug: jeanne", "The slug is not the name of the file.")]
    [InlineData("anchor: enrolment, days: 0..41 }", "anchor: enrolment, days: 0..41 }\n---\na: b", "Exactly one document was expected.")]
    [InlineData("introduction: Un essai.", "introduction: \"Un essai.", "")]
    [InlineData("introduction: Un essai.", "introduction:\n  : Un essai.", "This is not YAML from here on.")]
    [InlineData("budget: {", "budget: { [", "")]
    public void FindFaults_InWhatIsNoPlainProgramme_TellsTheLine(string good, string bad, string problem)
    {
        var text = ProgrammeTexts.Small(2);
        text.ShouldContain(good);

        var fault = Find(text.Replace(good, bad, StringComparison.Ordinal))[0];

        fault.Problem.English.ShouldContain(problem);
        fault.Problem.French.ShouldNotBe(fault.Problem.English);
        fault.Line.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void FindFaults_GoalWithoutPhases_TellsTheLine()
    {
        var text = ProgrammeTexts.Small(2)
            .Replace("phases:\n      - { key: exploration, title: Explorer, anchor: enrolment, days: 0..41 }", "phases: []", StringComparison.Ordinal);

        Find(text).ShouldBe([new DefinitionFault(
            ProgrammeTexts.LineOf(text, "phases: []"), new LocalizedText("Un objectif a au moins une phase.", "A goal has at least one phase."))]);
    }

    [Theory]
    [InlineData("introduction: Un essai.", "introduction: ", 5_000)]
    [InlineData("text: Sans café.", "text: ", 5_000)]
    [InlineData("why: Le café.", "why: ", 500)]
    [InlineData("label: Combien ?", "label: ", 200)]
    [InlineData("required: true", "required: true, why: ", 500)]
    [InlineData("title: Respirer", "title: ", 200)]
    [InlineData("title: Version 2", "title: ", 200)]
    [InlineData("us: { title: Nous }", "us: { title: Nous }\n  them: { title: ", 500, " }")]
    [InlineData("us: { title: Nous }", "us: { title: Nous }\n  ", 64, ": { title: Eux }")]
    [InlineData("key: exploration", "key: ", 64)]
    [InlineData("helpLines: []", "helpLines: [", 64, "]")]
    [InlineData("days: 3, minutes: 2", "days: 3, minutes: 2, ask: { a: { type: choice, label: x, options: { b: ", 200, " } } }")]
    [InlineData(
        "days: 3, minutes: 2", "days: 3, minutes: 2, leadsTo: { media: { type: audio, url: \"https://a.fr\", alternative: x, transcript: ", 20_000, " } }")]
    public void FindFaults_InATextThatIsTooLong_TellsItsLineAndTheGreatestLength(string good, string before, int longest, string after = "")
    {
        var text = ProgrammeTexts.Small(2);
        text.ShouldContain(good);
        string With(int length) => text.Replace(good, $"{before}{new string('y', length)}{after}", StringComparison.Ordinal);

        var fault = Find(With(longest + 1)).ShouldHaveSingleItem();

        fault.Problem.English.ShouldBe($"This has {longest + 1} characters, and at most {longest} are taken here.");
        fault.Line.ShouldBe(ProgrammeTexts.LineOf(With(longest + 1), "yyy"));
        Find(With(longest)).ShouldNotContain(other => other.Problem.English.Contains("are taken here", StringComparison.Ordinal));
    }

    /// <summary>Each of these took minutes, gigabytes or the process itself, if it were read to the end.</summary>
    [Theory]
    [InlineData("[", 900_000)]
    [InlineData("{a: ", 200_000)]
    [InlineData("- ", 400_000)]
    [InlineData("? ", 400_000)]
    [InlineData("a: ", 300_000)]
    [InlineData("&a ", 300_000)]
    [InlineData("\"", 900_001)]
    [InlineData("\n \t", 300_000)]
    public void FindFaults_InWhatIsOnlyMeantToHurt_TakesNoLongerThanHonestOnes(string piece, int times)
    {
        ShouldTakeNoLongerThanHonestOnes(() =>
        {
            Find("slug: " + string.Concat(Enumerable.Repeat(piece, times))).ShouldNotBeEmpty();
            Find(string.Concat(Enumerable.Repeat(piece, times))).ShouldNotBeEmpty();
        });
    }

    /// <summary>Each alone is tried in a moment: of a programme full of them it is said that they are too many, and nothing more is tried.</summary>
    [Fact]
    public void FindFaults_InConditionsThatTogetherHaveTooManyCases_TellsItInNoLongerThanHonestOnesTake()
    {
        // 2 to the power of 14 cases each, of which the last alone lets it hold.
        var facts = Enumerable.Range(0, 14).Select(number => $"f{number}").ToList();
        var text = ProgrammeTexts.Small(2)
            .Replace(
                "required: true }",
                $"required: true }}{string.Concat(facts.Select(fact => $"\n  {fact}: {{ type: flag, label: x }}"))}",
                StringComparison.Ordinal)
            + string.Concat(Enumerable.Range(0, 1_900).Select(number =>
                $"\n  - {{ key: a{number}, kind: tip, title: x, text: x, why: x, sources: [], status: draft, from: enrolment, days: 3, minutes: 2, "
                + $"when: not {string.Join(" and not ", facts)} }}"));

        ShouldTakeNoLongerThanHonestOnes(
            () => Find(text).ShouldHaveSingleItem().Problem.English.ShouldStartWith("The conditions ask about too much at once"));
    }

    [Fact]
    public void FindFaults_ThatNobodyWaitsForAnyMore_Ends()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Should.Throw<OperationCanceledException>(() => ShippedContent.Reader.FindFaults("tis", ProgrammeTexts.Small(2), gone.Token));
    }

    /// <summary>Some of these took a core for a minute, and each of them is more than anybody writes.</summary>
    [Theory]
    [InlineData("us: { title: Nous }", "", "\n  a{0}: { title: x }", "")]
    [InlineData("required: true }", "", "\n  a{0}: { type: flag, label: x }", "")]
    [InlineData("required: true }", "\n  b: { type: choice, label: x, options: {", "a{0}: x, ", "} }")]
    [InlineData("helpLines: [", "", "a{0}, ", "")]
    [InlineData("days: 0..41 }", "", "\n      - { key: a{0}, title: x, anchor: enrolment, days: {0} }", "")]
    [InlineData("lightMinutes: 3", ", windows: [", "{ days: 0, activitiesPerDay: 2, source: us }, ", "]")]
    [InlineData("body: Un message vous attend. }", "", "\n  - { title: x, body: x }", "")]
    [InlineData("sources: [us], status: draft }", "", "\n  - { key: a{0}, title: x, text: x, minutes: 1, sources: [], status: draft }", "")]
    [InlineData("when: completed >= 1 }", "", "\n  - { key: a{0}, title: x, text: x, when: engaged }", "")]
    [InlineData("why: Le café., sources: [us", "", ", us", "")]
    [InlineData("days: 3, minutes: 2", ", goals: [", "explore, ", "]")]
    [InlineData("days: 3, minutes: 2", ", ask: {", "a{0}: { type: flag, label: x }, ", "}")]
    public void FindFaults_InTooMuchOfOneThing_TellsItInNoLongerThanHonestOnesTake(string place, string opening, string piece, string closing)
    {
        var pieces = Enumerable.Range(0, 900_000 / (piece.Length + 3)).Select(number => piece.Replace("{0}", $"{number}", StringComparison.Ordinal));
        var text = ProgrammeTexts.Small(2);
        text.ShouldContain(place);
        text = text.Replace(place, $"{place}{opening}{string.Concat(pieces)}{closing}", StringComparison.Ordinal);

        ShouldTakeNoLongerThanHonestOnes(() => Find(text).ShouldHaveSingleItem().Problem.English.ShouldContain("are taken here"));
    }

    /// <summary>That the measure of the tests above notices what it is for.</summary>
    [Fact]
    public void ShouldTakeNoLonger_WorkGrowsWithTheSquare_IsNoticed()
    {
        var text = new string('x', 4_000);

        ShouldTakeNoLonger(() => CountPairs(1), () => CountPairs(1));
        Should.Throw<ShouldAssertException>(() => ShouldTakeNoLonger(() => CountPairs(text.Length), () => CountPairs(20)));

        void CountPairs(int rounds)
        {
            for (var round = 0; round < rounds; round++)
            {
                text.Count(character => character == 'x').ShouldBe(text.Length);
            }
        }
    }

    [Fact]
    public void FindFaults_InALongKey_QuotesNoMoreThanTellsWhatIsMeant()
    {
        var faults = Find($"{ProgrammeTexts.Small(2)}\n{new string('k', 900)}: x\n");

        faults.ShouldHaveSingleItem().Problem.English.Length.ShouldBeLessThan(450);
        faults[0].Problem.French.Length.ShouldBeLessThan(450);
    }

    [Fact]
    public void FindFaults_InAThousandPlaces_TellsAsManyAsOneMends()
    {
        var text = ProgrammeTexts.Small(2) + string.Concat(Enumerable.Range(0, 1_000).Select(number => $"\nkey{number}: x"));

        Find(text).Length.ShouldBe(200);
    }

    [Fact]
    public void ReadPlain_WithAsManyFaultsAsAreTold_ReadsNoFurther()
    {
        var read = 0;

        var (value, faults) = ContentFile.ReadPlainWithAllFaults(
            "list.yaml",
            "list:" + string.Concat(Enumerable.Repeat("\n  - {}", 100)),
            map => map.Required("list").Maps(Key),
            mostFaults: 10,
            TestContext.Current.CancellationToken);

        value.ShouldBeNull();
        (faults.Count, read).ShouldBe((10, 10));

        string Key(ContentMap map)
        {
            read++;
            return map.Required("key").Text();
        }
    }

    /// <summary>Whatever somebody writes, they are told what is wrong with it: nothing else comes out of the reader.</summary>
    [Fact]
    public void FindFaults_InRandomlyChangedProgrammes_NeverFailsItself()
    {
        var chance = new Random(39_89);
        string[] pieces =
        [
            "[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "\"", "'", "&a ", "*a", "!!x ", "|", ">",
            "#", "~", "null", "0", "-1", "99999999999", "0..41", "quit-date", "relapse", "\t", "é", "%", "---\n", "? ",
        ];
        var original = ProgrammeTexts.Small(2);
        for (var run = 0; run < 3_000; run++)
        {
            var text = original;
            for (var change = chance.Next(1, 4); change > 0; change--)
            {
                var (at, length) = (chance.Next(text.Length), chance.Next(12));
                text = text[..at] + (chance.Next(3) == 0 ? string.Empty : pieces[chance.Next(pieces.Length)])
                    + text[Math.Min(text.Length, at + (chance.Next(2) * length))..];
            }

            Should.NotThrow(() => Find(text), text);
        }
    }

    /// <summary>
    /// Holds a reading to ten honest ones. Both are measured by turns, up to three times, and the least of each counts: what else the machine does
    /// in the meantime falls on one measurement, not on all, while work that grows with the square of what is sent is too long every time.
    /// </summary>
    private static void ShouldTakeNoLongerThanHonestOnes(Action hostile) => ShouldTakeNoLonger(hostile, () => Find(Honest.Value, "jeanne"));

    private static void ShouldTakeNoLonger(Action hostile, Action honestWork)
    {
        const int Turns = 3;
        var (least, honest) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var turn = 0; turn < Turns && (turn == 0 || least >= 10 * honest); turn++)
        {
            least = Least(least, ProcessorTimeOf(hostile));
            honest = Least(honest, ProcessorTimeOf(honestWork));
        }

        least.ShouldBeLessThan(10 * honest);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan ProcessorTimeOf(Action work)
    {
        var before = ThreadClock.Now();
        work();
        return ThreadClock.Now() - before;
    }

    private static DefinitionFault[] Find(string text, string slug = "tis") =>
        ShippedContent.Reader.FindFaults(slug, text, TestContext.Current.CancellationToken);

    /// <summary>What this thread has had of a processor: how long it waited for one does not count. Off Linux, the time that has passed.</summary>
    private static class ThreadClock
    {
        /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux's time.h.</summary>
        private const int ThreadProcessorTime = 3;

        public static TimeSpan Now()
        {
            if (!OperatingSystem.IsLinux())
            {
                return Stopwatch.GetElapsedTime(0);
            }

            return ReadClock(ThreadProcessorTime, out var time) == 0
                ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000)
                : throw new InvalidOperationException("The clock of the thread cannot be read.");
        }

        [DllImport("libc", EntryPoint = "clock_gettime")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int ReadClock(int clock, out Moment time);

        [StructLayout(LayoutKind.Sequential)]
        private readonly struct Moment
        {
            public readonly nint Seconds;
            public readonly nint Nanoseconds;
        }
    }
}
