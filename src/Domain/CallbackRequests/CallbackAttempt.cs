namespace MobileBackend.Domain.CallbackRequests;

/// <summary>One attempt of the call centre to reach the person.</summary>
public sealed class CallbackAttempt
{
    internal CallbackAttempt(string attemptId, DateTimeOffset attemptedAt, AttemptOutcome outcome, DateTimeOffset recordedAt)
    {
        AttemptId = attemptId;
        AttemptedAt = attemptedAt;
        Outcome = outcome;
        RecordedAt = recordedAt;
    }

    /// <summary>The extranet's own id of the attempt, unique within the call back.</summary>
    public string AttemptId { get; private set; }

    public DateTimeOffset AttemptedAt { get; private set; }

    public AttemptOutcome Outcome { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}
