using MobileBackend.Application.CallbackRequests;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Infrastructure.Persistence;

internal sealed class OpenCallbacks(AppDbContext database) : IOpenCallbacks
{
    /// <summary>A slot that holds no index now (null) equals none.</summary>
    private const string AnyOfNumber = "SELECT 1 FROM callback_requests WHERE open_phone_slot_a = $1 OR open_phone_slot_b = $2 LIMIT 1";

    public Task<bool> HasNumberAsync(PhoneIndex phone, CancellationToken cancellationToken) =>
        database.Database.FirstAsync(AnyOfNumber, [phone.SlotA, phone.SlotB], _ => true, cancellationToken);
}
