using System.Globalization;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Conditions;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Programmes;

/// <summary>The form of a file of <c>content/programmes</c>; docs/programmes.md explains it to authors.</summary>
internal static class ProgrammeContent
{
    private const int LongestOffset = 400;
    private const int MostActivities = 2000;
    private const int MostSources = 500;
    private const int MostChoices = 50;
    private const int MostAsked = 20;
    private const int MostNamed = 20;
    private const int MostMinutes = 60;
    private const int MostPerDay = 10;
    private const int MostDaysOpen = 60;
    private const int HighestPriority = 100;
    private const int PriorityOfEvents = 80;
    private const int PriorityOfDays = 60;
    private const int PriorityOfSpans = 40;
    private const int LongestOwnWords = 2000;
    private const int LongestWhy = 500;
    private const int LongestReference = 500;
    private const int LongestAlternative = 500;
    private const int LongestTranscript = 20_000;
    private const int DaysOfMonth = 30;

    private static readonly Dictionary<string, AnchorKind> PhaseAnchors = new(StringComparer.Ordinal)
    {
        ["enrolment"] = AnchorKind.Enrolment,
        ["quit-date"] = AnchorKind.QuitDate,
        ["relapse"] = AnchorKind.Relapse,
    };

    private static readonly Dictionary<string, AnchorKind> Anchors = new(PhaseAnchors, StringComparer.Ordinal)
    {
        ["lapse"] = AnchorKind.Lapse,
    };

    private static readonly Dictionary<string, JourneyEvent> Events = new(StringComparer.Ordinal)
    {
        ["craving"] = JourneyEvent.Craving,
        ["silence-3"] = JourneyEvent.Silence3,
        ["silence-7"] = JourneyEvent.Silence7,
        ["silence-14"] = JourneyEvent.Silence14,
        ["assessed"] = JourneyEvent.Assessed,
        ["diary-rising"] = JourneyEvent.DiaryRising,
        ["low-engagement"] = JourneyEvent.LowEngagement,
    };

    private static readonly Dictionary<string, TimeSpan> Units = new(StringComparer.Ordinal)
    {
        ["minutes"] = TimeSpan.FromMinutes(1),
        ["hours"] = TimeSpan.FromHours(1),
        ["days"] = TimeSpan.FromDays(1),
        ["months"] = TimeSpan.FromDays(DaysOfMonth),
    };

    /// <param name="map">The document.</param>
    /// <param name="bands">The bands of each assessment, by code, which conditions may ask about.</param>
    public static ProgrammeDefinition Read(ContentMap map, IReadOnlyDictionary<string, IReadOnlyList<string>> bands)
    {
        var slug = map.Required("slug");
        if (slug.Text() != map.FileName)
        {
            throw slug.Refusal("Le « slug » n’est pas le nom du programme.", "The slug is not the name of the file.");
        }

        var asked = map.Required("questions");
        var questions = Questions(asked);
        var all = map.Required("activities");
        var vocabulary = VocabularyOf(asked, questions, all.List(MostActivities), bands);
        return new ProgrammeDefinition
        {
            Slug = slug.Text(),
            Version = map.Required("version").Number(1, ProgrammeVersion.Greatest),
            Title = map.Required("title").Title(),
            Status = map.Required("status").Word<ValidationStatus>(),
            Introduction = map.Required("introduction").Prose(),
            HelpLines = [.. map.Required("helpLines").List(MostNamed).Select(code => code.Key())],
            Questions = questions,
            Goals = [.. map.Required("goals").Entries(MostNamed).Select(goal => Goal(goal.Key, goal.Value))],
            Budget = map.Required("budget").Map(Budget),
            Sources = map.Required("sources").Entries(MostSources)
                .ToDictionary(source => source.Key, source => source.Value.Map(Source), StringComparer.Ordinal),
            PushTexts = map.Required("pushTexts").Maps(Wording),
            Activities = all.Maps(part => Activity(part, vocabulary), MostActivities),
            Tools = map.Required("tools").Maps(Tool),
            Milestones = [.. (map.Optional("milestones")?.Maps(Milestone) ?? []).OrderBy(milestone => milestone.After)],
            Badges = map.Optional("badges")?.Maps(part => Badge(part, vocabulary)) ?? [],
            Vocabulary = vocabulary,
        };
    }

