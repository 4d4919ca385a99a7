using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.CallbackRequests;

/// <summary>Gives up open call backs that have no report.</summary>
internal sealed class StaleCallbacks(AppDbContext database, IDispatcher dispatcher, IOptions<RetentionSettings> keep) : IRetentionRule
{
    public string Kind => "callback_requests";

    public string Outcome => "given up";

    public RetentionTurn Turn => RetentionTurn.First;

    public Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.CallbackRequests.ToGiveUp(now - keep.Value.OpenCallbackAfterSlot).CountAsync(cancellationToken);

    public async Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GiveUpCallbacksCommand(now - keep.Value.OpenCallbackAfterSlot), cancellationToken)).Value;
}

internal sealed class CallbackRetention(AppDbContext database, WriterQueue writers, IOptions<RetentionSettings> keep)
    : RemovalRule<CallbackRequest>(database, writers)
{
    protected override IQueryable<CallbackRequest> Ended(DateTimeOffset now) => Database.CallbackRequests.Ended(keep.Value, now).OrderBy(row => row.Id);
}

/// <summary>Which call backs have been kept long enough: the one place of the rule's query.</summary>
internal static class EndedCallbacks
{
    public static IQueryable<CallbackRequest> Ended(this IQueryable<CallbackRequest> requests, RetentionSettings keep, DateTimeOffset now)
    {
        var until = now - keep.CallbackAfterClosing;
        return requests.Where(request => request.ClosedAt < until);
    }
}
