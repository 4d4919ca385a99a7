using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Benefits;

namespace MobileBackend.Application.Enrolments.Benefits;

/// <summary>Sets what the person saves for.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Goal">As it was parsed.</param>
public sealed record SetSavingsGoalCommand(EnrolmentId Id, Result<SavingsGoal> Goal) : ICommand<Result<EnrolmentResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SetSavingsGoalCommand);
}

internal sealed class SetSavingsGoalValidator : AbstractValidator<SetSavingsGoalCommand>
{
    public SetSavingsGoalValidator()
    {
        // Two fields make one value: its error is told at the field that it is about.
        RuleFor(command => command.Goal).Custom((goal, context) =>
        {
            if (goal.Error is { } error)
            {
                context.AddFailure(error == BenefitErrors.SavingsGoalLabel ? "label" : "cents", error.Text.ToString());
            }
        });
    }
}

internal sealed class SetSavingsGoalHandler(OwnEnrolments own, EnrolmentRecorder recorder) : ICommandHandler<SetSavingsGoalCommand, Result<EnrolmentResponse>>
{
    public async Task<Result<EnrolmentResponse>> Handle(SetSavingsGoalCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        // Nothing that is planned depends on it: the day stays as it is.
        return EnrolmentResponse.From(recorder.Record(open.With(open.State with { SavingsGoal = command.Goal.Value })));
    }
}
