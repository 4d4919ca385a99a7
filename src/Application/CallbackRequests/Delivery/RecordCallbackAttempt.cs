using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Delivery;

/// <summary>The extranet reports what came of one attempt to call.</summary>
/// <param name="Id">The call back, anybody's.</param>
/// <param name="AttemptId">The extranet's own id of the attempt, 1 to 64 characters: sent again it changes nothing.</param>
/// <param name="AttemptedAt">When the call was made.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record RecordCallbackAttemptCommand(CallbackRequestId Id, string? AttemptId, DateTimeOffset? AttemptedAt, AttemptOutcome? Outcome)
    : ICommand<Result<CallbackRequestResponse>>;

internal sealed class RecordCallbackAttemptValidator : AbstractValidator<RecordCallbackAttemptCommand>
{
    private const int MaximumLength = 64;

    private static readonly LocalizedText AttemptIdShape = new(
        "L’identifiant de la tentative doit compter de 1 à 64 caractères imprimables.",
        "The attempt id must have 1 to 64 printable characters.");

    public RecordCallbackAttemptValidator()
    {
        RuleFor(command => command.AttemptId)
            .Must(id => id is { Length: >= 1 and <= MaximumLength } && id.All(character => character is > ' ' and <= '~'))
            .WithMessage(_ => AttemptIdShape.ToString());
        RuleFor(command => command.AttemptedAt).NotNull();
        RuleFor(command => command.Outcome).NotNull();
    }
}

internal sealed class RecordCallbackAttemptHandler(IAppDbContext database, IPersonalDataSealer sealer, TimeProvider time)
    : ICommandHandler<RecordCallbackAttemptCommand, Result<CallbackRequestResponse>>
{
    public async Task<Result<CallbackRequestResponse>> Handle(RecordCallbackAttemptCommand command, CancellationToken cancellationToken)
    {
        var request = await database.CallbackRequests.SingleOrDefaultAsync(known => known.Id == command.Id, cancellationToken);
        if (request is null)
        {
            return CommonErrors.NotFound;
        }

        request.RecordAttempt(command.AttemptId!, command.AttemptedAt!.Value, command.Outcome!.Value, time.GetUtcNow());
        return CallbackRequestResponse.From(request, sealer.OpenContact(request));
    }
}
