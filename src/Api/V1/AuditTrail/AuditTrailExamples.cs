using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Auditing;

namespace MobileBackend.Api.V1.AuditTrail;

internal sealed class AuditTrailExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new AuditEntryResponse(
            Guid.Parse("019ab0f3-a000-7113-8c24-4f5061728394"), new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero), "command-line", "api-key-issued",
            "019ab0f3-2b3c-7d4e-8f50-6b7c8d9e0f1a"),
    ];
}
