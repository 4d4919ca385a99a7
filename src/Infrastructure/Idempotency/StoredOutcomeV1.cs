using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Infrastructure.Idempotency;

/// <summary><c>idempotency_records.outcome</c>.</summary>
/// <param name="BodyHash">SHA-256 of the request's body, hex.</param>
/// <param name="Response">The answer's schema in the published contract.</param>
/// <param name="Answer">The answer's body, in the contract's JSON.</param>
internal sealed record StoredOutcomeV1(string BodyHash, string Response, string Answer) : IStoredForm
{
    public static string Name => "outcome";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(outcome)";
}
