using System.Collections.Immutable;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Conditions;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Simulation;

/// <summary>Leads a made-up person through a programme, day by day, with the planner that leads real ones.</summary>
public static class Simulator
{
    /// <summary>The event of what the rules do not allow, such as a quit date too far ahead.</summary>
    private const string Refused = "refused";

    private const int MostIntense = 10;

    /// <summary>A use that grows from day to day would otherwise know no end.</summary>
    private const int MostUsed = 1000;

    /// <summary>Most answers lie near the least that there can be: few people smoke a hundred a day.</summary>
    private const double LeanToLeast = 2.5;

    /// <summary>The whole of the programme for them, or as many days as are asked for; no more than <paramref name="most"/>.</summary>
    public static IReadOnlyList<SimulatedDay> Run(ProgrammeDefinition programme, SimulatedPerson person, int? days = null, int most = int.MaxValue)
    {
        var chance = new Random(person.Seed);
        var journey = Begin(programme, person, chance);
        var timeline = new List<SimulatedDay>();
        for (var number = 0; number < Math.Min(days ?? LengthOf(programme, person, journey), most); number++)
        {
            var day = person.EnrolsOn.AddDays(number);
            var events = new List<string>();
            journey = LiveThrough(programme, journey, person, number, day, chance, events);
            var plan = Planner.Plan(programme, journey, day);
            var budget = Planner.BudgetOn(programme.Budget, journey, day, plan.IsLight);
            var facts = new JourneyFacts(journey, day);
            var activities = new List<SimulatedActivity>();

            // What they tell of has no hour here: its answer comes at those of the others, and calls nobody.
            var answers = plan.Activities.Where(planned => planned.IsAnswer).Select(planned => planned.Occurrence).ToList();
            var timed = plan with { Activities = [.. plan.Activities.Select(planned => planned with { IsAnswer = false })] };
            foreach (var message in Delivery.Of(timed, person.Messaging, person.Reach, person.Reach.Clock.ToInstant(day, TimeOnly.MinValue)))
            {
                var planned = message.Planned;
                var (title, why) = (TextPlaceholders.Fill(planned.Activity.Title, journey, day), TextPlaceholders.Fill(planned.Activity.Why, journey, day));
                journey = journey.Offered(new Offer(planned.Activity.Key, planned.Occurrence, day));
                var isDone = !IsSilent(person, number) && chance.NextDouble() < person.Does;
                journey = isDone ? Do(journey, planned, person, day, chance) : journey;
                var because = planned.Because.Select(name => new SimulatedFact(name, ValueOf(name, programme.Vocabulary, facts))).ToList();
                var isAnswer = answers.Contains(planned.Occurrence);
                activities.Add(new SimulatedActivity(
                    planned.Activity, title, why, planned.Occurrence, because, message.ToldAt, message.PushUntil is not null && !isAnswer, isDone)
                {
                    IsAnswer = isAnswer,
                });
            }

            timeline.Add(new SimulatedDay(day, plan.DayNumber, plan.Phase?.Key, plan.IsLight, budget, activities, events)
            {
                IsQuiet = plan.Phase is { IsQuiet: true },
            });
        }

        return timeline;
    }

    /// <summary>Until the last phase ends, as far as that is known by now: another date, attempt or goal brings more, and is waited for.</summary>
    private static int LengthOf(ProgrammeDefinition programme, SimulatedPerson person, Journey journey) => (programme.Find(journey.Goal)?.Phases ?? [])
        .Select(phase => Planner.DayOf(journey, phase.Anchor) is { } zero ? zero.AddDays(phase.Days.To).DayNumber - person.EnrolsOn.DayNumber : 0)
        .Append(person.RelapsesOn + person.TriesAgainAfter ?? 0)
        .Append(person.TurnsTo is null ? 0 : person.TurnsOn)
        .Max() + 1;

    private static Journey Begin(ProgrammeDefinition programme, SimulatedPerson person, Random chance)
    {
        var id = new byte[16];
        chance.NextBytes(id);
        DateOnly? quitDate = person.Goal == GoalKind.Quit ? person.EnrolsOn.AddDays(person.QuitsAfter) : null;
        var begun = EnrolmentState.Begin(EnrolmentId.From(new Guid(id)), programme, person.Goal, quitDate, person.Profile, person.Messaging, person.EnrolsOn);
        return begun.Value.Journey with { IsOnOtherProgramme = person.IsOnOtherProgramme };
    }

