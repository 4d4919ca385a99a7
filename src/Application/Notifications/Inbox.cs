using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

/// <summary>What a message says, in clear.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">The full text.</param>
/// <param name="PushTitle">What shows on the locked screen; null where nothing is pushed.</param>
/// <param name="PushBody">What shows below it.</param>
public sealed record InboxText(string Title, string Body, string? PushTitle = null, string? PushBody = null)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(message)";
}

[SharedService]
internal sealed class Inbox(IAppDbContext database, IPersonalDataSealer sealer, TimeProvider time) : IInbox
{
    public void Tell(InboxDraft draft)
    {
        var toldAt = draft.At ?? time.GetUtcNow();
        var id = InboxMessageId.From(Guid.CreateVersion7(toldAt));
        var content = sealer.Seal(id, new InboxText(draft.Title, draft.Body, draft.Push?.Text.Title, draft.Push?.Text.Body));
        database.InboxMessages.Add(InboxMessage.Write(id, draft.DeviceId, draft.Topic, draft.SubjectId, draft.Step, content, toldAt));
        if (draft.Push is { } push)
        {
            var timing = new PushTiming(toldAt, push.ExpiresAt, push.CountsTowardsCeiling, push.UrgentFrom);
            database.Pushes.Add(Push.Plan(PushId.From(Guid.CreateVersion7(toldAt)), id, draft.DeviceId, timing));
        }
    }

    public async Task WithdrawAsync(InboxTopic topic, Guid subjectId, string? plannedSteps, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var about = database.InboxMessages.Where(message => message.Topic == topic && message.SubjectId == subjectId);
        await CancelPushesAsync(about, cancellationToken);
        if (plannedSteps is not null)
        {
            await about.Where(message => message.ToldAt > now && message.Step.StartsWith(plannedSteps)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    public async Task<TakenBack> TakeBackAsync(InboxTopic topic, Guid subjectId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var untold = await database.InboxMessages
            .Where(message => message.Topic == topic && message.SubjectId == subjectId && message.ToldAt > now)
            .Select(message => new { message.Id, message.Step }).ToListAsync(cancellationToken);
        var ids = untold.ConvertAll(message => message.Id);
        var pushes = database.Pushes.Where(push => ids.Contains(push.MessageId));
        var ahead = await pushes.CountAsync(push => push.Status == PushStatus.Planned && push.CountsTowardsCeiling, cancellationToken);
        await pushes.ExecuteDeleteAsync(cancellationToken);
        await database.InboxMessages.Where(message => ids.Contains(message.Id)).ExecuteDeleteAsync(cancellationToken);
        return new TakenBack(untold.Select(message => message.Step).ToHashSet(StringComparer.Ordinal), ahead);
    }

    public Task CancelPushAsync(InboxTopic topic, Guid subjectId, string step, CancellationToken cancellationToken) => CancelPushesAsync(
        database.InboxMessages.Where(message => message.Topic == topic && message.SubjectId == subjectId && message.Step == step), cancellationToken);

    private Task<int> CancelPushesAsync(IQueryable<InboxMessage> messages, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.Pushes.Where(push => push.Status == PushStatus.Planned && messages.Any(message => message.Id == push.MessageId)).ExecuteUpdateAsync(
            set => set.SetProperty(push => push.Status, PushStatus.Cancelled).SetProperty(push => push.EndedAt, now), cancellationToken);
    }
}

/// <summary>How what a message says is sealed.</summary>
public static class InboxSealing
{
    private const string Column = "inbox_messages:content";

    public static InboxText OpenText(this IPersonalDataSealer sealer, InboxMessageId id, SealedText content) =>
        FromStored(sealer.OpenForm<StoredInboxTextV1>(Column, id.Value, content));

    internal static SealedText Seal(this IPersonalDataSealer sealer, InboxMessageId id, InboxText text) => sealer.SealForm(Column, id.Value, ToStored(text));

    internal static InboxText OpenText(this IPersonalDataSealer sealer, InboxMessage message) => sealer.OpenText(message.Id, message.Content);

    internal static StoredInboxTextV1 ToStored(InboxText text) => new(text.Title, text.Body, text.PushTitle, text.PushBody);

    internal static InboxText FromStored(StoredInboxTextV1 stored) => new(stored.Title, stored.Body, stored.PushTitle, stored.PushBody);
}
