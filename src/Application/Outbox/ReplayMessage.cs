using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Outbox;

/// <summary>Lets a parked message be delivered again, or all of them where no id is given.</summary>
public sealed record ReplayMessageCommand(Guid? MessageId) : ICommand<Result<ReplayResponse>>;

/// <summary>What a replay did.</summary>
/// <param name="Replayed">How many messages are on their way again.</param>
public sealed record ReplayResponse(int Replayed);

internal sealed class ReplayMessageValidator : AbstractValidator<ReplayMessageCommand>
{
    public ReplayMessageValidator()
    {
        // The nil UUID is the id of nothing (RFC 9562, 5.9).
        RuleFor(command => command.MessageId).NotEqual(default(Guid));
    }
}

internal sealed class ReplayMessageHandler(IOutboxAdministration outbox, IAuditTrail audit) : ICommandHandler<ReplayMessageCommand, Result<ReplayResponse>>
{
    public async Task<Result<ReplayResponse>> Handle(ReplayMessageCommand command, CancellationToken cancellationToken)
    {
        var replayed = await outbox.ReplayAsync(command.MessageId, cancellationToken);
        if (replayed == 0 && command.MessageId is not null)
        {
            return CommonErrors.NotFound;
        }

        audit.Record("outbox-replayed", command.MessageId?.ToString() ?? "all");
        return new ReplayResponse(replayed);
    }
}