    private static Answer? ValueOf(string name, Vocabulary vocabulary, JourneyFacts facts) => vocabulary.Find(name)?.Kind switch
    {
        FactKind.Number => facts.NumberOf(name) is { } number ? new Answer(Number: number) : null,
        FactKind.Flag => facts.FlagOf(name) is { } flag ? new Answer(Flag: flag) : null,
        FactKind.Choice => facts.ChoiceOf(name) is { } word ? new Answer(Words: [word]) : null,
        FactKind.Choices => facts.ChoicesOf(name) is { } words ? new Answer(Words: [.. words]) : null,
        _ => null,
    };

    private static bool IsSilent(SimulatedPerson person, int number) => number >= person.SilentFrom;

    /// <summary>What they do, and what befalls them, by the rules that hold for everyone: a date that nobody could choose is refused here too.</summary>
    private static Journey LiveThrough(
        ProgrammeDefinition programme, Journey journey, SimulatedPerson person, int number, DateOnly day, Random chance, List<string> events)
    {
        var state = new EnrolmentState { Journey = journey, Messaging = person.Messaging };
        if (person.TurnsTo is { } goal && person.TurnsOn == number && goal != journey.Goal)
        {
            Tell("new-goal", state.AimFor(programme, goal, goal == GoalKind.Quit ? day.AddDays(person.QuitsAfter) : null, day));
        }

        if (person.LapsesOn.Contains(number) && state.Journey.QuitDate <= day)
        {
            Tell("lapse", state.Lapse(new Lapse(day, 1, day)));
        }

        if (person.RelapsesOn == number && state.Journey.QuitDate <= day)
        {
            Tell("relapse", state.Relapse(day, day));
        }

        if (person.RelapsesOn + person.TriesAgainAfter == number && state.Journey is { Goal: GoalKind.Quit, Attempt: null })
        {
            Tell("new-quit-date", state.QuitOn(programme, day.AddDays(1), day));
        }

        if (person.PutsOffOn == number && state.Journey.QuitDate > day)
        {
            Tell("new-quit-date", state.QuitOn(programme, day.AddDays(person.PutsOffBy), day));
        }

        journey = state.Journey;
        if (IsSilent(person, number))
        {
            return journey;
        }

        if (chance.NextDouble() < person.Craves)
        {
            events.Add("craving");
            var triggers = person.Profile.GetValueOrDefault(JourneyFacts.Triggers)?.Words ?? ImmutableArray<string>.Empty;
            var trigger = triggers.IsEmpty ? null : triggers[chance.Next(triggers.Length)];
            journey = journey.Craved(new Craving(day, chance.Next(MostIntense + 1), trigger, Tool: null, Resisted: true)).ActiveOn(day);
        }

        return person.Uses is { } uses
            ? journey.Used(day, (int)Math.Round(Math.Min(MostUsed, uses * Math.Pow(person.UseChanges, number)))).ActiveOn(day)
            : journey;

        void Tell(string what, Result<EnrolmentState> outcome)
        {
            events.Add(outcome.IsFailure ? Refused : what);
            state = outcome.IsFailure ? state : outcome.Value.With(outcome.Value.Journey.ActiveOn(day));
        }
    }

    private static Journey Do(Journey journey, PlannedActivity planned, SimulatedPerson person, DateOnly day, Random chance)
    {
        var activity = planned.Activity;
        journey = journey.Completed(planned.Occurrence, day).ActiveOn(day)
            .Answered(
                activity,
                planned.Occurrence,
                [.. activity.Questions.Select(asked => KeyValuePair.Create(asked.Question.Key, AnswerTo(asked.Question, chance)))]);
        return activity.Link is ActivityLink.ToAssessment { Code: var code } && person.Bands.TryGetValue(code, out var band)
            ? journey.Assessed(code, band, day)
            : journey;
    }

    /// <summary>Any answer that there can be.</summary>
    public static Answer AnswerTo(ProfileQuestion question, Random chance) => question.Kind switch
    {
        QuestionKind.Number =>
            new Answer(Number: question.Minimum + (int)(Math.Pow(chance.NextDouble(), LeanToLeast) * (question.Maximum - question.Minimum + 1))),
        QuestionKind.Flag => new Answer(Flag: chance.Next(2) == 0),
        QuestionKind.Choice => new Answer(Words: [question.Options[chance.Next(question.Options.Count)].Key]),
        QuestionKind.Choices => new Answer(Words: [.. question.Options.Where(_ => chance.Next(3) == 0).Select(option => option.Key)]),
        _ => new Answer(Text: "…"),
    };
}
