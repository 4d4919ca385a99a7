using System.Collections.Immutable;
using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Simulation;

/// <summary>Leads a made-up person through a programme, for its authors. Nothing of it is kept.</summary>
/// <param name="Slug">The programme.</param>
public sealed record SimulateProgrammeQuery(string Slug) : IQuery<Result<SimulationResponse>>
{
    /// <summary>Null for the one that people begin with now.</summary>
    public int? Version { get; init; }

    public GoalKind? Goal { get; init; }

    /// <summary>Their first day; null for today in Paris.</summary>
    public DateOnly? EnrolsOn { get; init; }

    /// <summary>Days from the first one to the quit date; null for a week, where the programme lets one wait that long.</summary>
    public int? QuitsAfter { get; init; }

    /// <summary>By the key of the question.</summary>
    public IReadOnlyDictionary<string, AnswerInput>? Profile { get; init; }

    public bool IsOnOtherProgramme { get; init; }

    /// <summary>Null for every day.</summary>
    public MessageFrequency? Frequency { get; init; }

    /// <summary>On their own clock; null for 8:30.</summary>
    public TimeOnly? PreferredTime { get; init; }

    /// <summary>IANA id; null for Europe/Paris.</summary>
    public string? TimeZone { get; init; }

    public BehaviourWish Behaviour { get; init; } = new();

    /// <summary>Decides what is left to chance; null for 1.</summary>
    public int? Seed { get; init; }

    /// <summary>Null for the whole programme.</summary>
    public int? Days { get; init; }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SimulateProgrammeQuery);
}

/// <summary>How the made-up person behaves. Days count from their first one, which is 0.</summary>
public sealed record BehaviourWish
{
    /// <summary>How likely they are to do what they are offered, from 0 to 1; null for 0.7.</summary>
    public double? Does { get; init; }

    /// <summary>From this day they do nothing any more.</summary>
    public int? SilentFromDay { get; init; }

    public IReadOnlyList<int> LapsesOnDays { get; init; } = [];

    public int? RelapsesOnDay { get; init; }

    /// <summary>So many days after the relapse they set a new quit date.</summary>
    public int? TriesAgainAfterDays { get; init; }

    /// <summary>On this day they put their quit date off.</summary>
    public int? PutsOffOnDay { get; init; }

    /// <summary>By how many days from then.</summary>
    public int? PutsOffByDays { get; init; }

    /// <summary>How likely a day is to bring a craving that they log, from 0 to 1; null for 0.</summary>
    public double? Craves { get; init; }

    /// <summary>What their diary says for the first day; null where they keep none.</summary>
    public int? Uses { get; init; }

    /// <summary>By how much their use is multiplied from day to day; null for 1.</summary>
    public double? UseChanges { get; init; }

    /// <summary>By the code of the assessment, the band that it leads to.</summary>
    public IReadOnlyDictionary<string, string> Bands { get; init; } = ImmutableDictionary<string, string>.Empty;
}

internal sealed class SimulateProgrammeValidator : AbstractValidator<SimulateProgrammeQuery>
{
    private const int MostLapses = 50;
    private const int MostUses = 100;
    private const double GreatestChange = 2;

    /// <summary>Dates far away are of no use, and the last ones of the calendar have no day after them.</summary>
    private static readonly DateOnly EarliestDay = new(2000, 1, 1);
    private static readonly DateOnly LatestDay = new(2099, 12, 31);

    public SimulateProgrammeValidator()
    {
        RuleFor(query => query.Goal).NotNull();
        RuleFor(query => query.Profile).NotNull();
        RuleFor(query => query.Version).InclusiveBetween(1, ProgrammeVersion.Greatest);
        RuleFor(query => query.EnrolsOn).InclusiveBetween(EarliestDay, LatestDay);
        RuleFor(query => query.QuitsAfter).InclusiveBetween(0, SimulateProgrammeHandler.MostDays);
        RuleFor(query => query.PreferredTime).InclusiveBetween(Delivery.Earliest, Delivery.Latest)
            .WithMessage(_ => EnrolmentErrors.PreferredTime.Text.ToString())
            .OverridePropertyName("messaging.preferredTime");
        RuleFor(query => query.TimeZone).ParsedBy(PersonTimeZone.Parse).When(query => query.TimeZone is not null);
        RuleFor(query => query.Days).InclusiveBetween(1, SimulateProgrammeHandler.MostDays);
        RuleFor(query => query.Behaviour.Does).InclusiveBetween(0, 1);
        RuleFor(query => query.Behaviour.Craves).InclusiveBetween(0, 1);
        RuleFor(query => query.Behaviour.SilentFromDay).InclusiveBetween(0, SimulateProgrammeHandler.MostDays);
        RuleFor(query => query.Behaviour.LapsesOnDays).Must(days => days.Count <= MostLapses);
        RuleForEach(query => query.Behaviour.LapsesOnDays).InclusiveBetween(0, SimulateProgrammeHandler.MostDays)
            .When(query => query.Behaviour.LapsesOnDays.Count <= MostLapses);
        RuleFor(query => query.Behaviour.RelapsesOnDay).InclusiveBetween(0, SimulateProgrammeHandler.MostDays);
        RuleFor(query => query.Behaviour.TriesAgainAfterDays).InclusiveBetween(1, SimulateProgrammeHandler.MostDays);
        RuleFor(query => query.Behaviour.PutsOffOnDay).InclusiveBetween(0, SimulateProgrammeHandler.MostDays);
        RuleFor(query => query.Behaviour.PutsOffByDays).InclusiveBetween(1, SimulateProgrammeHandler.MostDays);
        RuleFor(query => query.Behaviour.PutsOffByDays).NotNull().When(query => query.Behaviour.PutsOffOnDay is not null);
        RuleFor(query => query.Behaviour.Uses).InclusiveBetween(0, MostUses);
        RuleFor(query => query.Behaviour.UseChanges).InclusiveBetween(0, GreatestChange);
    }
}