    /// <summary>Activities are looked through first for what they ask, since any condition may ask about that.</summary>
    private static Vocabulary VocabularyOf(
        ContentNode node,
        IReadOnlyList<ProfileQuestion> questions,
        IReadOnlyList<ContentNode> activities,
        IReadOnlyDictionary<string, IReadOnlyList<string>> bands)
    {
        var triggers = questions.FirstOrDefault(question => question.Key == JourneyFacts.Triggers)?.Options.Select(option => option.Key).ToList() ?? [];
        var facts = new Dictionary<string, FactType>(JourneyFacts.Known(triggers, bands), StringComparer.Ordinal);
        foreach (var question in questions)
        {
            if (question.Fact is { } fact && !facts.TryAdd(question.Key, fact))
            {
                throw node.Peek(question.Key)!.Refusal(
                    $"« {question.Key} » est déjà connu par ailleurs : il faut une autre clé à la question.",
                    $"The engine knows '{question.Key}' by itself: the question needs another key.");
            }
        }

        foreach (var activity in activities)
        {
            var key = activity.Peek("key")?.Text();
            foreach (var question in activity.Peek("ask") is { } asked ? ActivityQuestions(asked) : [])
            {
                if (question.Question.Fact is { } fact)
                {
                    facts[$"{JourneyFacts.AnswerPrefix}{key}.{question.Question.Key}"] = fact;
                }
            }
        }

        return new Vocabulary(facts);
    }

    private static IReadOnlyList<ProfileQuestion> Questions(ContentNode node) =>
        [.. node.Entries().Select(entry => entry.Value.Map(map => Question(entry.Key, map)))];

    private static ProfileQuestion Question(string key, ContentMap map)
    {
        var kind = map.Required("type").Word<QuestionKind>();
        var options = map.Optional("options")?.Entries(MostChoices).Select(option => new QuestionOption(option.Key, option.Value.Title())).ToList() ?? [];
        var isChoice = kind is QuestionKind.Choice or QuestionKind.Choices;
        var label = map.Required("label");
        if (isChoice != options.Count > 0)
        {
            throw isChoice
                ? label.Refusal("Un choix a besoin d’options.", "A choice needs options.")
                : label.Refusal("Seuls les choix ont des options.", "Only choices have options.");
        }

        var (minimum, maximum) = kind switch
        {
            QuestionKind.Number => (map.Required("minimum").Number(0, int.MaxValue), map.Required("maximum").Number(1, int.MaxValue)),
            QuestionKind.Choices => (
                map.Optional("fewest")?.Number(0, options.Count) ?? 0,
                map.Optional("most")?.Number(1, options.Count) ?? Math.Min(options.Count, MostChoices)),
            QuestionKind.Text => (0, map.Required("longest").Number(1, LongestOwnWords)),
            _ => (0, 0),
        };
        return new ProfileQuestion(
            key, kind, label.Title(), map.Optional("why")?.Prose(LongestWhy), map.Optional("required")?.Flag() ?? false, minimum, maximum, options)
        {
            Line = map.Line,
        };
    }

    private static ProgrammeGoal Goal(string key, ContentNode node) => node.Map(map =>
        new ProgrammeGoal(
            EnumWords<GoalKind>.All.TryGetValue(key, out var kind)
                ? kind
                : throw node.Refusal(
                    $"« {key} » n’est pas un objectif : {string.Join(", ", EnumWords<GoalKind>.All.Keys)}.",
                    $"'{key}' is no goal: {string.Join(", ", EnumWords<GoalKind>.All.Keys)}."),
            map.Required("title").Title(),
            Phases(map.Required("phases")))
        {
            QuitWithin = map.Optional("latestQuitDay")?.Number(0, LongestOffset),
            Line = map.Line,
        });

