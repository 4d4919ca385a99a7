using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Extranet;

/// <summary>Which requests to the extranet a rule is for.</summary>
public sealed record ExtranetMatch : FaultMatch<ExtranetRequest>
{
    public string? CallbackId { get; init; }

    /// <summary>As sent: <c>callback.requested</c>, <c>callback.rescheduled</c>, <c>callback.cancelled</c>.</summary>
    public string? Type { get; init; }

    public static ExtranetMatch Callback(string callbackId) => new() { CallbackId = callbackId };

    public static ExtranetMatch MessageType(string type) => new() { Type = type };

    public static ExtranetMatch Where(Func<ExtranetRequest, bool> predicate) => new() { Predicate = predicate };

    protected override bool Fits(ExtranetRequest request) =>
        (CallbackId is null || string.Equals(CallbackId, request.CallbackId, StringComparison.OrdinalIgnoreCase))
        && (Type is null || string.Equals(Type, request.Type, StringComparison.Ordinal));
}
