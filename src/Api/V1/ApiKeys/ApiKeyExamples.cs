using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Partners;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Api.V1.ApiKeys;

internal sealed class ApiKeyExamples : IApiExamples
{
    private static readonly ApiKeyResponse Key = new(
        Guid.Parse("019ab0f3-2b3c-7d4e-8f50-6b7c8d9e0f1a"), ApiKeyKind.Publishable, "Site de Tabac info service", ["callbacks:write"],
        ["https://www.tabac-info-service.fr"], DailyQuota: 5_000, DaySharePercent: null, new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero),
        RevokedAt: null, Replaces: null);

    public IEnumerable<object> Values =>
    [
        new IssueApiKeyBody
        {
            Kind = Key.Kind,
            Name = Key.Name,
            Scopes = ["callbacks:write"],
            Origins = ["https://www.tabac-info-service.fr"],
            DailyQuota = Key.DailyQuota,
        },
        new RotateApiKeyBody { OverlapHours = 24 },
        Key,
        new IssuedApiKeyResponse(Key.Id, "pk_019ab0f32b3c7d4e8f506b7c8d9e0f1a_…", Key),
    ];
}
