using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Common.Ports;

/// <summary>Tells a person something in their app's inbox, within the running transaction.</summary>
/// <remarks>The id of a subject is no typed id: the topic says of which kind it is.</remarks>
public interface IInbox
{
    void Tell(InboxDraft draft);

    /// <summary>Takes back what was planned about a subject: pushes not sent yet are cancelled, messages not told yet go.</summary>
    /// <param name="topic">What it is about.</param>
    /// <param name="subjectId">The id of what it is about.</param>
    /// <param name="plannedSteps">
    /// How the steps of those messages begin that are told later than they are written; null where there are none. All others were told when
    /// they were written, even where the clock of the replica that wrote them says that this lies ahead.
    /// </param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task WithdrawAsync(InboxTopic topic, Guid subjectId, string? plannedSteps, CancellationToken cancellationToken);

    /// <summary>Takes back the messages about a subject that are not told yet, with their pushes.</summary>
    Task<TakenBack> TakeBackAsync(InboxTopic topic, Guid subjectId, CancellationToken cancellationToken);

    /// <summary>Cancels the push of one step that newer news has overtaken, if it was not sent yet; the message stays.</summary>
    Task CancelPushAsync(InboxTopic topic, Guid subjectId, string step, CancellationToken cancellationToken);
}

/// <summary>Messages that were taken back.</summary>
/// <param name="Steps">Their steps: they may be told again.</param>
/// <param name="Pushes">How many of their pushes were still to count towards the person's ceiling.</param>
public sealed record TakenBack(IReadOnlySet<string> Steps, int Pushes);

/// <summary>Something to tell a person.</summary>
/// <param name="DeviceId">Whose inbox.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="SubjectId">The id of what it is about.</param>
/// <param name="Step">
/// Which message about its subject it is, at most <see cref="InboxMessage.LongestStep"/> characters: nobody is told the same step twice.
/// </param>
/// <param name="Title">One line, in French.</param>
/// <param name="Body">The full text, in French.</param>
public sealed record InboxDraft(DeviceId DeviceId, InboxTopic Topic, Guid SubjectId, string Step, string Title, string Body)
{
    /// <summary>When to tell it; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How to announce it on the phone; null for not at all.</summary>
    public PushWish? Push { get; init; }

    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Topic} {Step}";
}

/// <summary>The announcement of a message on the person's phone.</summary>
/// <param name="Text">What shows on the locked screen.</param>
/// <param name="ExpiresAt">Dropped from then on, never sent late.</param>
public sealed record PushWish(PushText Text, DateTimeOffset ExpiresAt)
{
    /// <summary>False for notices about the person's own call back.</summary>
    public bool CountsTowardsCeiling { get; init; } = true;

    /// <summary>From when it no longer waits for the end of quiet hours; null for never.</summary>
    public DateTimeOffset? UrgentFrom { get; init; }
}
