using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

/// <summary>The person read a message.</summary>
public sealed record ReadMessageCommand(InboxMessageId Id) : ICommand<Result<InboxMessageResponse>>;

internal sealed class ReadMessageValidator : AbstractValidator<ReadMessageCommand>
{
    public ReadMessageValidator()
    {
        RuleFor(command => command.Id).NotEmpty();
    }
}

internal sealed class ReadMessageHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current, TimeProvider time)
    : ICommandHandler<ReadMessageCommand, Result<InboxMessageResponse>>
{
    public async Task<Result<InboxMessageResponse>> Handle(ReadMessageCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = await database.InboxMessages.ToldTo(current.Caller, now).SingleOrDefaultAsync(known => known.Id == command.Id, cancellationToken);
        if (message is null)
        {
            return CommonErrors.NotFound;
        }

        message.Report(MessageEvent.Opened, now, now);
        return InboxMessageResponse.From(message, sealer.OpenText(message));
    }
}
