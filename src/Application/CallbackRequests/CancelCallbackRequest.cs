using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>Gives an open call back up, at the person's wish.</summary>
/// <param name="Id">The caller's own.</param>
public sealed record CancelCallbackRequestCommand(CallbackRequestId Id) : ICommand<Result<CallbackRequestResponse>>;

internal sealed class CancelCallbackRequestValidator : AbstractValidator<CancelCallbackRequestCommand>
{
    public CancelCallbackRequestValidator()
    {
        RuleFor(command => command.Id).NotEmpty();
    }
}

internal sealed class CancelCallbackRequestHandler(IAppDbContext database, SlotDesk desk, IPersonalDataSealer sealer, ICurrentCaller current, TimeProvider time)
    : ICommandHandler<CancelCallbackRequestCommand, Result<CallbackRequestResponse>>
{
    public async Task<Result<CallbackRequestResponse>> Handle(CancelCallbackRequestCommand command, CancellationToken cancellationToken)
    {
        var request = await database.CallbackRequests.OwnedBy(current.Caller).SingleOrDefaultAsync(known => known.Id == command.Id, cancellationToken);
        if (request is null)
        {
            return CommonErrors.NotFound;
        }

        var cancelled = request.Cancel(time.GetUtcNow());
        if (cancelled.IsFailure)
        {
            return cancelled.Error;
        }

        await desk.ReleaseAsync(request.Service, request.ReservedSlot, cancellationToken);
        return CallbackRequestResponse.From(request, sealer.OpenContact(request));
    }
}
