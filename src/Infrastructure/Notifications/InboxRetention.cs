using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Notifications;

internal sealed class InboxRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<InboxMessage>(database, writers)
{
    protected override IQueryable<InboxMessage> Ended(DateTimeOffset now) =>
        Database.InboxMessages.Ended(keep.Value, now).OrderBy(row => row.ToldAt);
}

/// <summary>Which messages have been kept long enough: the one place of the rule's query.</summary>
internal static class EndedMessages
{
    public static IQueryable<InboxMessage> Ended(this IQueryable<InboxMessage> messages, RetentionSettings keep, DateTimeOffset now)
    {
        var until = now - keep.MessageAfterCreation;
        return messages.Where(message => message.ToldAt < until);
    }
}
