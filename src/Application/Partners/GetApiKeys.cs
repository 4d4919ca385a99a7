using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Partners;

/// <summary>Every key that was issued, newest first, revoked ones too.</summary>
public sealed record GetApiKeysQuery(PageRequest Page) : IQuery<Result<Page<ApiKeyResponse>>>;

internal sealed class GetApiKeysValidator : AbstractValidator<GetApiKeysQuery>
{
    public GetApiKeysValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetApiKeysHandler(IAppDbContext database) : IQueryHandler<GetApiKeysQuery, Result<Page<ApiKeyResponse>>>
{
    public async Task<Result<Page<ApiKeyResponse>>> Handle(GetApiKeysQuery query, CancellationToken cancellationToken)
    {
        var keys = database.ApiKeys.AsNoTracking();
        if (query.Page.AfterId is { } after)
        {
            var cursor = ApiKeyId.From(after);
            keys = keys.Where(key => key.Id < cursor);
        }

        var rows = await keys.OrderByDescending(key => key.Id).Take(query.Page.Size + 1).ToListAsync(cancellationToken);
        return Page<ApiKeyResponse>.Of([.. rows.Select(ApiKeyResponse.From)], query.Page, key => key.Id);
    }
}
