using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Firebase;

/// <summary>Which messages a rule is for.</summary>
public sealed record FcmMatch : FaultMatch<FcmRequest>
{
    public string? Token { get; init; }

    public string? Topic { get; init; }

    /// <summary><c>data.messageId</c>.</summary>
    public string? MessageId { get; init; }

    public static FcmMatch To(string token) => new() { Token = token };

    public static FcmMatch Where(Func<FcmRequest, bool> predicate) => new() { Predicate = predicate };

    protected override bool Fits(FcmRequest request) =>
        (Token is null || string.Equals(Token, request.Token, StringComparison.Ordinal))
        && (Topic is null || string.Equals(Topic, request.Topic, StringComparison.Ordinal))
        && (MessageId is null || string.Equals(MessageId, request.MessageId, StringComparison.Ordinal));
}
