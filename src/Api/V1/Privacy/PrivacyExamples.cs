using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Privacy;

namespace MobileBackend.Api.V1.Privacy;

internal sealed class PrivacyExamples : IApiExamples
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 30, 0, TimeSpan.Zero);

    public IEnumerable<object> Values =>
    [
        new PersonalDataExport(Now, new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["callbackRequests"] = new[] { new { id = "019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f", firstName = "Camille", lastName = "Exemple" } },
        }),
        new ErasureReceiptResponse(
            Guid.Parse("019ab0f3-9f00-7012-8b23-3e4f50617283"), Now,
            new SortedDictionary<string, int>(StringComparer.Ordinal) { ["callbackRequests"] = 1, ["messages"] = 2 }),
    ];
}
