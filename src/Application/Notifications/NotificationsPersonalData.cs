using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Notifications;

/// <summary>Export and erasure of the inbox. People without a device have none.</summary>
internal sealed class NotificationsPersonalData(IAppDbContext database, IPersonalDataSealer sealer) : IPersonalDataSource
{
    public string Feature => "messages";

    public async Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        var messages = await database.InboxMessages.AsNoTracking()
            .Where(message => message.DeviceId == subject.DeviceId).OrderBy(message => message.Id).ToListAsync(cancellationToken);
        return messages.Count == 0 ? null : messages.Select(message => InboxMessageResponse.From(message, sealer.OpenText(message))).ToList();
    }

    public Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken) =>
        database.InboxMessages.Where(message => message.DeviceId == subject.DeviceId).ExecuteDeleteAsync(cancellationToken);
}
