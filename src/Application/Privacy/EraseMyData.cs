using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

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

internal sealed class EraseMyDataHandler(Eraser eraser, ICurrentCaller current) : ICommandHandler<EraseMyDataCommand, Result<ErasureReceiptResponse>>
{
    public async Task<Result<ErasureReceiptResponse>> Handle(EraseMyDataCommand command, CancellationToken cancellationToken)
    {
        var receipt = await eraser.EraseAsync(current.Caller.ToDataSubject(), cancellationToken);
        return new ErasureReceiptResponse(receipt.Id.Value, receipt.ErasedAt, receipt.Counts);
    }
}
