using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>Call backs of anyone, newest first, with names and numbers masked.</summary>
public sealed record GetSupervisedCallbacksQuery(CallbackFilter Filter, PageRequest Page) : IQuery<Result<Page<SupervisedCallbackResponse>>>;

internal sealed class GetSupervisedCallbacksValidator : AbstractValidator<GetSupervisedCallbacksQuery>
{
    public GetSupervisedCallbacksValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
        RuleFor(query => query.Filter.AddressHash).MaximumLength(64).OverridePropertyName("addressHash");
    }
}

internal sealed class GetSupervisedCallbacksHandler(IAppDbContext database, IPersonalDataSealer sealer)
    : IQueryHandler<GetSupervisedCallbacksQuery, Result<Page<SupervisedCallbackResponse>>>
{
    public async Task<Result<Page<SupervisedCallbackResponse>>> Handle(GetSupervisedCallbacksQuery query, CancellationToken cancellationToken)
    {
        var filter = await database.ByHolderAsync(query.Filter, cancellationToken);
        var requests = filter.Apply(database.CallbackRequests.AsNoTracking());
        if (query.Page.AfterId is { } after)
        {
            var cursor = CallbackRequestId.From(after);
            requests = requests.Where(request => request.Id < cursor);
        }

        var rows = await requests.OrderByDescending(request => request.Id).Take(query.Page.Size + 1).ToListAsync(cancellationToken);
        return Page<SupervisedCallbackResponse>.Of(
            [.. rows.Select(row => SupervisedCallbackResponse.Masked(row, sealer.OpenContact(row)))], query.Page, response => response.Id);
    }
}
