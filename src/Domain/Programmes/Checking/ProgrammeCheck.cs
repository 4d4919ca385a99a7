using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Programmes.Conditions;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>Something wrong with a definition.</summary>
/// <param name="Line">Of its file; 0 for the definition as a whole.</param>
/// <param name="Problem">In words for its author.</param>
public sealed record DefinitionFault(int Line, LocalizedText Problem)
{
    internal DefinitionFault(int line, string french, string english)
        : this(line, new LocalizedText(french, english))
    {
    }
}

/// <summary>What definitions may refer to outside themselves.</summary>
/// <param name="HelpLines">Codes of the help lines.</param>
/// <param name="Assessments">Codes of the assessments.</param>
/// <param name="Programmes">Slugs of the programmes.</param>
public sealed record KnownReferences(IReadOnlyCollection<string> HelpLines, IReadOnlyCollection<string> Assessments, IReadOnlyCollection<string> Programmes)
{
    /// <summary>Those of the assessments that may not be shown everywhere: a programme must hold without what leads to them.</summary>
    public IReadOnlyCollection<string> Restricted { get; init; } = [];
}

/// <summary>
/// Judges a definition before anybody is told anything by it: beyond what can be read off it, some people are led through it who say nothing of
/// themselves, and do nothing, everything, put their quit date off, or turn to another goal and back; no day of their first thirty may be empty, nor of
/// the thirty after they turned.
/// </summary>
public static class ProgrammeCheck
{
    /// <summary>How many days from the start, and from the choice of another goal, must not be empty.</summary>
    public const int FirstDays = 30;

    /// <summary>More than anybody mends at once.</summary>
    public const int MostFaults = 200;

    private const int LongestTitle = 80;

    /// <summary>A key is read by authors, in lists and in addresses; occurrences add a date and a number to it.</summary>
    private const int LongestKey = 40;

    /// <summary>A day on which turning to another goal is tried: that of <see cref="EngagementFloor"/>, on which most changes.</summary>
    private const int TurningDay = EngagementFloor.Day;

    /// <summary>Days between the enrolment and the quit date that are tried, besides the latest that there may be.</summary>
    private static readonly int[] QuitDates = [0, 1, 3, 9, 10, 11, 20];

    /// <param name="programme">What is judged.</param>
    /// <param name="known">What it may refer to.</param>
    /// <param name="isThorough">Whether people are led through it on every way that is known to be tricky, which takes seconds; otherwise on one for each goal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>As many as anybody mends at once: with those, nothing further is looked for.</returns>
    public static IReadOnlyList<DefinitionFault> FindFaults(
        ProgrammeDefinition programme, KnownReferences known, bool isThorough = true, CancellationToken cancellationToken = default)
    {
        var conditions = new Satisfiability(programme.Vocabulary);
        var shown = isThorough ? programme.Without(known.Restricted) : programme;
        IEnumerable<DefinitionFault>[] all =
        [
            KeysThatComeTwice(programme),
            GoalsWithout(programme),
            programme.Goals.SelectMany(PhaseFaults),
            programme.Questions.Concat(programme.Activities.SelectMany(activity => activity.Questions).Select(asked => asked.Question))
                .Where(question => question.Minimum > question.Maximum)
                .Select(question => new DefinitionFault(
                    question.Line,
                    $"La question « {question.Key} » demande au moins {question.Minimum} et au plus {question.Maximum}.",
                    $"The question '{question.Key}' asks for at least {question.Minimum} and at most {question.Maximum}.")),
            programme.Activities.Until(cancellationToken).SelectMany(activity => FaultsOf(activity, programme, known, conditions)),
            programme.Tools.SelectMany(tool => FaultsOf(tool, programme)),
            programme.Budget.Windows.Where(window => !programme.Sources.ContainsKey(window.Source))
                .Select(window => new DefinitionFault(0, UnknownSource(window.Source))),
            programme.Milestones.Where(milestone => !programme.Sources.ContainsKey(milestone.Source))
                .Select(milestone => new DefinitionFault(milestone.Line, UnknownSource(milestone.Source))),
            programme.HelpLines.Where(code => !known.HelpLines.Contains(code))
                .Select(code => new DefinitionFault(0, $"Il n’y a pas de ligne d’aide « {code} ».", $"There is no help line '{code}'.")),
            programme.Badges.Until(cancellationToken).Where(badge => !conditions.CanHold(badge.When))
                .Select(badge => new DefinitionFault(
                    badge.Line,
                    $"Le badge « {badge.Key} » ne peut jamais être donné : sa condition se contredit.",
                    $"The badge '{badge.Key}' can never be given: its condition contradicts itself.")),
            TooManyConditions(conditions),
            programme.PushTexts.Select(text => (text.Title, PushText.Of(text.Title, text.Body).Error)).Where(text => text.Error is not null)
                .Select(text => new DefinitionFault(
                    0,
                    $"Le texte « {text.Title} » des pushTexts ne peut pas se montrer sur un écran verrouillé. {text.Error!.Text.French}",
                    $"The push text '{text.Title}' cannot be shown on a locked screen: {text.Error.Text.English}")),
            programme.PushTexts.Count == 0
                ? [new DefinitionFault(0, "Il n’y a pas de texte pour les notifications (pushTexts).", "There is no text for pushes.")]
                : [],
            EmptyDays(programme, isThorough, cancellationToken),
            shown.Activities.Count < programme.Activities.Count
                ? EmptyDays(shown, isThorough, cancellationToken)
                    .Select(fault => new DefinitionFault(
                        fault.Line,
                        $"Là où les tests dont la licence n’est pas réglée ne sont pas montrés : {fault.Problem.French}",
                        $"Where instruments without a cleared licence are hidden: {fault.Problem.English}"))
                : [],
        ];
        return [.. all.SelectMany(faults => faults).Take(MostFaults)];
    }

