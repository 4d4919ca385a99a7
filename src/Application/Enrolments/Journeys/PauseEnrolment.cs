using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Nothing is sent until the person resumes.</summary>
public sealed record PauseEnrolmentCommand(EnrolmentId Id) : ICommand<Result<EnrolmentResponse>>;

/// <summary>There is nothing to send and so nothing to refuse.</summary>
internal sealed class PauseEnrolmentValidator : AbstractValidator<PauseEnrolmentCommand>;

internal sealed class PauseEnrolmentHandler(EnrolmentRecorder recorder) : ICommandHandler<PauseEnrolmentCommand, Result<EnrolmentResponse>>
{
    public Task<Result<EnrolmentResponse>> Handle(PauseEnrolmentCommand command, CancellationToken cancellationToken) =>
        recorder.ChangeAsync(command.Id, open => open.State.Pause(open.Today), cancellationToken);
}
