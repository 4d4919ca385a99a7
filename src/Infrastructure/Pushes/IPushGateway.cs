using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>A push as the push service gets it.</summary>
/// <param name="MessageId">The message that it announces: all that the app learns from it, and what makes a repetition replace it on the phone.</param>
/// <param name="Platform">What the phone runs.</param>
/// <param name="Token">The phone's address.</param>
/// <param name="Title">Neutral.</param>
/// <param name="Body">Neutral.</param>
/// <param name="IsUrgent">Whether a sleeping phone is to be woken for it.</param>
/// <param name="ExpiresAt">Dropped from then on.</param>
internal sealed record PushEnvelope(
    InboxMessageId MessageId, DevicePlatform Platform, string Token, string Title, string Body, bool IsUrgent, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => MessageId.ToString();
}

/// <summary>The service that pushes to phones.</summary>
internal interface IPushGateway
{
    /// <summary>False without an account at it: messages then stay in the inbox only.</summary>
    bool IsConfigured { get; }

    /// <summary>Sends one push; answers within the configured time-out.</summary>
    Task<PushOutcome> SendAsync(PushEnvelope envelope, CancellationToken cancellationToken);
}

/// <summary>What the push service said. Faults are words of our own or of its error table, never an answer's text.</summary>
internal abstract record PushOutcome
{
    public sealed record Sent : PushOutcome;

    /// <summary>The address leads nowhere any more, or to an app of another project: it is forgotten, the person's messages are not.</summary>
    /// <param name="Fault">Which of the two.</param>
    /// <param name="IsOfAnotherProject">Worth an alert: an app was built with the wrong project.</param>
    public sealed record DeadToken(string Fault, bool IsOfAnotherProject) : PushOutcome;

    /// <summary>This push will never be taken; nothing is said about the address.</summary>
    public sealed record Refused(string Fault) : PushOutcome;

    /// <summary>It may be taken later.</summary>
    /// <param name="Fault">Why not now.</param>
    /// <param name="RetryAfter">How long the service asked to wait.</param>
    /// <param name="IsQuota">Too many were sent: all of them go slower.</param>
    public sealed record Later(string Fault, TimeSpan? RetryAfter, bool IsQuota = false) : PushOutcome;

    /// <summary>No push of that platform can be sent until somebody mends its key.</summary>
    public sealed record PlatformStopped(string Fault) : PushOutcome;

    /// <summary>No push at all can be sent until somebody mends the account: no address and no attempt is used up on it.</summary>
    public sealed record ChannelStopped(string Fault) : PushOutcome;
}
