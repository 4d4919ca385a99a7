using System.Diagnostics.Metrics;
using System.Text.Json;
using MobileBackend.Application.Proofs;
using MobileBackend.Infrastructure.Telemetry;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>What a proof turned out to be. All but the first count as none; why is for metrics and logs alone.</summary>
internal enum ProofOutcome
{
    Good,

    /// <summary>The request brought none.</summary>
    Missing,

    /// <summary>Not what it should be: too long, given twice, unreadable, or incomplete.</summary>
    Malformed,

    /// <summary>Past its end.</summary>
    Expired,

    /// <summary>Signed by a key that is not ours, or not Google's.</summary>
    BadSignature,

    /// <summary>A solution whose number is not the one that was hidden.</summary>
    WrongNumber,

    /// <summary>A solution of a challenge for something else.</summary>
    WrongFlow,

    /// <summary>A solution that was accepted before.</summary>
    Used,

    /// <summary>A token that is not signed as Google's are.</summary>
    WrongAlgorithm,

    /// <summary>A token that another project or service issued.</summary>
    WrongIssuer,

    /// <summary>A token for another project.</summary>
    WrongAudience,

    /// <summary>An app of the project that is not on the list.</summary>
    UnlistedApp,

    /// <summary>A token under a key that Google does not publish.</summary>
    UnknownKey,

    /// <summary>Google's keys could not be had, so that nothing can be said of the token.</summary>
    KeysUnavailable,
}

/// <summary>Counts proofs by what they turned out to be.</summary>
internal sealed class ProofMetrics
{
    public const string AppCheck = "app-check";
    public const string Challenge = "challenge";

    private readonly Counter<long> _judged;
    private readonly Counter<long> _keyFetches;

    public ProofMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ServiceMeter.Name);
        _judged = meter.CreateCounter<long>("proofs.judged", "{proof}", "Proofs looked at, by flow, kind and outcome");
        _keyFetches = meter.CreateCounter<long>("proofs.key_fetches", "{fetch}", "Fetches of the keys of App Check, by outcome");
    }

    public static string Word(ProofOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    public void Judged(ProofFlow flow, string kind, ProofOutcome outcome) => _judged.Add(
        1,
        new KeyValuePair<string, object?>("flow", flow.Word()),
        new KeyValuePair<string, object?>("kind", kind),
        new KeyValuePair<string, object?>("outcome", Word(outcome)));

    /// <param name="outcome"><c>good</c>, or a fault such as <c>timeout</c>.</param>
    public void KeysFetched(string outcome) => _keyFetches.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
