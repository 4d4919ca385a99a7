using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Benefits;

namespace MobileBackend.Application.Enrolments.Benefits;

/// <summary>Sets what the person saves for.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Label">In their words.</param>
/// <param name="Cents">What it costs, in euro cents.</param>
public sealed record SetSavingsGoalCommand(Guid Id, string? Label, int? Cents) : ICommand<Result<EnrolmentResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SetSavingsGoalCommand);
}

internal sealed class SetSavingsGoalValidator : AbstractValidator<SetSavingsGoalCommand>
{
    public SetSavingsGoalValidator()
    {
        RuleFor(command => command).Custom((command, context) =>
        {
            if (SavingsGoal.Parse(command.Label, command.Cents) is { IsFailure: true, Error: var error })
            {
                context.AddFailure(error == BenefitErrors.SavingsGoalLabel ? nameof(command.Label) : nameof(command.Cents), error.Text.ToString());
            }
        });
    }
}

internal sealed class SetSavingsGoalHandler(OwnEnrolments own, EnrolmentPlanning planning) : ICommandHandler<SetSavingsGoalCommand, Result<EnrolmentResponse>>
{
    public async Task<Result<EnrolmentResponse>> Handle(SetSavingsGoalCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        // Nothing that is planned depends on it: the day stays as it is.
        return EnrolmentResponse.From(planning.Record(open.With(open.State with { SavingsGoal = SavingsGoal.Parse(command.Label, command.Cents).Value })));
    }
}
