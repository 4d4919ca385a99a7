using System.ComponentModel.DataAnnotations;
using MobileBackend.Api.V1.Common;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journal;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Enrolments;

/// <summary>Somebody who wants to take part in a programme.</summary>
public sealed record EnrolBody
{
    /// <summary>The programme: <c>tis</c> or <c>jeanne</c>.</summary>
    [Required, Length(1, 32)]
    public string? Programme { get; init; }

    /// <summary>What the person wants.</summary>
    [Required]
    public GoalKind? Goal { get; init; }

    /// <summary>
    /// Only with the goal <c>quit</c>: at most 30 days back, and as far ahead as the programme leads (<c>latestQuitDay</c>). Where it is absent one is
    /// proposed that leaves time to prepare, and can be moved at any time.
    /// </summary>
    public DateOnly? QuitDate { get; init; }

    /// <summary>By the key of the programme's <c>profileQuestions</c>; only the required ones are needed.</summary>
    [Required]
    public IReadOnlyDictionary<string, ProfileValue>? Profile { get; init; }

    /// <summary>How the person wants to hear; daily at 08:30 where it is absent.</summary>
    public MessagingBody? Messaging { get; init; }

    /// <summary>The person is 15 or older. Must be true.</summary>
    [Required]
    public bool AtLeast15 { get; init; }

    /// <summary>The person agrees to what they tell of their health being kept, to coach them. Must be true; can be withdrawn.</summary>
    [Required]
    public bool HealthDataConsent { get; init; }

    internal EnrolCommand ToCommand() =>
        new(Programme, Goal, QuitDate, ProfileValue.ToInputs(Profile), Messaging?.ToWish(), AtLeast15, HealthDataConsent);
}

/// <summary>How a person wants to hear from a programme.</summary>
public sealed record MessagingBody
{
    /// <summary>
    /// <c>daily</c>; <c>three-per-week</c>, which are Monday, Wednesday and Friday, one push a day, whatever else calls; or <c>none</c>: everything then
    /// waits in the app.
    /// </summary>
    [Required]
    public MessageFrequency? Frequency { get; init; }

    /// <summary>On the person's clock, from 05:00 to 20:30.</summary>
    [Required]
    public TimeOnly? PreferredTime { get; init; }

    internal MessagingWish ToWish() => new(Frequency, PreferredTime);
}

/// <summary>A quit date.</summary>
public sealed record QuitDateBody
{
    /// <summary>Day 0. After a relapse it opens the next attempt.</summary>
    [Required]
    public DateOnly? QuitDate { get; init; }
}

/// <summary>Another goal.</summary>
public sealed record GoalBody
{
    /// <summary>What the person wants now.</summary>
    [Required]
    public GoalKind? Goal { get; init; }

    /// <summary>Only with the goal <c>quit</c>; proposed where it is absent.</summary>
    public DateOnly? QuitDate { get; init; }
}

/// <summary>What a person tells of themselves.</summary>
public sealed record ProfileBody
{
    /// <summary>By the key of the programme's <c>profileQuestions</c>, all of it: what is absent is forgotten.</summary>
    [Required]
    public IReadOnlyDictionary<string, ProfileValue>? Profile { get; init; }
}

/// <summary>What a person saves for.</summary>
public sealed record SavingsGoalBody
{
    /// <summary>In their words, 1 to 60 characters.</summary>
    [Required, Length(1, 60)]
    public string? Label { get; init; }

    /// <summary>What it costs, in euro cents.</summary>
    [Required, Range(100, 10_000_000)]
    public int? Cents { get; init; }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SavingsGoalBody);
}

/// <summary>An activity that was done.</summary>
public sealed record CompletionBody
{
    /// <summary>The activity's <c>offeredOn</c>, which tells one day's from another's; the latest that is open where it is absent.</summary>
    public DateOnly? OfferedOn { get; init; }

    /// <summary>By the key of the activity's <c>questions</c>; none need be answered.</summary>
    public IReadOnlyDictionary<string, ProfileValue>? Answers { get; init; }
}

