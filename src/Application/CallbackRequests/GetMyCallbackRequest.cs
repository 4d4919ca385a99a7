using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>One of the caller's own call backs.</summary>
public sealed record GetMyCallbackRequestQuery(CallbackRequestId Id) : IQuery<Result<CallbackRequestResponse>>;

internal sealed class GetMyCallbackRequestHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current)
    : IQueryHandler<GetMyCallbackRequestQuery, Result<CallbackRequestResponse>>
{
    public async Task<Result<CallbackRequestResponse>> Handle(GetMyCallbackRequestQuery query, CancellationToken cancellationToken)
    {
        var request = await database.CallbackRequests.AsNoTracking().OwnedBy(current.Caller)
            .SingleOrDefaultAsync(known => known.Id == query.Id, cancellationToken);
        return request is null ? CommonErrors.NotFound : CallbackRequestResponse.From(request, sealer.OpenContact(request));
    }
}