    private static IReadOnlyList<Phase> Phases(ContentNode node) => node.List().Count == 0
        ? throw node.Refusal("Un objectif a au moins une phase.", "A goal has at least one phase.")
        : node.Maps(
            part => new Phase(
                part.Required("key").Key(), part.Required("title").Title(), part.Required("anchor").Word(PhaseAnchors), Span(part.Required("days")))
            {
                IsQuiet = part.Optional("quiet")?.Flag() ?? false,
                Line = part.Line,
            },
            MostNamed);

    private static Budget Budget(ContentMap map) => new(
        map.Required("activitiesPerDay").Number(1, MostPerDay),
        [.. (map.Optional("windows")?.List(MostNamed) ?? []).Select(window => window.Map(part => new SupportWindow(
            Span(part.Required("days")), part.Required("activitiesPerDay").Number(1, MostPerDay), part.Required("source").Key())))],
        map.Required("lightActivitiesPerDay").Number(1, MostPerDay),
        map.Required("lightMinutes").Number(1, MostMinutes));

    private static ContentSource Source(ContentMap map) => new(map.Required("title").Prose(LongestReference), map.Optional("url")?.Address());

    private static PushWording Wording(ContentMap map) => new(map.Required("title").Title(), map.Required("body").Prose());

    private static Activity Activity(ContentMap map, Vocabulary vocabulary)
    {
        var timing = Timing(map);
        return new Activity
        {
            Key = map.Required("key").Key(),
            Kind = map.Required("kind").Word<ActivityKind>(),
            Title = map.Required("title").Title(),
            Text = map.Required("text").Prose(),
            Why = map.Required("why").Prose(LongestWhy),
            Sources = [.. map.Required("sources").List(MostNamed).Select(source => source.Key())],
            Status = map.Required("status").Word<ValidationStatus>(),
            Goals = [.. (map.Optional("goals")?.List(MostNamed) ?? []).Select(goal => goal.Word<GoalKind>())],
            Timing = timing,
            When = ConditionOf(map.Optional("when"), vocabulary),
            Priority = map.Optional("priority")?.Number(0, HighestPriority) ?? PriorityOf(timing),
            OpenFor = map.Optional("openFor")?.Number(0, MostDaysOpen) ?? 1,
            Minutes = map.Required("minutes").Number(1, MostMinutes),
            Push = map.Optional("push")?.Map(Wording),
            Questions = map.Optional("ask") is { } asked ? ActivityQuestions(asked) : [],
            Link = map.Optional("leadsTo")?.Map(Link),
            Line = map.Line,
        };
    }

    private static int PriorityOf(Timing timing) =>
        timing.Anchor is AnchorKind.Event or AnchorKind.Lapse or AnchorKind.Relapse ? PriorityOfEvents
        : timing.Days.Length == 1 ? PriorityOfDays
        : PriorityOfSpans;

    private static Timing Timing(ContentMap map)
    {
        var from = map.Required("from");
        var (anchor, phase, what) = Anchor(from);
        var days = Span(map.Required("days"));
        return new Timing(anchor, phase, what, days, map.Optional("every")?.Number(1, days.Length), map.Optional("at")?.Time());
    }

    private static (AnchorKind Anchor, string? Phase, JourneyEvent? Event) Anchor(ContentNode node) => node.Text().Split(':') switch
    {
        ["phase", var phase] => (AnchorKind.Phase, phase, null),
        ["event", var name] when Events.TryGetValue(name, out var what) => (AnchorKind.Event, null, what),
        [var word] when Anchors.TryGetValue(word, out var anchor) => (anchor, null, null),
        _ => throw node.Refusal($"L’un de ces mots était attendu : {AllAnchors("phase:CLÉ")}.", $"One of these was expected: {AllAnchors("phase:KEY")}."),
    };

    private static string AllAnchors(string phase) => string.Join(", ", Anchors.Keys.Append(phase).Concat(Events.Keys.Select(name => $"event:{name}")));

