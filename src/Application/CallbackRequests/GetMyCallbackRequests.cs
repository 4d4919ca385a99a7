using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>The caller's own call backs, newest first.</summary>
public sealed record GetMyCallbackRequestsQuery(PageRequest Page) : IQuery<Result<Page<CallbackRequestResponse>>>;

internal sealed class GetMyCallbackRequestsValidator : AbstractValidator<GetMyCallbackRequestsQuery>
{
    public GetMyCallbackRequestsValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetMyCallbackRequestsHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current)
    : IQueryHandler<GetMyCallbackRequestsQuery, Result<Page<CallbackRequestResponse>>>
{
    public async Task<Result<Page<CallbackRequestResponse>>> Handle(GetMyCallbackRequestsQuery query, CancellationToken cancellationToken)
    {
        var requests = database.CallbackRequests.AsNoTracking().OwnedBy(current.Caller);
        if (query.Page.AfterId is { } after)
        {
            var cursor = CallbackRequestId.From(after);
            requests = requests.Where(request => request.Id < cursor);
        }

        var rows = await requests.OrderByDescending(request => request.Id).Take(query.Page.Size + 1).ToListAsync(cancellationToken);
        return Page<CallbackRequestResponse>.Of(
            [.. rows.Select(row => CallbackRequestResponse.From(row, sealer.OpenContact(row)))], query.Page, response => response.Id);
    }
}
