using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Auditing;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Auditing;

/// <summary>What staff and operators did, newest first.</summary>
public sealed record GetAuditTrailQuery(PageRequest Page) : IQuery<Result<Page<AuditEntryResponse>>>;

/// <summary>One thing that was done.</summary>
/// <param name="Id">Of the entry.</param>
/// <param name="At">When.</param>
/// <param name="Actor">The directory's object id of a member of staff, or <c>command-line</c>.</param>
/// <param name="Action">Such as <c>api-key-issued</c>.</param>
/// <param name="Target">The id of what was acted on.</param>
public sealed record AuditEntryResponse(Guid Id, DateTimeOffset At, string Actor, string Action, string Target);

internal sealed class GetAuditTrailValidator : AbstractValidator<GetAuditTrailQuery>
{
    public GetAuditTrailValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetAuditTrailHandler(IAppDbContext database) : IQueryHandler<GetAuditTrailQuery, Result<Page<AuditEntryResponse>>>
{
    public async Task<Result<Page<AuditEntryResponse>>> Handle(GetAuditTrailQuery query, CancellationToken cancellationToken)
    {
        var entries = database.AuditEntries.AsNoTracking();
        if (query.Page.AfterId is { } after)
        {
            var cursor = AuditEntryId.From(after);
            entries = entries.Where(entry => entry.Id < cursor);
        }

        var rows = await entries.OrderByDescending(entry => entry.Id).Take(query.Page.Size + 1)
            .Select(entry => new AuditEntryResponse(entry.Id.Value, entry.At, entry.Actor, entry.Action, entry.Target)).ToListAsync(cancellationToken);
        return Page<AuditEntryResponse>.Of(rows, query.Page, entry => entry.Id);
    }
}
