using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>Cancels the open call backs that a filter finds, at most <see cref="AtOnce"/> at a time: sent again it goes on.</summary>
/// <param name="Filter">Names a slot, a device, a key or an address.</param>
/// <param name="DryRun">Only counts.</param>
public sealed record CancelCallbacksCommand(CallbackFilter Filter, bool? DryRun) : ICommand<Result<BulkCancellationResponse>>
{
    /// <summary>Few enough for one transaction.</summary>
    public const int AtOnce = 500;
}

internal sealed class CancelCallbacksValidator : AbstractValidator<CancelCallbacksCommand>
{
    private static readonly LocalizedText Narrow = new(
        "Merci d’indiquer au moins un créneau, un appareil, une clé ou une adresse.",
        "Please name at least a slot, a device, a key or an address.");

    public CancelCallbacksValidator()
    {
        RuleFor(command => command.Filter).Must(filter => filter.IsNarrow).WithMessage(_ => Narrow.ToString());
        RuleFor(command => command.Filter.AddressHash).MaximumLength(64);
        RuleFor(command => command.DryRun).NotNull();
    }
}

internal sealed class CancelCallbacksHandler(IAppDbContext database, SlotDesk desk, IAuditTrail audit, TimeProvider time)
    : ICommandHandler<CancelCallbacksCommand, Result<BulkCancellationResponse>>
{
    public async Task<Result<BulkCancellationResponse>> Handle(CancelCallbacksCommand command, CancellationToken cancellationToken)
    {
        var filter = await database.ByHolderAsync(command.Filter, cancellationToken);
        var open = filter.Apply(database.CallbackRequests.Where(request => request.ClosedAt == null));
        var matched = await open.CountAsync(cancellationToken);
        if (command.DryRun == true)
        {
            return new BulkCancellationResponse(matched, Cancelled: 0);
        }

        var now = time.GetUtcNow();
        var requests = await open.OrderBy(request => request.Id).Take(CancelCallbacksCommand.AtOnce).ToListAsync(cancellationToken);
        foreach (var request in requests)
        {
            request.CancelByStaff(now);
            await desk.ReleaseAsync(request.Service, request.ReservedSlot, cancellationToken);
            audit.Record("callback-cancelled", request.Id.ToString());
        }

        return new BulkCancellationResponse(matched, requests.Count);
    }
}
