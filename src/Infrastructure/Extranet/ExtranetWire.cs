using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>The message as the extranet reads it (openapi/extranet-queue.v1.yaml), the same on every transport.</summary>
internal static class ExtranetWire
{
    public const string Requested = "callback.requested";
    private const string Rescheduled = "callback.rescheduled";
    private const string Cancelled = "callback.cancelled";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Never shown in HTML: a plus sign and an accent stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>All types of messages that the extranet reads.</summary>
    public static IReadOnlySet<string> Types { get; } = Enum.GetValues<ExtranetMessageType>().Select(TypeOf).ToHashSet(StringComparer.Ordinal);

    public static string TypeOf(ExtranetMessageType type) => type switch
    {
        ExtranetMessageType.Requested => Requested,
        ExtranetMessageType.Rescheduled => Rescheduled,
        ExtranetMessageType.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, message: null),
    };

    public static string Serialize(Guid messageId, ExtranetMessage message) =>
        JsonSerializer.Serialize(new Envelope(messageId, TypeOf(message.Type), Instant(message.OccurredAt), Callback.From(message)), Options);

    /// <summary>RFC 3339 in UTC, to the second.</summary>
    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record Envelope(Guid MessageId, string Type, string OccurredAt, Callback Callback);

    private sealed record Callback(
        Guid Id,
        CallbackService? Service,
        string? LastName,
        string? FirstName,
        string? PhoneNumber,
        Slot? ReservedSlot,
        IReadOnlyList<Slot>? WishedSlots,
        bool? InterpreterNeeded,
        Source? Source,
        string? RequestedAt)
    {
        public static Callback From(ExtranetMessage message) => message.Details is not { } details
            ? new Callback(message.CallbackId.Value, null, null, null, null, null, null, null, null, null)
            : new Callback(
                message.CallbackId.Value,
                details.Service,
                details.LastName,
                details.FirstName,
                details.PhoneNumber,
                Slot.From(details.ReservedSlot),
                [.. details.WishedSlots.Select(Slot.From)],
                details.InterpreterNeeded,
                new Source(details.Channel, details.SourceName),
                Instant(details.RequestedAt));
    }

    private sealed record Slot(string StartsAt, string EndsAt)
    {
        public static Slot From(CallbackSlot slot) => new(Instant(slot.StartsAt), Instant(slot.EndsAt));
    }

    private sealed record Source(CallbackChannel Channel, string Name);
}
