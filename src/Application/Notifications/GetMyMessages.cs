using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

/// <summary>Everything the person was told, newest first.</summary>
public sealed record GetMyMessagesQuery(PageRequest Page) : IQuery<Result<Page<InboxMessageResponse>>>;

/// <summary>Something the person was told.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="SubjectId">The id of what it is about, such as a call-back request.</param>
/// <param name="Title">One line, in French.</param>
/// <param name="Body">The full text, in French.</param>
/// <param name="CreatedAt">When it was told.</param>
/// <param name="ReadAt">When it was first read.</param>
public sealed record InboxMessageResponse(Guid Id, InboxTopic Topic, Guid SubjectId, string Title, string Body, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
{
    internal static InboxMessageResponse From(InboxMessage message, InboxText text) =>
        new(message.Id.Value, message.Topic, message.SubjectId, text.Title, text.Body, message.CreatedAt, message.ReadAt);

    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Topic} {Id}";
}

internal sealed class GetMyMessagesValidator : AbstractValidator<GetMyMessagesQuery>
{
    public GetMyMessagesValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetMyMessagesHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current)
    : IQueryHandler<GetMyMessagesQuery, Result<Page<InboxMessageResponse>>>
{
    public async Task<Result<Page<InboxMessageResponse>>> Handle(GetMyMessagesQuery query, CancellationToken cancellationToken)
    {
        var messages = database.InboxMessages.AsNoTracking().Where(message => message.DeviceId == current.Caller.DeviceId);
        if (query.Page.AfterId is { } after)
        {
            var cursor = InboxMessageId.From(after);
            messages = messages.Where(message => message.Id < cursor);
        }

        var rows = await messages.OrderByDescending(message => message.Id).Take(query.Page.Size + 1).ToListAsync(cancellationToken);
        return Page<InboxMessageResponse>.Of([.. rows.Select(row => InboxMessageResponse.From(row, sealer.OpenText(row)))], query.Page, response => response.Id);
    }
}
