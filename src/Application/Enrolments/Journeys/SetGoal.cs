using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Changes what the person wants.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Goal">What they want now.</param>
/// <param name="QuitDate">Only for quitting.</param>
public sealed record SetGoalCommand(EnrolmentId Id, GoalKind? Goal, DateOnly? QuitDate) : ICommand<Result<EnrolmentResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SetGoalCommand);
}

internal sealed class SetGoalValidator : AbstractValidator<SetGoalCommand>
{
    public SetGoalValidator()
    {
        RuleFor(command => command.Goal).NotNull();
    }
}

internal sealed class SetGoalHandler(EnrolmentRecorder recorder) : ICommandHandler<SetGoalCommand, Result<EnrolmentResponse>>
{
    public Task<Result<EnrolmentResponse>> Handle(SetGoalCommand command, CancellationToken cancellationToken) =>
        recorder.ChangeAsync(command.Id, open => open.State.AimFor(open.Programme, command.Goal!.Value, command.QuitDate, open.Today), cancellationToken);
}
