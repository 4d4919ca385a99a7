using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Changes how the person wants to hear.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Messaging">How.</param>
public sealed record SetMessagingCommand(EnrolmentId Id, MessagingWish? Messaging) : ICommand<Result<EnrolmentResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SetMessagingCommand);
}

internal sealed class SetMessagingValidator : AbstractValidator<SetMessagingCommand>
{
    public SetMessagingValidator()
    {
        RuleFor(command => command.Messaging).NotNull();
        RuleFor(command => command.Messaging).SetValidator(new MessagingWishValidator()!).OverridePropertyName(string.Empty);
    }
}

internal sealed class SetMessagingHandler(EnrolmentRecorder recorder) : ICommandHandler<SetMessagingCommand, Result<EnrolmentResponse>>
{
    public Task<Result<EnrolmentResponse>> Handle(SetMessagingCommand command, CancellationToken cancellationToken) =>
        recorder.ChangeAsync(command.Id, open => open.State with { Messaging = command.Messaging!.ToMessaging() }, cancellationToken);
}
