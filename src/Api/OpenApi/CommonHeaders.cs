using Microsoft.OpenApi;
using MobileBackend.Api.Proofs;

namespace MobileBackend.Api.OpenApi;

/// <summary>Headers that many operations share, described once.</summary>
internal static class CommonHeaders
{
    public const string AcceptLanguage = "acceptLanguage";
    public const string AppCheck = "appCheck";
    public const string ChallengeSolution = "challengeSolution";
    public const string IdempotencyKey = "idempotencyKey";
    public const string IfNoneMatch = "ifNoneMatch";

    public static IReadOnlyDictionary<string, IOpenApiParameter> Parameters { get; } = new SortedDictionary<string, IOpenApiParameter>(StringComparer.Ordinal)
    {
        [AcceptLanguage] = Parameter("Accept-Language", "`fr` (the default) or `en`: the language of errors and of texts for people.", "en"),
        [AppCheck] = Parameter(
            HttpPresentedProofs.AppCheckHeader,
            "A token of Firebase App Check, as its client library gives it. It says which app calls, never who; without one, `X-Challenge-Solution` "
                + "may be sent instead.",
            "eyJraWQiOiJ…"),
        [ChallengeSolution] = Parameter(
            HttpPresentedProofs.SolutionHeader,
            "The solution of a challenge (`GET /challenges`): what ALTCHA's widget makes, base64 of JSON with `algorithm`, `challenge`, `number`, `salt` "
                + "and `signature`. Taken once; up to 2,048 characters.",
            "eyJhbGdvcml0aG0iOiJTSEEtMjU2Iiwi…"),
        [IdempotencyKey] = Parameter(
            "Idempotency-Key",
            "1 to 255 printable characters, chosen by the client. The same key and body within 24 hours get the stored answer again.",
            "0199c2f4-5d1e-7c3a-9b7e-2f4a6c8e0d1b"),
        [IfNoneMatch] = Parameter(
            "If-None-Match", "The `ETag` of an earlier answer: 304 if it is still the current one.", "\"6f1ed002ab5595859014ebf0951522d9\""),
    };

    public static IReadOnlyDictionary<string, IOpenApiHeader> Headers { get; } = new SortedDictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
    {
        ["api-supported-versions"] = Header("The versions of this API that are served."),
        ["Cache-Control"] = Header("How long the answer may be reused."),
        ["Deprecation"] = Header("Since when this operation is deprecated (RFC 9745)."),
        ["ETag"] = Header("The answer's version, to send back in `If-None-Match`."),
        ["Idempotency-Replayed"] = Header("`true` where this is the stored answer to an earlier request."),
        ["Location"] = Header("The path of what was created."),
        ["RateLimit"] = Header("Requests left in the tightest limit, and seconds until it is full again (draft-ietf-httpapi-ratelimit-headers)."),
        ["RateLimit-Policy"] = Header("That limit: its name, quota and window in seconds."),
        ["Retry-After"] = Header("Seconds after which to ask again.", JsonSchemaType.Integer),
        ["Sunset"] = Header("When this operation may be gone (RFC 8594)."),
    };

    private static OpenApiParameter Parameter(string name, string description, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Example = example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiHeader Header(string description, JsonSchemaType type = JsonSchemaType.String) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type } };
}
