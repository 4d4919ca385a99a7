using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Outbox;

/// <summary>How the outbox stands, with its parked messages.</summary>
public sealed record GetOutboxQuery(PageRequest Page) : IQuery<Result<OutboxResponse>>;

internal sealed class GetOutboxValidator : AbstractValidator<GetOutboxQuery>
{
    public GetOutboxValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetOutboxHandler(IOutboxAdministration outbox) : IQueryHandler<GetOutboxQuery, Result<OutboxResponse>>
{
    public async Task<Result<OutboxResponse>> Handle(GetOutboxQuery query, CancellationToken cancellationToken) =>
        await outbox.ReadAsync(query.Page, cancellationToken);
}
