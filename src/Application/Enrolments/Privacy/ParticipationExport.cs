using System.Text.Json;
using System.Text.Json.Nodes;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Storage;

namespace MobileBackend.Application.Enrolments.Privacy;

/// <summary>Where a person stands in a programme, as they take it along; the members are those of the contract's <c>Enrolment</c>.</summary>
internal sealed record ParticipationExport(
    Guid Id,
    string Programme,
    int Version,
    string Status,
    string Goal,
    DateOnly EnrolledOn,
    DateOnly? QuitDate,
    int DayNumber,
    PhaseExport? Phase,
    IReadOnlyDictionary<string, JsonNode> Profile,
    MessagingExport Messaging,
    IReadOnlyList<AttemptExport> Attempts,
    IReadOnlyList<BadgeExport> Badges,
    SavingsGoalExport? SavingsGoal)
{
    public static ParticipationExport From(EnrolmentResponse enrolment) => new(
        enrolment.Id,
        enrolment.Programme,
        enrolment.Version,
        WordOf(enrolment.Status),
        EnrolmentWords.Goals.WordOf(enrolment.Goal),
        enrolment.EnrolledOn,
        enrolment.QuitDate,
        enrolment.DayNumber,
        enrolment.Phase is { } phase ? new PhaseExport(phase.Key, phase.Title) : null,
        enrolment.Profile.ToDictionary(answer => answer.Key, answer => JsonSerializer.SerializeToNode(answer.Value)!, StringComparer.Ordinal),
        new MessagingExport(EnrolmentWords.Frequencies.WordOf(enrolment.Messaging.Frequency), enrolment.Messaging.PreferredTime),
        [.. enrolment.Attempts.Select(attempt => new AttemptExport(attempt.QuitDate, attempt.EndedOn, attempt.Lapses))],
        [.. enrolment.Badges.Select(badge => new BadgeExport(badge.Key, badge.Title, badge.Text, badge.GivenOn))],
        enrolment.SavingsGoal is { } goal ? new SavingsGoalExport(goal.Label, goal.Cents) : null);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(ParticipationExport);

    private static string WordOf(EnrolmentStatus status) => status switch
    {
        EnrolmentStatus.Active => "active",
        EnrolmentStatus.Paused => "paused",
        EnrolmentStatus.Completed => "completed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, message: null),
    };
}

internal sealed record PhaseExport(string Key, string Title);

internal sealed record MessagingExport(string Frequency, TimeOnly PreferredTime);

internal sealed record AttemptExport(DateOnly QuitDate, DateOnly? EndedOn, int Lapses);

internal sealed record BadgeExport(string Key, string Title, string Text, DateOnly GivenOn);

internal sealed record SavingsGoalExport(string Label, int Cents)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(savings goal)";
}
