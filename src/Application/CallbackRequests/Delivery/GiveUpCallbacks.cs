using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests.Delivery;

/// <summary>Gives up open call backs whose slot is long past, some at a time.</summary>
/// <param name="SlotBefore">Those whose reserved slot started before this instant.</param>
public sealed record GiveUpCallbacksCommand(DateTimeOffset SlotBefore) : ICommand<Result<int>>;

internal sealed class GiveUpCallbacksValidator : AbstractValidator<GiveUpCallbacksCommand>
{
    public GiveUpCallbacksValidator()
    {
        RuleFor(command => command.SlotBefore).NotEmpty();
    }
}

internal sealed class GiveUpCallbacksHandler(IAppDbContext database, TimeProvider time) : ICommandHandler<GiveUpCallbacksCommand, Result<int>>
{
    /// <summary>Few enough for one short transaction.</summary>
    private const int AtOnce = 100;

    /// <returns>How many were given up; fewer than a batch means that there are no more.</returns>
    public async Task<Result<int>> Handle(GiveUpCallbacksCommand command, CancellationToken cancellationToken)
    {
        var stale = await database.CallbackRequests.ToGiveUp(command.SlotBefore).OrderBy(request => request.Id).Take(AtOnce).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        stale.ForEach(request => request.GiveUp(now));
        return stale.Count;
    }
}

/// <summary>Which call backs are given up: the one place of the rule's query.</summary>
public static class StaleCallbacks
{
    public static IQueryable<CallbackRequest> ToGiveUp(this IQueryable<CallbackRequest> requests, DateTimeOffset slotBefore)
    {
        var cutoff = new CallbackSlot(slotBefore);
        return requests.Where(request => request.ClosedAt == null && request.ReservedSlot < cutoff);
    }
}
