using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Privacy;

/// <summary>Erases everything held about a person, whoever asked for it, within the running transaction.</summary>
[SharedService]
internal sealed class Eraser(IAppDbContext database, IEnumerable<IPersonalDataSource> sources, IDeviceLocks devices, TimeProvider time)
{
    /// <returns>The proof, stored with the erasure.</returns>
    public async Task<ErasureReceipt> EraseAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        if (subject.DeviceId is { } deviceId)
        {
            await devices.SeizeAsync(deviceId, cancellationToken);
        }

        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            counts[source.Feature] = await source.EraseAsync(subject, cancellationToken);
        }

        var now = time.GetUtcNow();
        var receipt = ErasureReceipt.Write(ErasureReceiptId.From(Guid.CreateVersion7(now)), now, counts);
        database.ErasureReceipts.Add(receipt);
        return receipt;
    }
}
