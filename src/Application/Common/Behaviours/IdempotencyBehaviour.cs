using MediatR;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>
/// Runs an idempotent command once per key: the outcome is stored in the command's own transaction and answers the repetitions.
/// Only successes are stored; a refusal left no trace, so repeating it is safe (docs/adr/0006).
/// </summary>
internal sealed class IdempotencyBehaviour<TRequest, TOutcome>(
    IIdempotencyContext context, IIdempotencyStore store, IContractAnswers answers, IUnitOfWork unitOfWork)
    : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : ICommand<TOutcome>, IIdempotentCommand
    where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        if (context.Request is not { } key)
        {
            return await next();
        }

        using var hold = store.TryHold(key);
        return hold is null
            ? TOutcome.Failure(IdempotencyErrors.InUse)
            : await unitOfWork.RunAsync(token => RunOnceAsync(key, next, token), cancellationToken);
    }

    private async Task<TOutcome> RunOnceAsync(IdempotencyRequest key, RequestHandlerDelegate<TOutcome> next, CancellationToken cancellationToken)
    {
        var taken = await store.TakeAsync(key, cancellationToken);
        if (!taken.IsOurs)
        {
            return TOutcome.Failure(IdempotencyErrors.InUse);
        }

        if (taken.Outcome is not { } stored)
        {
            var outcome = await next();
            if (outcome.Error is null)
            {
                store.Add(key, answers.Write(outcome.Content!), (outcome.Content as ICreated)?.Id);
            }

            return outcome;
        }

        if (!string.Equals(stored.BodyHash, key.BodyHash, StringComparison.Ordinal))
        {
            return TOutcome.Failure(IdempotencyErrors.Reused);
        }

        context.MarkReplayed();
        return TOutcome.Succeed(answers.Read(stored.Answer, TOutcome.ContentType!));
    }
}

public static class IdempotencyErrors
{
    public static Error InUse { get; } = Error.Conflict("idempotency-key-in-use",
        "La même demande est en cours de traitement. Merci de patienter un instant.",
        "The same request is being processed. Please wait a moment.");

    public static Error Reused { get; } = Error.Unprocessable("idempotency-key-reused",
        "Cette clé d’idempotence a déjà servi pour une autre demande.",
        "This idempotency key was already used for another request.");
}
