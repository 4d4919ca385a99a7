using System.ComponentModel.DataAnnotations;
using MobileBackend.Api.V1.Common;
using MobileBackend.Application.Programmes.Simulation;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Api.V1.Programmes.Simulations;

/// <summary>A made-up person who is to live through a programme.</summary>
public sealed record SimulateProgrammeBody
{
    /// <summary>Of the programme; absent for the one that people begin with now.</summary>
    [Range(1, ProgrammeVersion.Greatest)]
    public int? Version { get; init; }

    /// <summary>What they want.</summary>
    [Required]
    public GoalKind? Goal { get; init; }

    /// <summary>Their first day, from 2000 to 2099; absent for today in Paris.</summary>
    public DateOnly? EnrolsOn { get; init; }

    /// <summary>With <c>quit</c> alone: days from the first one to the quit date; absent for a week.</summary>
    [Range(0, 400)]
    public int? QuitsAfter { get; init; }

    /// <summary>What they say about themselves, by the key of the question; with every required answer.</summary>
    [Required]
    public IReadOnlyDictionary<string, ProfileValue>? Profile { get; init; }

    /// <summary>Whether they are on the other programme too.</summary>
    public bool? IsOnOtherProgramme { get; init; }

    /// <summary>How they want to hear from the programme; absent for every day at 8:30.</summary>
    public SimulatedMessagingBody? Messaging { get; init; }

    /// <summary>IANA id of the clock on their wall; absent for <c>Europe/Paris</c>.</summary>
    [Length(1, 64)]
    public string? TimeZone { get; init; }

    /// <summary>What they do; absent for somebody who does 7 of 10 things that they are offered, and to whom nothing happens.</summary>
    public BehaviourBody? Behaviour { get; init; }

    /// <summary>Decides what is left to chance: the same seed, the same life. Absent for 1.</summary>
    public int? Seed { get; init; }

    /// <summary>How many days to live; absent for the whole programme, 400 at most.</summary>
    [Range(1, 400)]
    public int? Days { get; init; }

    internal SimulateProgrammeQuery ToQuery(string slug) => new(slug)
    {
        Version = Version,
        Goal = Goal,
        EnrolsOn = EnrolsOn,
        QuitsAfter = QuitsAfter,
        Profile = ProfileValue.ToInputs(Profile),
        IsOnOtherProgramme = IsOnOtherProgramme is true,
        Frequency = Messaging?.Frequency,
        PreferredTime = Messaging?.PreferredTime,
        TimeZone = TimeZone,
        Behaviour = Behaviour?.ToWish() ?? new BehaviourWish(),
        Seed = Seed,
        Days = Days,
    };
}

/// <summary>How a made-up person wants to hear from a programme.</summary>
public sealed record SimulatedMessagingBody
{
    /// <summary>Absent for every day.</summary>
    public MessageFrequency? Frequency { get; init; }

    /// <summary>On their own clock, from 05:00 to 20:30; absent for <c>08:30</c>.</summary>
    public TimeOnly? PreferredTime { get; init; }
}

/// <summary>What a made-up person does. Days count from their first one, which is 0.</summary>
public sealed record BehaviourBody
{
    /// <summary>How likely they are to do what they are offered, from 0 to 1; absent for 0.7.</summary>
    [Range(0d, 1d)]
    public double? Does { get; init; }

    /// <summary>From this day they do nothing any more.</summary>
    [Range(0, 400)]
    public int? SilentFromDay { get; init; }

    /// <summary>Days of a lapse, after the quit date; up to 50 of them, each from 0 to 400.</summary>
    [MaxLength(50)]
    public IReadOnlyList<int>? LapsesOnDays { get; init; }

    /// <summary>The day of a relapse, after the quit date.</summary>
    [Range(0, 400)]
    public int? RelapsesOnDay { get; init; }

    /// <summary>So many days after the relapse they set a new quit date, for the day after.</summary>
    [Range(1, 400)]
    public int? TriesAgainAfterDays { get; init; }

    /// <summary>On this day, before the quit date, they put it off; needs <c>putsOffByDays</c>.</summary>
    [Range(0, 400)]
    public int? PutsOffOnDay { get; init; }

    /// <summary>By how many days from then.</summary>
    [Range(1, 400)]
    public int? PutsOffByDays { get; init; }

    /// <summary>How likely a day is to bring a craving that they log, from 0 to 1; absent for 0.</summary>
    [Range(0d, 1d)]
    public double? Craves { get; init; }

    /// <summary>What their diary says for the first day; absent where they keep none.</summary>
    [Range(0, 100)]
    public int? Uses { get; init; }

    /// <summary>By how much their use is multiplied from day to day, from 0 to 2, such as 0.98; absent for 1.</summary>
    [Range(0d, 2d)]
    public double? UseChanges { get; init; }

    /// <summary>By the code of the assessment, the band that it leads to once they do it, such as <c>{ "ftnd": "strong" }</c>.</summary>
    public IReadOnlyDictionary<string, string>? Bands { get; init; }

    internal BehaviourWish ToWish()
    {
        var wish = new BehaviourWish
        {
            Does = Does,
            SilentFromDay = SilentFromDay,
            RelapsesOnDay = RelapsesOnDay,
            TriesAgainAfterDays = TriesAgainAfterDays,
            PutsOffOnDay = PutsOffOnDay,
            PutsOffByDays = PutsOffByDays,
            Craves = Craves,
            Uses = Uses,
            UseChanges = UseChanges,
        };
        return wish with { LapsesOnDays = LapsesOnDays ?? wish.LapsesOnDays, Bands = Bands ?? wish.Bands };
    }
}
