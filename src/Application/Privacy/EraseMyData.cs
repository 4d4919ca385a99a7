using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Privacy;

/// <summary>Erases everything held about the caller, at once and for good (GDPR, article 17).</summary>
public sealed record EraseMyDataCommand : ICommand<Result<ErasureReceiptResponse>>;

/// <summary>The proof of an erasure; it says nothing about whom.</summary>
/// <param name="ReceiptId">To quote in a question about this erasure.</param>
/// <param name="ErasedAt">When.</param>
/// <param name="Counts">How many things were erased, by feature.</param>
public sealed record ErasureReceiptResponse(Guid ReceiptId, DateTimeOffset ErasedAt, IReadOnlyDictionary<string, int> Counts);

/// <summary>There is nothing to send and so nothing to refuse.</summary>
internal sealed class EraseMyDataValidator : AbstractValidator<EraseMyDataCommand>;

internal sealed class EraseMyDataHandler(
    IAppDbContext database, IEnumerable<IPersonalDataSource> sources, IDeviceLocks devices, ICurrentCaller current, TimeProvider time) : ICommandHandler<EraseMyDataCommand, Result<ErasureReceiptResponse>>
{
    public async Task<Result<ErasureReceiptResponse>> Handle(EraseMyDataCommand command, CancellationToken cancellationToken)
    {
        var subject = current.Caller.ToDataSubject();
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
        return new ErasureReceiptResponse(receipt.Id.Value, now, counts);
    }
}
