using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Outcomes;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.HelpLines;
using MobileBackend.Infrastructure.Programmes;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

/// <summary>The programmes that people are really led through.</summary>
public sealed class ProgrammeContentTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    /// <summary>2,000 in CI; <c>SIMULATED_PEOPLE=10000</c> for the long run.</summary>
    private static readonly int PeopleCount = int.TryParse(Environment.GetEnvironmentVariable("SIMULATED_PEOPLE"), CultureInfo.InvariantCulture, out var count)
        ? count
        : 2_000;

    /// <summary>Past the engagement floor and the end of every exploration.</summary>
    private const int LastDayToTurn = 60;

    /// <summary>Long enough for all that comes to whoever cuts down.</summary>
    private const int AllOfReduction = 181;

    private static readonly IReadOnlyList<AssessmentDefinition> Assessments = ContentFile.ReadAll(FolderOf("assessments"), AssessmentContent.Read);

    private static readonly IReadOnlyList<string> Restricted =
        [.. Assessments.Where(known => known.Licence != LicenceStatus.Cleared).Select(known => known.Code)];

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Bands =
        Assessments.ToDictionary(known => known.Code, known => (IReadOnlyList<string>)[.. known.Bands.Select(band => band.Key)]);

    private static readonly IReadOnlyDictionary<string, ProgrammeDefinition> Programmes =
        ContentFile.ReadAll(FolderOf("programmes"), map => ProgrammeContent.Read(map, Bands)).ToDictionary(known => known.Slug);

    public static TheoryData<string> Slugs => [.. Programmes.Keys];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void FindFaults_EachProgramme_FindsNone(string slug)
    {
        var lines = Directory.GetFiles(FolderOf("help-lines"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).ToList();
        ProgrammeCheck.FindFaults(Programmes[slug], new KnownReferences(lines, [.. Bands.Keys], [.. Programmes.Keys]) { Restricted = Restricted })
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Catalogue_WhatIsServed_LeadsOnlyToInstrumentsThatAreShown(bool showUncleared)
    {
        var assessments = new AssessmentCatalogue(FolderOf("assessments"), showUncleared);
        var served = new ShippedProgrammes(FolderOf("programmes"), assessments, new HelpLineCatalogue(FolderOf("help-lines")));
        var codes = served.All.Values.SelectMany(programme => programme.Definition.Activities).Select(activity => activity.Link)
            .OfType<ActivityLink.ToAssessment>().Select(link => link.Code).ToList();
        codes.ShouldBeSubsetOf(assessments.All.Select(known => known.Code));
        codes.Contains("ftnd").ShouldBe(showUncleared);
        codes.ShouldContain("cast");
    }

    /// <summary>Nobody's first days are left with nothing where instruments are hidden, whatever they do.</summary>
    [Theory]
    [MemberData(nameof(Slugs))]
    public void Run_WhereInstrumentsAreHidden_LeavesNoFirstDayEmpty(string slug)
    {
        var shown = Programmes[slug].Without(Restricted);
        Enumerable.Range(0, PeopleCount / 10).Select(seed => Simulator.Run(shown, Anyone(shown, seed), ProgrammeCheck.FirstDays))
            .Where(timeline => timeline.Any(day => day.Activities.Count == 0)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Run_ThousandsOfPeople_LeavesNoFirstDayEmptyNoBudgetExceededAndNothingUnreached(string slug)
    {
        var programme = Programmes[slug];
        var reached = new ConcurrentDictionary<string, byte>();
        var faults = new ConcurrentBag<string>();
        Parallel.For(0, PeopleCount, seed =>
        {
            var person = Anyone(programme, seed);
            var timeline = Simulator.Run(programme, person);
            foreach (var activity in timeline.SelectMany(day => day.Activities))
            {
                reached.TryAdd(activity.Activity.Key, 0);
            }

            if (timeline.Take(ProgrammeCheck.FirstDays).FirstOrDefault(day => day.Activities.Count == 0) is { } empty)
            {
                faults.Add($"person {seed}: {empty.Day:yyyy-MM-dd} (day {empty.DayNumber}) is empty");
            }

            if (timeline.FirstOrDefault(day => day.Activities.Count(activity => !activity.IsAnswer) > MostOn(programme.Budget, day)) is { } full)
            {
                faults.Add($"person {seed}: {full.Activities.Count} activities on day {full.DayNumber}");
            }

            if (timeline.SelectMany(day => day.Activities).GroupBy(activity => activity.Occurrence).FirstOrDefault(times => times.Skip(1).Any()) is { } twice)
            {
                faults.Add($"person {seed}: '{twice.Key}' comes twice");
            }
        });
        faults.ShouldBeEmpty();
        programme.Activities.Select(activity => activity.Key).Where(key => !reached.ContainsKey(key)).ShouldBeEmpty();
    }

    /// <summary>At the end, three months and six months after the quit date.</summary>
    [Theory]
    [InlineData("tis", AnchorKind.QuitDate, 30, true)]
    [InlineData("jeanne", AnchorKind.Enrolment, 34, false)]
    public void Surveys_ByWhichOutcomesAreCounted_ComeToWhoeverFollowsTheWholeProgramme(string slug, AnchorKind endsFrom, int endsOn, bool asksAmount)
    {
        var waves = SurveyWave.Of(Programmes[slug]);
        waves.Select(wave => (wave.From, wave.Day, wave.AsksAmount)).ShouldBe(
            [(endsFrom, endsOn, asksAmount), (AnchorKind.QuitDate, 90, asksAmount), (AnchorKind.QuitDate, 180, asksAmount)]);

        var told = Simulator.Run(
            Programmes[slug], Anyone(Programmes[slug], 1) with { Goal = GoalKind.Quit, QuitsAfter = 7, TurnsTo = null, RelapsesOn = null, PutsOffOn = null })
            .SelectMany(day => day.Activities).Select(activity => activity.Activity.Key).ToList();
        waves.Select(wave => wave.Activity).ShouldBeSubsetOf(told);
    }

    /// <summary>Whoever says nothing of themselves and changes goal, on whatever day, between any two.</summary>
    [Theory]
    [MemberData(nameof(Slugs))]
    public void Run_ChangeOfGoalOnAnyDay_LeavesNoneOfThirtyDaysEmpty(string slug)
    {
        var programme = Programmes[slug];
        var turns = from one in programme.Goals
                    from other in programme.Goals
                    where one.Kind != other.Kind
                    from day in Enumerable.Range(0, LastDayToTurn)
                    from does in (double[])[0, 1]
                    select new SimulatedPerson
                    {
                        Seed = day,
                        Goal = one.Kind,
                        TurnsTo = other.Kind,
                        TurnsOn = day,
                        EnrolsOn = Monday,
                        QuitsAfter = day * 7 % ((other.Kind == GoalKind.Quit ? other : one).LatestQuitDay + 1),
                        Does = does,
                    };
        var faults = new ConcurrentBag<string>();
        Parallel.ForEach(turns, person =>
        {
            var after = Simulator.Run(programme, person, person.TurnsOn + ProgrammeCheck.FirstDays).Skip(person.TurnsOn);
            if (after.FirstOrDefault(day => day.Activities.Count == 0) is { } empty)
            {
                faults.Add(
                    $"{person.Goal} to {person.TurnsTo} on day {person.TurnsOn}, doing {person.Does}: {empty.Day:yyyy-MM-dd} (day {empty.DayNumber}) is empty");
            }
        });
        faults.ShouldBeEmpty();
    }

    /// <summary>Whatever else has to be answered in those days.</summary>
    [Theory]
    [MemberData(nameof(Slugs))]
    public void Run_WhoeverDoesNothing_IsOfferedAHuman(string slug)
    {
        var programme = Programmes[slug];
        Enumerable.Range(0, PeopleCount / 10)
            .Where(seed => !Simulator.Run(programme, Anyone(programme, seed) with { Does = 0 }, EngagementFloor.Day + 10).SelectMany(day => day.Activities)
                .Any(offered => offered.Activity is { Timing.Event: JourneyEvent.LowEngagement, Kind: ActivityKind.Signpost }))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Sources_OfEachProgramme_AreNamedOnceAndCited(string slug)
    {
        var programme = Programmes[slug];
        programme.Sources.Values.Select(source => source.Address).OfType<Uri>().ShouldBeUnique();
        var cited = programme.Activities.SelectMany(activity => activity.Sources)
            .Concat(programme.Tools.SelectMany(tool => tool.Sources))
            .Concat(programme.Milestones.Select(milestone => milestone.Source))
            .Concat(programme.Budget.Windows.Select(window => window.Source));
        programme.Sources.Keys.Except(cited).ShouldBeEmpty();
    }

    /// <summary>Six people, each another reason to need something else.</summary>
    [Fact]
    public void Run_SixPersonas_ShareLessThanSevenTenthsTwoByTwo()
    {
        var told = Personas().ToDictionary(
            persona => persona.Name,
            persona =>
                Simulator.Run(Programmes["tis"], persona.Person).SelectMany(day => day.Activities).Select(activity => activity.Activity.Key).ToHashSet());
        var pairs = from one in told
                    from other in told
                    where string.CompareOrdinal(one.Key, other.Key) < 0
                    let shared = (double)one.Value.Intersect(other.Value).Count() / one.Value.Union(other.Value).Count()
                    where shared >= 0.7
                    select $"{one.Key} and {other.Key}: {shared:0.00}";
        pairs.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Texts_OfEachProgramme_SayVousAndBlameNobody(string slug)
    {
        // "ton" is missing: it is also how something is said.
        string[] never = ["tu", "ta", "tes", "toi", "drogué", "toxico", "alcoolique", "!!", "il faut absolument"];
        var programme = Programmes[slug];
        var texts = programme.Activities
            .SelectMany(activity => new[] { (activity.Key, activity.Title), (activity.Key, activity.Text), (activity.Key, activity.Why) })
            .Concat(programme.Tools.SelectMany(tool => new[] { (tool.Key, tool.Title), (tool.Key, tool.Text) }))
            .Concat(programme.Badges.Select(badge => (badge.Key, badge.Text)));
        var blaming = new Regex(
            @"(?<!\b(pas|ni|jamais|sans|souvenir)\b[^.]{0,30})\b(échec|échoué|coupable|honte)",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1));
        texts.SelectMany(text => never.Where(word => Regex.IsMatch(
                Own(text.Item2), $@"(?<!\w){word}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
                .Concat(blaming.Matches(Own(text.Item2)).Select(match => match.Value))
                .Select(word => $"{text.Item1}: {word}"))
            .ShouldBeEmpty();
    }

    /// <summary>Some who read it are pregnant and have not said so: nobody is told to smoke, nor to drink a little.</summary>
    [Fact]
    public void Texts_OfTis_TellNobodyToSmokeOrDrink()
    {
        const string Telling = @"(?<!\bvous (ne )?)\bfumez\b(?!-vous)|comme d’habitude|ou peu\b|prochain verre";
        var telling = new Regex(Telling, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        TisTexts().Where(text => telling.IsMatch(Own(text.Text))).Select(text => text.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Texts_OfTisThatNameThe3114_NameTheEmergencyNumbersBesideIt()
    {
        var naming = TisTexts().Where(text => text.Text.Contains("3114", StringComparison.Ordinal)).ToList();
        naming.ShouldNotBeEmpty();
        string[] numbers = ["le 15 ", "le 112", "le 114 par SMS"];
        naming.Where(text => !numbers.All(number => text.Text.Contains(number, StringComparison.Ordinal))).Select(text => text.Key).ShouldBeEmpty();
    }

    /// <summary>What a hidden questionnaire would have told comes by other answers: whoever has no band is led past all of it.</summary>
    [Fact]
    public void Run_TisWhereInstrumentsAreHidden_ReachesWhatAsksForTheirBands()
    {
        var shown = Programmes["tis"].Without(Restricted);
        var asking = shown.Activities
            .Where(activity => activity.When.Facts.Any(fact => Restricted.Any(code => fact == JourneyFacts.BandPrefix + code)))
            .Select(activity => activity.Key).ToHashSet();
        asking.ShouldNotBeEmpty();
        var reached = Enumerable.Range(0, PeopleCount / 4).AsParallel()
            .SelectMany(seed => Simulator.Run(shown, Anyone(shown, seed) with { Bands = ImmutableDictionary<string, string>.Empty }, AllOfReduction))
            .SelectMany(day => day.Activities).Select(activity => activity.Activity.Key).ToHashSet();
        asking.Except(reached).ShouldBeEmpty();
    }

    private static IEnumerable<(string Key, string Text)> TisTexts() =>
        Programmes["tis"].Activities.Select(activity => (activity.Key, activity.Text)).Concat(Programmes["tis"].Tools.Select(tool => (tool.Key, tool.Text)));

    /// <summary>Without what people are quoted with: among themselves they say tu.</summary>
    private static string Own(string text) => Regex.Replace(text, "«[^»]*»", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string FolderOf(string kind) => Path.Combine(SolutionFolder.Find(), "content", kind);

    private static int MostOn(Budget budget, SimulatedDay day) =>
        day.IsLight
            ? budget.Light
            : Math.Max(budget.PerDay, budget.Windows.Where(window => window.Days.Contains(day.DayNumber)).Select(window => window.PerDay).FirstOrDefault());

    /// <summary>Somebody at random: what they answer, what they do, and what befalls them.</summary>
    private static SimulatedPerson Anyone(ProgrammeDefinition programme, int seed)
    {
        var chance = new Random(seed);
        var goal = programme.Goals[chance.Next(programme.Goals.Count)];
        var profile = ImmutableDictionary.CreateBuilder<string, Answer>();
        foreach (var question in programme.Questions.Where(question => question.IsRequired || chance.NextDouble() < 0.8))
        {
            profile[question.Key] = Simulator.AnswerTo(question, chance);
        }

        double[] does = [0, 0.1, 0.5, 0.9, 1];
        var hasCravings = chance.NextDouble() < 0.5;
        var keepsDiary = chance.NextDouble() < 0.5;
        return new SimulatedPerson
        {
            Seed = seed,
            Goal = goal.Kind,
            EnrolsOn = Monday.AddDays(chance.Next(365)),
            QuitsAfter = chance.Next(programme.Find(GoalKind.Quit)!.LatestQuitDay + 1),
            Does = does[chance.Next(does.Length)],
            SilentFrom = chance.Next(3) == 0 ? chance.Next(60) : null,
            LapsesOn = [.. Enumerable.Range(0, chance.Next(4)).Select(_ => chance.Next(120))],
            RelapsesOn = chance.Next(4) == 0 ? chance.Next(120) : null,
            TriesAgainAfter = chance.Next(2) == 0 ? chance.Next(1, 30) : null,
            PutsOffOn = chance.Next(3) == 0 ? chance.Next(goal.LatestQuitDay + 1) : null,
            PutsOffBy = chance.Next(1, 20),
            Craves = hasCravings ? chance.NextDouble() : 0,
            Uses = keepsDiary ? chance.Next(1, 30) : null,
            UseChanges = 0.94 + (chance.NextDouble() * 0.12),
            Bands = Bands.Where(known => known.Value.Count > 0).ToImmutableDictionary(known => known.Key, known => known.Value[chance.Next(known.Value.Count)]),
            IsOnOtherProgramme = chance.Next(3) == 0,
            TurnsTo = chance.Next(5) == 0 ? programme.Goals[chance.Next(programme.Goals.Count)].Kind : null,
            TurnsOn = chance.Next(100),
            Profile = profile.ToImmutable(),
        };
    }

    private static IEnumerable<(string Name, SimulatedPerson Person)> Personas()
    {
        SimulatedPerson Quits(int seed, double does, params (string Key, Answer Answer)[] profile) => new()
        {
            Seed = seed,
            Goal = GoalKind.Quit,
            EnrolsOn = Monday,
            QuitsAfter = 10,
            Does = does,
            Craves = 0.2,
            Profile = profile.ToImmutableDictionary(answer => answer.Key, answer => answer.Answer),
        };

        yield return ("Amina, enceinte, fume peu", Quits(
            1, 0.9, ("cigarettesPerDay", Number(6)), ("pregnant", Yes), ("triggers", Words("stress", "waking")),
            ("motivations", Words("pregnancy", "children")), ("previousAttempts", Number(0)), ("smokerAtHome", Yes), ("treatments", Words("none"))) with
        { Bands = ImmutableDictionary<string, string>.Empty.Add("ftnd", "none") });
        yield return ("Bernard, fort fumeur, plusieurs essais", Quits(
            2, 0.7, ("cigarettesPerDay", Number(35)), ("firstCigaretteAfterMinutes", Number(3)), ("triggers", Words("coffee", "alcohol", "driving")),
            ("motivations", Words("health", "fitness")), ("previousAttempts", Number(5)), ("treatments", Words("patch", "oral"))) with
        { Bands = ImmutableDictionary<string, string>.Empty.Add("ftnd", "strong"), LapsesOn = [18] });
        yield return ("Chloé, 25 ans, entre amis", Quits(
            3, 0.5, ("cigarettesPerDay", Number(9)), ("triggers", Words("friends", "alcohol", "phone", "boredom")),
            ("motivations", Words("money", "looks", "freedom")), ("weightWorry", Yes), ("previousAttempts", Number(1)),
            ("treatments", Words("e-cigarette"))) with
        { LapsesOn = [15, 22], RelapsesOn = 40, TriesAgainAfter = 10 });
        yield return ("Denis, qui ne fait presque rien", Quits(4, 0.05, ("cigarettesPerDay", Number(20)), ("triggers", Words("after-meals", "sadness"))));
        yield return ("Élise, qui réduit", Quits(
            5, 0.8, ("cigarettesPerDay", Number(15)), ("triggers", Words("stress", "phone")), ("motivations", Words("money"))) with
        { Goal = GoalKind.Reduce, QuitsAfter = 0, Uses = 15, UseChanges = 0.98 });
        yield return ("Farid, qui n’a rien décidé", Quits(
            6, 0.6, ("cigarettesPerDay", Number(12)), ("triggers", Words("boredom")), ("motivations", Words("freedom"))) with
        { Goal = GoalKind.Explore, QuitsAfter = 0 });
    }

    private static Answer Yes { get; } = new(Flag: true);

    private static Answer Number(int number) => new(Number: number);

    private static Answer Words(params ImmutableArray<string> words) => new(Words: words);
}
