using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Replaces what the person told of themselves.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Profile">By question; what is absent is forgotten.</param>
public sealed record SetProfileCommand(EnrolmentId Id, IReadOnlyDictionary<string, AnswerInput>? Profile) : ICommand<Result<EnrolmentResponse>>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SetProfileCommand);
}

internal sealed class SetProfileValidator : AbstractValidator<SetProfileCommand>
{
    public SetProfileValidator()
    {
        RuleFor(command => command.Profile).NotNull();
    }
}

internal sealed class SetProfileHandler(EnrolmentRecorder recorder) : ICommandHandler<SetProfileCommand, Result<EnrolmentResponse>>
{
    public Task<Result<EnrolmentResponse>> Handle(SetProfileCommand command, CancellationToken cancellationToken) =>
        recorder.ChangeAsync(
            command.Id,
            open => ProfileAnswers.Parse(open.Programme.Questions, command.Profile!, requireAll: true)
                .Map(profile => open.State.With(open.Journey with { Profile = profile })),
            cancellationToken);
}