    /// <summary>One day, or the first and the last of several: <c>-10</c>, <c>1..30</c>.</summary>
    private static DaySpan Span(ContentNode node)
    {
        var parts = node.Text().Split("..");
        return parts.Length <= 2 && TryReadDay(parts[0], out var first) && TryReadDay(parts[^1], out var last) && first <= last
            ? new DaySpan(first, last)
            : throw node.Refusal(
                $"Un jour ou deux étaient attendus, comme 5 ou 1..30, à {LongestOffset} jours au plus.",
                $"A day or two were expected, like 5 or 1..30, within {LongestOffset} days.");
    }

    private static bool TryReadDay(string text, out int day) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out day) && Math.Abs(day) <= LongestOffset;

    private static Condition ConditionOf(ContentNode? node, Vocabulary vocabulary) =>
        node is null ? Condition.Always : node.Make(() => ConditionParser.Parse(node.Text(), vocabulary));

    private static IReadOnlyList<ActivityQuestion> ActivityQuestions(ContentNode node) =>
    [
        .. node.Entries(MostAsked).Select(entry => entry.Value.Map(map => new ActivityQuestion(
            Question(entry.Key, map), map.Optional("answer")?.Key(), map.Optional("explanation")?.Prose()))),
    ];

    private static ActivityLink Link(ContentMap map)
    {
        if (map.Optional("media") is { } media)
        {
            return media.Map<ActivityLink>(part => new ActivityLink.ToMedia(
                part.Required("type").Word<MediaType>(),
                part.Required("url").Address(),
                part.Required("alternative").Prose(LongestAlternative),
                part.Optional("transcript")?.Prose(LongestTranscript)));
        }

        ActivityLink? link = map.Optional("assessment") is { } assessment ? new ActivityLink.ToAssessment(assessment.Key())
            : map.Optional("helpLine") is { } line ? new ActivityLink.ToHelpLine(line.Key())
            : map.Optional("programme") is { } programme ? new ActivityLink.ToProgramme(programme.Key())
            : map.Optional("callback")?.Flag() is true ? new ActivityLink.ToCallback()
            : map.Optional("chat")?.Flag() is true ? new ActivityLink.ToChat()
            : map.Optional("directory")?.Flag() is true ? new ActivityLink.ToDirectory()
            : null;
        return link ?? throw map.Refusal(
            "L’une de ces clés était attendue : assessment, helpLine, callback, chat, directory, programme, media.",
            "One of these was expected: assessment, helpLine, callback, chat, directory, programme, media.");
    }

    private static CravingTool Tool(ContentMap map) => new(
        map.Required("key").Key(),
        map.Required("title").Title(),
        map.Required("text").Prose(),
        map.Required("minutes").Number(1, MostMinutes),
        [.. (map.Optional("triggers")?.List(MostChoices) ?? []).Select(trigger => trigger.Key())],
        [.. (map.Optional("places")?.List(MostNamed) ?? []).Select(place => place.Word<CravingPlace>())],
        [.. map.Required("sources").List(MostNamed).Select(source => source.Key())],
        map.Required("status").Word<ValidationStatus>(),
        map.Line);

    private static HealthMilestone Milestone(ContentMap map) => new(
        map.Required("key").Key(),
        Duration(map.Required("after")),
        map.Required("text").Prose(),
        map.Required("source").Key(),
        map.Required("status").Word<ValidationStatus>(),
        map.Line);

    private static TimeSpan Duration(ContentNode node) =>
        node.Text().Split(' ') is [var number, var unit]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and < 10_000
            && Units.TryGetValue(unit, out var one)
            ? count * one
            : throw node.Refusal(
                $"Une durée était attendue, comme « 72 hours », en {string.Join(", ", Units.Keys)}.",
                $"A duration was expected, like '72 hours', in {string.Join(", ", Units.Keys)}.");

    private static Badge Badge(ContentMap map, Vocabulary vocabulary) => new(
        map.Required("key").Key(), map.Required("title").Title(), map.Required("text").Prose(), ConditionOf(map.Required("when"), vocabulary), map.Line);
}
