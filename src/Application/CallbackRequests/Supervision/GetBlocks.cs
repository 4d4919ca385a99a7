using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>The blocks that hold, newest first.</summary>
public sealed record GetBlocksQuery(PageRequest Page) : IQuery<Result<Page<BlockResponse>>>;

internal sealed class GetBlocksValidator : AbstractValidator<GetBlocksQuery>
{
    public GetBlocksValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetBlocksHandler(IAppDbContext database, TimeProvider time) : IQueryHandler<GetBlocksQuery, Result<Page<BlockResponse>>>
{
    public async Task<Result<Page<BlockResponse>>> Handle(GetBlocksQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var blocks = database.CallerBlocks.AsNoTracking().Where(block => block.Until > now);
        if (query.Page.AfterId is { } after)
        {
            var cursor = CallerBlockId.From(after);
            blocks = blocks.Where(block => block.Id < cursor);
        }

        var rows = await blocks.OrderByDescending(block => block.Id).Take(query.Page.Size + 1).ToListAsync(cancellationToken);
        return Page<BlockResponse>.Of([.. rows.Select(BlockResponse.From)], query.Page, response => response.Id);
    }
}
