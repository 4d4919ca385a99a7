using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Delivery;

/// <summary>The extranet has these requests.</summary>
public sealed record ConfirmCallbacksQueuedCommand(IReadOnlyList<CallbackRequestId> Ids) : ICommand<Result>;

internal sealed class ConfirmCallbacksQueuedValidator : AbstractValidator<ConfirmCallbacksQueuedCommand>
{
    public ConfirmCallbacksQueuedValidator()
    {
        RuleFor(command => command.Ids).NotEmpty();
    }
}

internal sealed class ConfirmCallbacksQueuedHandler(IAppDbContext database) : ICommandHandler<ConfirmCallbacksQueuedCommand, Result>
{
    /// <summary>One statement for a batch of deliveries, conditional on the status: a person's change at the same moment is neither lost nor refused.</summary>
    public async Task<Result> Handle(ConfirmCallbacksQueuedCommand command, CancellationToken cancellationToken)
    {
        await database.CallbackRequests
            .Where(request => command.Ids.Contains(request.Id) && request.Status == CallbackStatus.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(request => request.Status, CallbackStatus.Queued), cancellationToken);
        return Result.Success;
    }
}
