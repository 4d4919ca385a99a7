using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Delivery;

/// <summary>
/// Computes the phone index of open call backs anew, under the index keys of today: the step between adding an index key and taking
/// the older one away (docs/adr/0005). One page at a time, so that nobody waits long behind it.
/// </summary>
/// <param name="After">The last id of the page before.</param>
public sealed record ReindexOpenCallbacksCommand(CallbackRequestId? After) : ICommand<Result<ReindexedPage>>;

/// <summary>What a page came to.</summary>
/// <param name="Changed">Call backs whose index was not that of today's keys.</param>
/// <param name="Last">Where the next page starts; null at the end.</param>
public sealed record ReindexedPage(int Changed, CallbackRequestId? Last);

internal sealed class ReindexOpenCallbacksValidator : AbstractValidator<ReindexOpenCallbacksCommand>;

internal sealed class ReindexOpenCallbacksHandler(IAppDbContext database, IPersonalDataSealer sealer, IBlindIndex index)
    : ICommandHandler<ReindexOpenCallbacksCommand, Result<ReindexedPage>>
{
    private const int PageSize = 200;

    public async Task<Result<ReindexedPage>> Handle(ReindexOpenCallbacksCommand command, CancellationToken cancellationToken)
    {
        var open = database.CallbackRequests.Where(request => request.ClosedAt == null);
        if (command.After is { } after)
        {
            open = open.Where(request => request.Id > after);
        }

        var page = await open.OrderBy(request => request.Id).Take(PageSize).ToListAsync(cancellationToken);
        var changed = page.Count(request => request.Reindex(index.IndexOf(sealer.OpenContact(request).Phone)));
        return new ReindexedPage(changed, page.Count == PageSize ? page[^1].Id : null);
    }
}
