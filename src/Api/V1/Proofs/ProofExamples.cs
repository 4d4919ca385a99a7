using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Api.V1.Proofs;

internal sealed class ProofExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new ChallengeResponse(
            "SHA-256",
            "9b1c6f0f2f6d0c4e8a57b3d2e1f0a9c8b7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2",
            "0f1e2d3c4b5a69788796a5b4?expires=1795338600&for=callback&",
            Maxnumber: 50_000,
            "1f2e3d4c5b6a79880f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778"),
    ];
}
