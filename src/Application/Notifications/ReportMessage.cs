using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Notifications;

/// <summary>The app says what became of a message.</summary>
/// <param name="Id">The message.</param>
/// <param name="Event">What happened to it.</param>
/// <param name="OccurredAt">When, by the phone's clock.</param>
public sealed record ReportMessageCommand(InboxMessageId Id, MessageEvent? Event, DateTimeOffset? OccurredAt) : ICommand<Result<InboxMessageResponse>>;

internal sealed class ReportMessageValidator : AbstractValidator<ReportMessageCommand>
{
    public ReportMessageValidator()
    {
        RuleFor(command => command.Id).NotEmpty();
        RuleFor(command => command.Event).NotNull().IsInEnum();
        RuleFor(command => command.OccurredAt).NotNull();
    }
}

internal sealed class ReportMessageHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current, TimeProvider time)
    : ICommandHandler<ReportMessageCommand, Result<InboxMessageResponse>>
{
    public async Task<Result<InboxMessageResponse>> Handle(ReportMessageCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = await database.InboxMessages.ToldTo(current.Caller, now).SingleOrDefaultAsync(known => known.Id == command.Id, cancellationToken);
        if (message is null)
        {
            return CommonErrors.NotFound;
        }

        message.Report(command.Event!.Value, command.OccurredAt!.Value, now);
        return InboxMessageResponse.From(message, sealer.OpenText(message));
    }
}
