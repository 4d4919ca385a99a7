using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Moves the quit date; after a relapse it opens the next attempt.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="QuitDate">Day 0.</param>
public sealed record SetQuitDateCommand(EnrolmentId Id, DateOnly? QuitDate) : ICommand<Result<EnrolmentResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SetQuitDateCommand);
}

internal sealed class SetQuitDateValidator : AbstractValidator<SetQuitDateCommand>
{
    public SetQuitDateValidator()
    {
        RuleFor(command => command.QuitDate).NotNull();
    }
}

internal sealed class SetQuitDateHandler(EnrolmentRecorder recorder) : ICommandHandler<SetQuitDateCommand, Result<EnrolmentResponse>>
{
    public Task<Result<EnrolmentResponse>> Handle(SetQuitDateCommand command, CancellationToken cancellationToken) =>
        recorder.ChangeAsync(command.Id, open => open.State.QuitOn(open.Programme, command.QuitDate!.Value, open.Today), cancellationToken);
}
