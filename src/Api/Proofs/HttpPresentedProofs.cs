using Microsoft.Extensions.Primitives;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Api.Proofs;

/// <summary>The proofs in the headers of the current request.</summary>
internal sealed class HttpPresentedProofs(IHttpContextAccessor accessor) : IPresentedProofs
{
    public const string AppCheckHeader = "X-Firebase-AppCheck";
    public const string SolutionHeader = "X-Challenge-Solution";

    public IReadOnlyList<string?> AppCheckTokens => Values(AppCheckHeader);

    public IReadOnlyList<string?> ChallengeSolutions => Values(SolutionHeader);

    private StringValues Values(string header) => accessor.HttpContext is { } context ? context.Request.Headers[header] : StringValues.Empty;
}
