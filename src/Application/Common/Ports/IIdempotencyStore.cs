namespace MobileBackend.Application.Common.Ports;

/// <summary>The <c>Idempotency-Key</c> of the current request.</summary>
/// <param name="Scope">Caller and route, which a key is scoped to.</param>
/// <param name="Key">1 to 255 printable characters.</param>
/// <param name="BodyHash">SHA-256 of the request body, hex.</param>
public sealed record IdempotencyRequest(string Scope, string Key, string BodyHash);

/// <summary>What is known of a key.</summary>
/// <param name="BodyHash">SHA-256 of the body that the key first came with.</param>
/// <param name="Answer">The answer it got.</param>
public sealed record KnownOutcome(string BodyHash, ContractAnswer Answer)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(outcome)";
}

/// <summary>A key within a transaction.</summary>
/// <param name="IsOurs">False when another replica holds it.</param>
/// <param name="Outcome">Null where it got none yet.</param>
public sealed record TakenKey(bool IsOurs, KnownOutcome? Outcome);

/// <summary>The answer of a command, in the words of the published contract.</summary>
/// <param name="Response">Its schema there, such as <c>CallbackRequest</c>.</param>
/// <param name="Json">The body.</param>
public sealed record ContractAnswer(string Response, string Json)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(answer)";
}

/// <summary>
/// Writes answers as the published contract has them, and reads them back. Classes may be renamed; the contract's names and words stay, so an answer can be
/// kept in them.
/// </summary>
public interface IContractAnswers
{
    ContractAnswer Write(object response);

    /// <summary>
    /// Throws where the answer is not all that the response is, or is more: what no longer fits is a fault, and never an answer that lacks something.
    /// </summary>
    object Read(ContractAnswer answer, Type response);
}

/// <summary>Reads the key of the current request, and is told when a stored outcome answered it.</summary>
public interface IIdempotencyContext
{
    /// <summary>Null where the client sent none.</summary>
    IdempotencyRequest? Request { get; }

    void MarkReplayed();
}

/// <summary>Outcomes of idempotent commands, kept for 24 hours, sealed.</summary>
public interface IIdempotencyStore
{
    /// <summary>Holds the key within this process; null when another request holds it.</summary>
    IDisposable? TryHold(IdempotencyRequest request);

    /// <summary>Holds the key across replicas until the running transaction ends, and looks for the outcome it got before.</summary>
    Task<TakenKey> TakeAsync(IdempotencyRequest request, CancellationToken cancellationToken);

    /// <summary>Keeps the outcome, within the running transaction.</summary>
    /// <param name="request">The key.</param>
    /// <param name="answer">The outcome.</param>
    /// <param name="createdId">What the command created, of whichever kind, whose erasure takes this outcome along.</param>
    void Add(IdempotencyRequest request, ContractAnswer answer, Guid? createdId);

    /// <summary>Forgets the outcomes of commands that created what is being erased, within the running transaction.</summary>
    Task ForgetAsync(IReadOnlyCollection<Guid> createdIds, CancellationToken cancellationToken);
}