    /// <summary>One after the other, until nobody waits for it any more.</summary>
    private static IEnumerable<T> Until<T>(this IEnumerable<T> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return part;
        }
    }

    private static IEnumerable<DefinitionFault> TooManyConditions(Satisfiability conditions)
    {
        if (conditions.IsExhausted)
        {
            yield return new DefinitionFault(
                0,
                "Les conditions interrogent trop de choses à la fois pour être vérifiées : moins d’entre elles devraient joindre beaucoup de faits par « and » et « or ».",
                "The conditions ask about too much at once to be checked: fewer should join many facts by 'and' and 'or'.");
        }
    }

    private static IEnumerable<DefinitionFault> KeysThatComeTwice(ProgrammeDefinition programme) =>
        programme.Activities.Select(activity => (activity.Key, activity.Line))
            .Concat(programme.Tools.Select(tool => (tool.Key, tool.Line)))
            .Concat(programme.Milestones.Select(milestone => (milestone.Key, milestone.Line)))
            .Concat(programme.Badges.Select(badge => (badge.Key, badge.Line)))
            .GroupBy(part => part.Key, StringComparer.Ordinal)
            .SelectMany(parts => parts.Skip(1))
            .Select(part => new DefinitionFault(part.Line, $"La clé « {part.Key} » est déjà prise.", $"The key '{part.Key}' is already taken."));

    private static IEnumerable<DefinitionFault> GoalsWithout(ProgrammeDefinition programme)
    {
        if (programme.Goals.Count == 0)
        {
            yield return new DefinitionFault(0, "Un programme a au moins un objectif.", "A programme has at least one goal.");
        }

        foreach (var goal in programme.Goals)
        {
            if (goal.Phases.Count == 0)
            {
                yield return new DefinitionFault(0, $"L’objectif « {goal.Title} » n’a pas de phase.", $"The goal '{goal.Title}' has no phase.");
            }

            if (goal.Kind != GoalKind.Quit && goal.Phases.Any(phase => phase.Anchor is AnchorKind.QuitDate or AnchorKind.Relapse))
            {
                yield return new DefinitionFault(
                    goal.Line,
                    $"L’objectif « {goal.Title} » n’a pas de date d’arrêt dont ses phases pourraient se compter.",
                    $"The goal '{goal.Title}' has no quit date that its phases could count from.");
            }

            if (goal.QuitWithin is { } within && (goal.Kind != GoalKind.Quit || within > goal.FarthestQuitDay))
            {
                yield return new DefinitionFault(
                    goal.Line,
                    $"L’objectif « {goal.Title} » n’a rien à dire à qui arrête au jour {within}.",
                    $"The goal '{goal.Title}' has nothing to say to whoever quits on day {within}.");
            }
        }
    }

    private static IEnumerable<DefinitionFault> PhaseFaults(ProgrammeGoal goal)
    {
        foreach (var phase in goal.Phases.GroupBy(phase => phase.Key, StringComparer.Ordinal).SelectMany(phases => phases.Skip(1)))
        {
            yield return new DefinitionFault(
                phase.Line, $"L’objectif « {goal.Title} » a une autre phase « {phase.Key} ».", $"The goal '{goal.Title}' has another phase '{phase.Key}'.");
        }

        foreach (var phases in goal.Phases.GroupBy(phase => phase.Anchor).Select(phases => phases.OrderBy(phase => phase.Days.From).ToList()))
        {
            foreach (var (before, phase) in phases.Zip(phases.Skip(1)).Where(pair => pair.Second.Days.From != pair.First.Days.To + 1))
            {
                yield return new DefinitionFault(
                    phase.Line,
                    $"La phase « {phase.Key} » de l’objectif « {goal.Title} » devrait commencer au jour {before.Days.To + 1}, quand « {before.Key} » est finie.",
                    $"The phase '{phase.Key}' of the goal '{goal.Title}' should begin on day {before.Days.To + 1}, when '{before.Key}' is over.");
            }
        }
    }

    private static IEnumerable<DefinitionFault> FaultsOf(
        Activity activity, ProgrammeDefinition programme, KnownReferences known, Satisfiability conditions)
    {
        IReadOnlyList<GoalKind> goals = activity.Goals.Count > 0 ? activity.Goals : [.. programme.Goals.Select(goal => goal.Kind)];
        foreach (var problem in TextFaults(activity, programme, goals).Concat(LinkFaults(activity, known)).Concat(QuestionFaults(activity)))
        {
            yield return new DefinitionFault(activity.Line, problem);
        }

        if (!goals.Any(goal => CanCome(activity.Timing, programme.Find(goal))))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais : ses jours ne tombent dans aucune phase d’un objectif auquel elle s’adresse.",
                $"'{activity.Key}' never comes: its days lie in no phase of a goal that it is for.");
        }
        else if (activity.Timing.Anchor == AnchorKind.QuitDate && programme.Find(GoalKind.Quit) is { } quit && !quit.ReachesFromQuitDate(activity.Timing.Days))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais pour qui arrête le plus tard possible, au jour {quit.LatestQuitDay} : il faut un « latestQuitDay » à l’objectif.",
                $"'{activity.Key}' never comes for whoever quits as late as they may, on day {quit.LatestQuitDay}: the goal needs a 'latestQuitDay'.");
        }

        if (!conditions.CanHold(activity.When))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais : sa condition se contredit.",
                $"'{activity.Key}' never comes: its condition contradicts itself.");
        }
        else if (activity.When.Facts.Contains(JourneyFacts.Goal)
            && !conditions.CanHold(activity.When, narrowed: (JourneyFacts.Goal, FactType.Choice(goals.Select(JourneyFacts.NameOf).Distinct()))))
        {
            yield return new DefinitionFault(
                activity.Line,
                $"« {activity.Key} » ne vient jamais : sa condition contredit ses objectifs.",
                $"'{activity.Key}' never comes: its condition contradicts its goals.");
        }

        if (activity.Key.Length > LongestKey)
        {
            yield return new DefinitionFault(
                activity.Line,
                $"La clé « {activity.Key} » compte plus de {LongestKey} caractères.",
                $"The key '{activity.Key}' has more than {LongestKey} characters.");
        }
    }

    /// <summary>Whether whoever it comes to has a quit date, since it counts from that.</summary>
    private static bool CountsFromQuitDate(Activity activity, ProgrammeDefinition programme, IReadOnlyList<GoalKind> goals) => activity.Timing switch
    {
        { Anchor: AnchorKind.QuitDate } => true,
        { Anchor: AnchorKind.Phase, Phase: var key } =>
            goals.SelectMany(goal => programme.Find(goal)?.Phases ?? []).Where(phase => phase.Key == key).All(phase => phase.Anchor == AnchorKind.QuitDate),
        _ => false,
    };

    private static IEnumerable<LocalizedText> TextFaults(Activity activity, ProgrammeDefinition programme, IReadOnlyList<GoalKind> goals)
    {
        foreach (var source in activity.Sources.Where(source => !programme.Sources.ContainsKey(source)))
        {
            yield return UnknownSource(source);
        }

        foreach (var name in new[] { activity.Title, activity.Text, activity.Why }
            .SelectMany(text => TextPlaceholders.UnknownIn(text, programme, CountsFromQuitDate(activity, programme, goals))).Distinct())
        {
            yield return new LocalizedText(
                $"« {activity.Key} » dit {{{name}}}, que l’on ne connaît pas pour toutes les personnes qui le lisent.",
                $"'{activity.Key}' says {{{name}}}, which is not known of everyone who reads it.");
        }

        if (activity.Title.Length > LongestTitle)
        {
            yield return new LocalizedText(
                $"Le titre de « {activity.Key} » compte plus de {LongestTitle} caractères.",
                $"The title of '{activity.Key}' has more than {LongestTitle} characters.");
        }

        if (activity.Push is { } push && PushText.Of(push.Title, push.Body) is { IsFailure: true } refused)
        {
            yield return new LocalizedText(
                $"La notification de « {activity.Key} » ne peut pas se montrer sur un écran verrouillé. {refused.Error.Text.French}",
                $"The push of '{activity.Key}' cannot be shown on a locked screen: {refused.Error.Text.English}");
        }
    }

    private static IEnumerable<LocalizedText> LinkFaults(Activity activity, KnownReferences known)
    {
        if (activity.Link is null && activity.Kind is ActivityKind.Assessment or ActivityKind.Media or ActivityKind.Signpost)
        {
            yield return new LocalizedText(
                $"« {activity.Key} » ne mène nulle part : ce dont il s’agit manque (leadsTo).",
                $"'{activity.Key}' leads nowhere: what it is about is missing.");
        }

        var missing = activity.Link switch
        {
            ActivityLink.ToAssessment link when !known.Assessments.Contains(link.Code) => link.Code,
            ActivityLink.ToHelpLine link when !known.HelpLines.Contains(link.Code) => link.Code,
            ActivityLink.ToProgramme link when !known.Programmes.Contains(link.Slug) => link.Slug,
            _ => null,
        };
        if (missing is not null)
        {
            yield return new LocalizedText(
                $"« {activity.Key} » mène à « {missing} », qui n’existe pas.", $"'{activity.Key}' leads to '{missing}', which does not exist.");
        }

        if (activity.Link is ActivityLink.ToMedia { Type: not MediaType.Image, Transcript: null })
        {
            yield return new LocalizedText(
                $"« {activity.Key} » n’a pas de transcription : tout le monde ne peut pas l’entendre.",
                $"'{activity.Key}' has no transcript: not everyone can hear it.");
        }
    }

    private static IEnumerable<LocalizedText> QuestionFaults(Activity activity)
    {
        if (activity.Questions.Count == 0 && activity.Kind is ActivityKind.Quiz or ActivityKind.Survey)
        {
            yield return new LocalizedText($"« {activity.Key} » ne demande rien.", $"'{activity.Key}' asks nothing.");
        }

        foreach (var question in activity.Questions)
        {
            if (activity.Kind == ActivityKind.Quiz && (question.Answer is null || question.Explanation is null))
            {
                yield return new LocalizedText(
                    $"Il faut à la question « {question.Question.Key} » du quiz « {activity.Key} » une bonne réponse et une explication.",
                    $"The question '{question.Question.Key}' of the quiz '{activity.Key}' needs a right answer and an explanation.");
            }

            if (question.Answer is { } answer && question.Question.Options.All(option => option.Key != answer))
            {
                yield return new LocalizedText(
                    $"« {answer} » n’est pas l’une des options de « {question.Question.Key} ».",
                    $"'{answer}' is none of the options of '{question.Question.Key}'.");
            }
        }
    }

    private static IEnumerable<DefinitionFault> FaultsOf(CravingTool tool, ProgrammeDefinition programme) =>
        tool.Sources.Where(source => !programme.Sources.ContainsKey(source)).Select(UnknownSource)
            .Concat(tool.Triggers.Where(trigger => programme.Vocabulary.Find(JourneyFacts.WorstTrigger)?.Words.Contains(trigger) is not true)
                .Select(trigger => new LocalizedText(
                    $"« {trigger} » n’est pas l’une des situations (triggers) sur lesquelles on interroge les personnes.",
                    $"'{trigger}' is none of the triggers that people are asked about.")))
            .Select(problem => new DefinitionFault(tool.Line, problem));

    private static LocalizedText UnknownSource(string source) => new(
        $"La source « {source} » n’est pas parmi celles du programme.", $"The source '{source}' is not among the programme's sources.");

    private static bool CanCome(Timing timing, ProgrammeGoal? goal) => goal is not null && timing.Anchor switch
    {
        AnchorKind.Phase => goal.Phases.Any(phase => phase.Key == timing.Phase && timing.Days.From < phase.Days.Length && timing.Days.To >= 0),
        AnchorKind.Event => timing.Days.To >= 0,
        AnchorKind.Lapse or AnchorKind.Relapse => goal.Kind == GoalKind.Quit && timing.Days.To >= 0,
        AnchorKind.QuitDate => goal.Kind == GoalKind.Quit && goal.Phases.Any(phase =>
            phase.Anchor == AnchorKind.Enrolment || (phase.Anchor == AnchorKind.QuitDate && Overlap(phase.Days, timing.Days))),
        _ => timing.Days.To >= 0 && goal.Phases.Any(phase => phase.Anchor == AnchorKind.QuitDate || (phase.Anchor == AnchorKind.Enrolment && Overlap(phase.Days, timing.Days))),
    };

    private static bool Overlap(DaySpan one, DaySpan other) => one.From <= other.To && other.From <= one.To;

    /// <summary>Leads people through who say nothing of themselves.</summary>
    private static IEnumerable<DefinitionFault> EmptyDays(ProgrammeDefinition programme, bool isThorough, CancellationToken cancellationToken) =>
        programme.Goals.SelectMany(goal => isThorough ? WaysOf(goal).Concat(TurnsFrom(goal, programme)) : [new Way(goal, goal.Kind == GoalKind.Quit ? goal.ProposedQuitDay : 0)])
            .Until(cancellationToken)
            .Select(way => (Way: way, Day: FirstEmptyDay(programme, way)))
            .Where(walked => walked.Day is not null)
            .DistinctBy(walked => (walked.Way.Goal, walked.Way.QuitAfter, walked.Way.TurnsTo))
            .Select(walked => new DefinitionFault(
                0, $"Le jour {walked.Day} est vide pour {walked.Way.DescribeInFrench()}.", $"Day {walked.Day} is empty for {walked.Way.Describe()}."));

    private static IEnumerable<Way> WaysOf(ProgrammeGoal goal)
    {
        foreach (var quitAfter in goal.Kind == GoalKind.Quit ? QuitDates.Where(day => day < goal.LatestQuitDay).Append(goal.LatestQuitDay) : [0])
        {
            yield return new Way(goal, quitAfter);
            yield return new Way(goal, quitAfter) { DoesAll = true };
            if (goal.Kind == GoalKind.Quit)
            {
                yield return new Way(goal, quitAfter) { DoesAll = true, PutsOffBy = goal.LatestQuitDay / 2 };
            }
        }
    }

    private static IEnumerable<Way> TurnsFrom(ProgrammeGoal goal, ProgrammeDefinition programme) =>
        from other in programme.Goals
        where other.Kind != goal.Kind
        from doesAll in (bool[])[false, true]
        select new Way(goal, goal.Kind == GoalKind.Quit || other.Kind == GoalKind.Quit ? TurningDay / 2 : 0) { DoesAll = doesAll, TurnsTo = other };

    private static int? FirstEmptyDay(ProgrammeDefinition programme, Way way)
    {
        // A Monday like any other: no rule knows the calendar.
        var first = new DateOnly(2026, 1, 5);
        var journey = way.Begin(programme, first);
        for (var day = 0; day < way.Length; day++)
        {
            journey = way.On(day, programme, journey, first.AddDays(day));
            var plan = Planner.Plan(programme, journey, first.AddDays(day));
            if (plan.Activities.Count == 0)
            {
                return day;
            }

            foreach (var planned in plan.Activities)
            {
                journey = journey.Offered(new Offer(planned.Activity.Key, planned.Occurrence, plan.Day));
                journey = way.DoesAll ? journey.Completed(planned.Occurrence, plan.Day).ActiveOn(plan.Day) : journey;
            }
        }

        return null;
    }

    /// <summary>Somebody who says nothing of themselves, and what they do.</summary>
    /// <param name="Goal">With which they begin.</param>
    /// <param name="QuitAfter">Days until their quit date, from whenever they choose to quit.</param>
    private sealed record Way(ProgrammeGoal Goal, int QuitAfter)
    {
        public bool DoesAll { get; init; }

        /// <summary>On the eve of the quit date; 0 for not at all.</summary>
        public int PutsOffBy { get; init; }

        /// <summary>The goal that they turn to, for as long as days must not be empty, before they come back to theirs; null where they stay.</summary>
        public ProgrammeGoal? TurnsTo { get; init; }

        public int Length => TurnsTo is null ? FirstDays : TurningDay + (2 * FirstDays);

        public Journey Begin(ProgrammeDefinition programme, DateOnly date)
        {
            var journey = new Journey { Id = Guid.Empty, Goal = Goal.Kind, EnrolledOn = date, LastActiveOn = date };
            return QuitDateFrom(Goal.Kind, date) is { } quitDate ? Put(journey, state => state.QuitOn(programme, quitDate, date)) : journey;
        }

        public Journey On(int day, ProgrammeDefinition programme, Journey journey, DateOnly date) => day switch
        {
            _ when PutsOffBy > 0 && day == QuitAfter - 1 => Put(journey, state => state.QuitOn(programme, date.AddDays(PutsOffBy), date)),
            TurningDay when TurnsTo is not null => Put(journey, state => state.AimFor(programme, TurnsTo.Kind, QuitDateFrom(TurnsTo.Kind, date), date)),
            TurningDay + FirstDays when TurnsTo is not null => Put(journey, state => state.AimFor(programme, Goal.Kind, QuitDateFrom(Goal.Kind, date), date)),
            _ => journey,
        };

        public string Describe() =>
            $"somebody with the goal '{Goal.Title}' who says nothing of themselves and {(DoesAll ? "does all that is offered" : "does nothing")}"
            + (PutsOffBy > 0 ? ", and puts their date off on its eve" : string.Empty)
            + (Goal.Kind == GoalKind.Quit ? $", {QuitAfter} days before their quit date" : string.Empty)
            + (TurnsTo is null ? string.Empty : $", and turns to '{TurnsTo.Title}' on day {TurningDay} and back on day {TurningDay + FirstDays}");

        public string DescribeInFrench() =>
            $"une personne avec l’objectif « {Goal.Title} » qui ne dit rien de soi et {(DoesAll ? "fait tout ce qui lui est proposé" : "ne fait rien")}"
            + (PutsOffBy > 0 ? ", et repousse sa date la veille" : string.Empty)
            + (Goal.Kind == GoalKind.Quit ? $", {QuitAfter} jours avant sa date d’arrêt" : string.Empty)
            + (TurnsTo is null ? string.Empty : $", puis passe à « {TurnsTo.Title} » le jour {TurningDay} et revient le jour {TurningDay + FirstDays}");

        private DateOnly? QuitDateFrom(GoalKind goal, DateOnly date) => goal == GoalKind.Quit ? date.AddDays(QuitAfter) : null;

        /// <summary>What the rules refuse, nobody does.</summary>
        private static Journey Put(Journey journey, Func<EnrolmentState, Result<EnrolmentState>> change) =>
            change(new EnrolmentState { Journey = journey, Messaging = Messaging.Usual }) is { IsFailure: false } changed ? changed.Value.Journey : journey;
    }
}