/// <summary>An entry of the diary.</summary>
public sealed record DiaryEntryBody
{
    /// <summary>When it was, at most 14 days back; now where it is absent or ahead.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Cigarettes or joints; 0 for a day without.</summary>
    [Required, Range(0, DiaryInput.MostAmount)]
    public int? Amount { get; init; }

    /// <summary>Where.</summary>
    public CravingPlace? Place { get; init; }

    /// <summary>With whom.</summary>
    public Company? Company { get; init; }

    /// <summary>Why: an option of the profile question <c>triggers</c>.</summary>
    [Length(1, 64)]
    public string? Trigger { get; init; }

    /// <summary>From 0, very low, to 10, very good.</summary>
    [Range(0, DiaryInput.Scale)]
    public int? Mood { get; init; }

    /// <summary>How the night was, from 0 to 10.</summary>
    [Range(0, DiaryInput.Scale)]
    public int? Sleep { get; init; }

    /// <summary>Whether tobacco was mixed in.</summary>
    public bool? TobaccoMixed { get; init; }

    /// <summary>In the person's own words, at most 500 characters.</summary>
    [MaxLength(DiaryInput.LongestNote)]
    public string? Note { get; init; }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(DiaryEntryBody);

    internal WriteDiaryCommand ToCommand(Guid id) =>
        new(EnrolmentId.From(id), new DiaryInput(OccurredAt, Amount, Place, Company, Trigger, Mood, Sleep, TobaccoMixed, Note));
}

/// <summary>A craving. All of it may be left out: help comes first.</summary>
public sealed record CravingBody
{
    /// <summary>When it came; now where it is absent, ahead, or more than 14 days back.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>From 0 to 10.</summary>
    [Range(0, DiaryInput.Scale)]
    public int? Intensity { get; init; }

    /// <summary>What set it off: an option of the profile question <c>triggers</c>; any other is left aside, help comes first.</summary>
    public string? Trigger { get; init; }

    /// <summary>Where the person is.</summary>
    public CravingPlace? Place { get; init; }

    /// <summary>With whom.</summary>
    public Company? Company { get; init; }

    /// <summary>From 0, very low, to 10, very good.</summary>
    [Range(0, DiaryInput.Scale)]
    public int? Mood { get; init; }

    /// <summary>In the person's own words, at most 500 characters.</summary>
    [MaxLength(DiaryInput.LongestNote)]
    public string? Note { get; init; }

    /// <summary>The key of the tool that was used, of a craving that has passed; any other is left aside.</summary>
    public string? Tool { get; init; }

    /// <summary>Whether it passed without use; absent while it lasts.</summary>
    public bool? Resisted { get; init; }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(CravingBody);

    internal RecordCravingCommand ToCommand(Guid id) =>
        new(EnrolmentId.From(id), new CravingInput(OccurredAt, Intensity, Trigger, Place, Company, Mood, Note, Tool, Resisted));
}

/// <summary>How a craving ended.</summary>
public sealed record CravingOutcomeBody
{
    /// <summary>The key of the tool that was used; absent for none.</summary>
    [Length(1, 64)]
    public string? Tool { get; init; }

    /// <summary>Whether it passed without use.</summary>
    [Required]
    public bool? Resisted { get; init; }
}

/// <summary>Somebody used again.</summary>
public sealed record LapseBody
{
    /// <summary><c>lapse</c>: it stayed on its own, and the attempt goes on. <c>relapse</c>: it ends, and what it reached stays.</summary>
    [Required]
    public LapseKind? Kind { get; init; }

    /// <summary>When it was, at most 14 days back; now where it is absent or ahead.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Cigarettes or joints; 1 where it is absent.</summary>
    [Range(1, RecordLapseCommand.MostCigarettes)]
    public int? Cigarettes { get; init; }

    internal RecordLapseCommand ToCommand(Guid id) => new(EnrolmentId.From(id), Kind, OccurredAt, Cigarettes);
}
