using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Admission;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>Moves an open call back to another slot.</summary>
/// <param name="Id">The caller's own.</param>
/// <param name="WishedSlots">1 to 3, in order of preference.</param>
public sealed record RescheduleCallbackRequestCommand(CallbackRequestId Id, IReadOnlyList<WishedSlot>? WishedSlots) : ICommand<Result<CallbackRequestResponse>>;

internal sealed class RescheduleCallbackRequestValidator : AbstractValidator<RescheduleCallbackRequestCommand>
{
    public RescheduleCallbackRequestValidator()
    {
        RuleFor(command => command.WishedSlots).ChosenSlots();
    }
}

internal sealed class RescheduleCallbackRequestHandler(
    IAppDbContext database,
    SlotDesk desk,
    ShareDesk shares,
    IPersonalDataSealer sealer,
    ICurrentCaller current,
    IOptions<CallbackSettings> settings,
    TimeProvider time)
    : ICommandHandler<RescheduleCallbackRequestCommand, Result<CallbackRequestResponse>>
{
    public async Task<Result<CallbackRequestResponse>> Handle(RescheduleCallbackRequestCommand command, CancellationToken cancellationToken)
    {
        var request = await database.CallbackRequests.OwnedBy(current.Caller).SingleOrDefaultAsync(known => known.Id == command.Id, cancellationToken);
        if (request is null)
        {
            return CommonErrors.NotFound;
        }

        if (request.IsClosed)
        {
            return CallbackRequestErrors.Closed;
        }

        var slots = desk.Find(command.WishedSlots!);
        if (slots.IsFailure)
        {
            return slots.Error;
        }

        var share = await shares.OpenForMoveAsync(request, slots.Value, cancellationToken);
        var slot = await desk.MoveAsync(request.Service, request.ReservedSlot, slots.Value, share, cancellationToken);
        if (slot.IsFailure)
        {
            return slot.Error;
        }

        var contact = sealer.OpenContact(request);
        var moved = request.Reschedule(contact, command.WishedSlots!, slot.Value, settings.Value.MovesPerDay, time.GetUtcNow());
        return moved.IsFailure ? moved.Error : CallbackRequestResponse.From(request, contact);
    }
}
