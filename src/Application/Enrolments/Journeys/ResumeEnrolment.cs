using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Goes on where the person is now.</summary>
public sealed record ResumeEnrolmentCommand(EnrolmentId Id) : ICommand<Result<EnrolmentResponse>>;

/// <summary>There is nothing to send and so nothing to refuse.</summary>
internal sealed class ResumeEnrolmentValidator : AbstractValidator<ResumeEnrolmentCommand>;

internal sealed class ResumeEnrolmentHandler(EnrolmentRecorder recorder) : ICommandHandler<ResumeEnrolmentCommand, Result<EnrolmentResponse>>
{
    public Task<Result<EnrolmentResponse>> Handle(ResumeEnrolmentCommand command, CancellationToken cancellationToken) =>
        recorder.ChangeAsync(command.Id, open => open.State.Resume(), cancellationToken);
}
