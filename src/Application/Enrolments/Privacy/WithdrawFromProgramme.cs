using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Privacy;

/// <summary>The person leaves a programme and withdraws their consent: all that was kept for it goes. The device stays.</summary>
/// <param name="Id">The caller's own enrolment.</param>
public sealed record WithdrawFromProgrammeCommand(EnrolmentId Id) : ICommand<Result>;

/// <summary>There is nothing to send and so nothing to refuse.</summary>
internal sealed class WithdrawFromProgrammeValidator : AbstractValidator<WithdrawFromProgrammeCommand>;

internal sealed class WithdrawFromProgrammeHandler(IAppDbContext database, EnrolmentEraser eraser, IDeviceLocks devices, ICurrentCaller current)
    : ICommandHandler<WithdrawFromProgrammeCommand, Result>
{
    public async Task<Result> Handle(WithdrawFromProgrammeCommand command, CancellationToken cancellationToken)
    {
        // Alone, so that no replica plans their day meanwhile.
        await devices.SeizeAsync(current.Caller.DeviceId!.Value, cancellationToken);
        var enrolments = await database.Enrolments.OwnedBy(current.Caller).Where(known => known.Id == command.Id).ToListAsync(cancellationToken);
        return await eraser.EraseAsync(enrolments, cancellationToken) > 0 ? Result.Success : CommonErrors.NotFound;
    }
}