internal sealed class SimulateProgrammeHandler(IProgrammeCatalogue catalogue, TimeProvider time)
    : IQueryHandler<SimulateProgrammeQuery, Result<SimulationResponse>>
{
    /// <summary>More than a year says nothing more, and an answer must stay small enough to be looked at.</summary>
    internal const int MostDays = 400;

    private const int UsualWait = 7;
    private const int UsualSeed = 1;
    private const double UsualDoes = 0.7;

    public async Task<Result<SimulationResponse>> Handle(SimulateProgrammeQuery request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) is { } programme ? Simulate(programme, request) : CommonErrors.NotFound;

    private async ValueTask<ProgrammeDefinition?> FindAsync(SimulateProgrammeQuery request, CancellationToken cancellationToken) =>
        request.Version is { } version
            ? await catalogue.FindAsync(new ProgrammeVersionRef(request.Slug, version), cancellationToken)
            : catalogue.Find(request.Slug);

    private Result<SimulationResponse> Simulate(ProgrammeDefinition programme, SimulateProgrammeQuery request)
    {
        if (programme.Find(request.Goal!.Value) is not { } goal)
        {
            return EnrolmentErrors.GoalNotOffered.At("goal");
        }

        if (QuitDateFault(goal, request.QuitsAfter) is { } fault)
        {
            return fault.At("quitsAfter");
        }

        if (request.Behaviour.Bands.FirstOrDefault(band => !Knows(programme, band.Key, band.Value)) is { Key: { } code })
        {
            return SimulationErrors.Band.At(FieldPath.Of("behaviour.bands", code));
        }

        return ProfileAnswers.Parse(programme.Questions, request.Profile!, requireAll: true).Map(profile =>
        {
            var person = PersonOf(request, goal, profile);
            return SimulationResponse.From(
                programme, goal, person, request.TimeZone ?? FrenchClock.TimeZoneId, Simulator.Run(programme, person, request.Days, MostDays));
        });
    }

    private static Error? QuitDateFault(ProgrammeGoal goal, int? quitsAfter) =>
        quitsAfter is not { } wait ? null
        : goal.Kind != GoalKind.Quit ? EnrolmentErrors.QuitDateWithoutQuitting
        : wait > goal.LatestQuitDay ? SimulationErrors.QuitDate(goal.LatestQuitDay)
        : null;

    private static bool Knows(ProgrammeDefinition programme, string code, string band) =>
        programme.Vocabulary.Find(JourneyFacts.BandPrefix + code)?.Words.Contains(band, StringComparer.Ordinal) is true;

    private SimulatedPerson PersonOf(SimulateProgrammeQuery request, ProgrammeGoal goal, ImmutableDictionary<string, Answer> profile)
    {
        var behaviour = request.Behaviour;
        return new SimulatedPerson
        {
            Seed = request.Seed ?? UsualSeed,
            Goal = goal.Kind,
            Profile = profile,
            EnrolsOn = request.EnrolsOn ?? FrenchClock.DateAt(time.GetUtcNow()),
            QuitsAfter = goal.Kind == GoalKind.Quit ? request.QuitsAfter ?? Math.Min(UsualWait, goal.LatestQuitDay) : 0,
            IsOnOtherProgramme = request.IsOnOtherProgramme,
            Messaging = new Messaging(request.Frequency ?? Messaging.Usual.Frequency, request.PreferredTime ?? Messaging.Usual.PreferredTime),
            Reach = SimulatedPerson.ReachIn(request.TimeZone ?? FrenchClock.TimeZoneId),
            Does = behaviour.Does ?? UsualDoes,
            SilentFrom = behaviour.SilentFromDay,
            LapsesOn = [.. behaviour.LapsesOnDays],
            RelapsesOn = behaviour.RelapsesOnDay,
            TriesAgainAfter = behaviour.TriesAgainAfterDays,
            PutsOffOn = behaviour.PutsOffOnDay,
            PutsOffBy = behaviour.PutsOffByDays ?? 0,
            Craves = behaviour.Craves ?? 0,
            Uses = behaviour.Uses,
            UseChanges = behaviour.UseChanges ?? 1,
            Bands = behaviour.Bands.ToImmutableDictionary(),
        };
    }
}
