using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Notifications;

/// <summary>Export and erasure of the inbox and of what is announced on the phone. People without a device have none.</summary>
internal sealed class NotificationsPersonalData(IAppDbContext database, IPersonalDataSealer sealer) : IPersonalDataSource
{
    public string Feature => "messages";

    public async Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        if (subject.DeviceId is not { } deviceId)
        {
            return null;
        }

        var messages = await database.InboxMessages.AsNoTracking()
            .Where(message => message.DeviceId == deviceId).OrderBy(message => message.Id).ToListAsync(cancellationToken);
        var pushes = (await database.Pushes.AsNoTracking().Where(push => push.DeviceId == deviceId).ToListAsync(cancellationToken))
            .ToLookup(push => push.MessageId);
        return messages.Count == 0 ? null : messages.Select(message => MessageExport.From(message, sealer.OpenText(message), pushes[message.Id])).ToList();
    }

    public async Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        if (subject.DeviceId is not { } deviceId)
        {
            return 0;
        }

        await database.Pushes.Where(push => push.DeviceId == deviceId).ExecuteDeleteAsync(cancellationToken);
        return await database.InboxMessages.Where(message => message.DeviceId == deviceId).ExecuteDeleteAsync(cancellationToken);
    }
}
