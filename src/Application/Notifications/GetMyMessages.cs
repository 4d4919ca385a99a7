using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Notifications;

/// <summary>Everything the person was told, newest first.</summary>
public sealed record GetMyMessagesQuery(PageRequest Page) : IQuery<Result<Page<InboxMessageResponse>>>;

internal sealed class GetMyMessagesValidator : AbstractValidator<GetMyMessagesQuery>
{
    public GetMyMessagesValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetMyMessagesHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current, TimeProvider time)
    : IQueryHandler<GetMyMessagesQuery, Result<Page<InboxMessageResponse>>>
{
    public async Task<Result<Page<InboxMessageResponse>>> Handle(GetMyMessagesQuery query, CancellationToken cancellationToken)
    {
        var messages = database.InboxMessages.AsNoTracking().ToldTo(current.Caller, time.GetUtcNow());
        if (query.Page.AfterId is { } after)
        {
            var cursor = InboxMessageId.From(after);
            messages = messages.Where(message => message.Id < cursor);
        }

        var rows = await messages.OrderByDescending(message => message.Id).Take(query.Page.Size + 1).ToListAsync(cancellationToken);
        return Page<InboxMessageResponse>.Of(
            [.. rows.Select(row => InboxMessageResponse.From(row, sealer.OpenText(row)))], query.Page, response => response.Id);
    }
}
