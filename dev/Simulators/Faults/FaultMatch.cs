using MobileBackend.Simulators.Extranet;

namespace MobileBackend.Simulators.Faults;

/// <summary>Which requests a rule is for: every condition given must hold, none means all.</summary>
public sealed record FaultMatch
{
    public static FaultMatch All { get; } = new();

    public string? CallbackId { get; init; }

    /// <summary>As sent: <c>callback.requested</c>, <c>callback.rescheduled</c>, <c>callback.cancelled</c>.</summary>
    public string? Type { get; init; }

    public Func<ExtranetRequest, bool>? Predicate { get; init; }

    public static FaultMatch Callback(string callbackId) => new() { CallbackId = callbackId };

    public static FaultMatch MessageType(string type) => new() { Type = type };

    public static FaultMatch Where(Func<ExtranetRequest, bool> predicate) => new() { Predicate = predicate };

    internal bool Matches(ExtranetRequest request) =>
        (CallbackId is null || string.Equals(CallbackId, request.CallbackId, StringComparison.OrdinalIgnoreCase))
        && (Type is null || string.Equals(Type, request.Type, StringComparison.Ordinal))
        && (Predicate is null || Predicate(request));
}
