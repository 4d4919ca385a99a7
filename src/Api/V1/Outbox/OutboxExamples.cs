using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Outbox;

namespace MobileBackend.Api.V1.Outbox;

internal sealed class OutboxExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new OutboxResponse(
            Depth: 3, OldestAgeSeconds: 42, Parked: 1,
            [
                new ParkedMessageResponse(
                    Guid.Parse("019ab0f3-8e00-7f11-8a22-2d3e4f506172"), Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f"), "callback.requested", "422",
                    Attempts: 1,
                    new DateTimeOffset(2026, 11, 23, 8, 0, 1, TimeSpan.Zero)),
            ],
            NextCursor: null),
        new ReplayResponse(Replayed: 1),
    ];
}
