using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Notifications;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>A push goes with the message that it announces.</summary>
internal sealed class AnnouncementRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<Push>(database, writers)
{
    public override RetentionTurn Turn => RetentionTurn.First;

    protected override IQueryable<Push> Ended(DateTimeOffset now)
    {
        var ended = Database.InboxMessages.Ended(keep.Value, now);
        return Database.Pushes.Where(row => ended.Any(message => message.Id == row.MessageId)).OrderBy(row => row.Id);
    }
}

/// <summary>A push whose message was withdrawn goes as if it had one.</summary>
internal sealed class PushRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<Push>(database, writers)
{
    public override RetentionTurn Turn => RetentionTurn.First;

    protected override IQueryable<Push> Ended(DateTimeOffset now)
    {
        var until = now - keep.Value.MessageAfterCreation;
        var ended = Database.InboxMessages.Ended(keep.Value, now);
        return Database.Pushes.Where(row => row.EndedAt < until && !ended.Any(message => message.Id == row.MessageId)).OrderBy(row => row.EndedAt);
    }
}
