using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileBackend.Simulators.Faults;

/// <summary>
/// A script as JSON, for <c>PUT /script</c> (README.md of this folder explains it):
/// <code>
/// { "rules": [
///   { "match": { "callbackId": "…", "type": "callback.requested" },
///     "steps": [ { "status": 503, "retryAfter": 2, "times": 3 }, { "cut": "after-store" } ] },
///   { "mix": [ { "share": 0.01, "step": { "status": 500 } } ], "otherwise": { "delayMs": 100 } },
///   { "always": { "delayMs": 500 } }
/// ] }
/// </code>
/// </summary>
/// <param name="named">Answers that the simulated service has a word for, by that word: <c>{ "error": "UNREGISTERED" }</c>.</param>
internal sealed class ScriptDocument<TRequest, TMatch>(IReadOnlyDictionary<string, FaultStep> named)
    where TMatch : FaultMatch<TRequest>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <exception cref="JsonException">The text is no script; its message says where and why.</exception>
    public async Task<IReadOnlyList<FaultRule<TRequest>>> ReadRulesAsync(Stream body, CancellationToken cancellationToken)
    {
        var script = await JsonSerializer.DeserializeAsync<ScriptRules<TMatch>>(body, Json, cancellationToken)
            ?? throw new JsonException("A script is an object.");
        return [.. script.Rules.Select(rule => RuleOf(rule ?? throw new JsonException("A rule is an object.")))];
    }

    public static byte[] Write(IEnumerable<FaultRule<TRequest>> rules) =>
        JsonSerializer.SerializeToUtf8Bytes(new ScriptRules<TMatch>([.. rules.Select(Of)]), Json);

    private static ScriptRule<TMatch> Of(FaultRule<TRequest> rule)
    {
        var match = (TMatch?)rule.Match;
        return rule.StandingMix switch
        {
            null => new ScriptRule<TMatch>(match, [.. rule.StepsLeft.Select(ScriptStep.Of)]),
            { Shares: [] } always => new ScriptRule<TMatch>(match, Always: ScriptStep.Of(always.Otherwise)),
            var mix => new ScriptRule<TMatch>(
                match,
                Mix: [.. mix.Shares.Select(share => new ScriptShare(share.Share, ScriptStep.Of(share.Step)))],
                Otherwise: ScriptStep.Of(mix.Otherwise)),
        };
    }

    private FaultRule<TRequest> RuleOf(ScriptRule<TMatch> rule) => rule switch
    {
        { Steps: { Count: > 0 } steps, Always: null, Mix: null, Otherwise: null } =>
            FaultRule<TRequest>.Sequence(rule.Match, [.. steps.SelectMany(step => step?.ToSteps(named) ?? throw new JsonException("A step is an object."))]),
        { Steps: null, Always: { Times: null } always, Mix: null, Otherwise: null } =>
            FaultRule<TRequest>.Standing(rule.Match, new FaultMix(always.ToStep(named))),
        { Steps: null, Always: null, Mix: { Count: > 0 } mix, Otherwise: null or { Times: null } } =>
            FaultRule<TRequest>.Standing(rule.Match, MixOf(mix, rule.Otherwise)),
        _ => throw new JsonException(
            "A rule has either \"steps\" (at least one), or \"always\", or \"mix\" (at least one) with or without \"otherwise\"; \"times\" is for \"steps\"."),
    };

    private FaultMix MixOf(IReadOnlyList<ScriptShare?> mix, ScriptStep? otherwise)
    {
        try
        {
            return new FaultMix(otherwise?.ToStep(named) ?? FaultStep.Pass, mix.Select(ShareOf));
        }
        catch (ArgumentOutOfRangeException refusal)
        {
            throw new JsonException("Each \"share\" is more than 0, and all together at most 1.", refusal);
        }
    }

    private FaultShare ShareOf(ScriptShare? share) =>
        share is { Step.Times: null }
            ? new FaultShare(share.Share, share.Step.ToStep(named))
            : throw new JsonException("A part of a mix has a \"share\" and a \"step\" (without \"times\").");
}

internal sealed record ScriptRules<TMatch>(IReadOnlyList<ScriptRule<TMatch>?> Rules);

internal sealed record ScriptRule<TMatch>(
    TMatch? Match = default,
    IReadOnlyList<ScriptStep?>? Steps = null,
    ScriptStep? Always = null,
    IReadOnlyList<ScriptShare?>? Mix = null,
    ScriptStep? Otherwise = null);

internal sealed record ScriptShare(double Share, ScriptStep Step);

internal sealed record ScriptStep(
    int? Status = null,
    string? Error = null,
    string? Cut = null,
    string? Silence = null,
    int? DelayMs = null,
    bool? Store = null,
    JsonElement? RetryAfter = null,
    string? Location = null,
    string? Body = null,
    string? ContentType = null,
    int? BodyBytes = null,
    int? Times = null)
{
    private const string BeforeStore = "before-store";
    private const string AfterStore = "after-store";
    private const int MostBytes = 100 * 1024 * 1024;

    public static ScriptStep Of(FaultStep step) => new(
        step.Ending == FaultEnding.Answer && step.Name is null ? step.Status : null,
        step.Name,
        step.Ending == FaultEnding.Cut ? Moment(step) : null,
        step.Ending == FaultEnding.Silence ? Moment(step) : null,
        step.Delay > TimeSpan.Zero ? (int)step.Delay.TotalMilliseconds : null,
        step.Ending == FaultEnding.Answer ? step.Stores : null,
        step.RetryAfter is null ? null : JsonSerializer.SerializeToElement(step.RetryAfter),
        step.Location,
        step.Name is null ? step.Body : null,
        step.Name is null ? step.ContentType : null,
        step.BodyBytes > 0 ? step.BodyBytes : null);

    public IEnumerable<FaultStep> ToSteps(IReadOnlyDictionary<string, FaultStep> named) =>
        Times is null or (>= 1 and <= 1_000_000) ? Enumerable.Repeat(ToStep(named), Times ?? 1) : throw new JsonException("\"times\" is 1 to 1,000,000.");

    public FaultStep ToStep(IReadOnlyDictionary<string, FaultStep> named)
    {
        var step = (Status, Error, Cut, Silence) switch
        {
            ( >= 200 and <= 599, null, null, null) => FaultStep.Answer(Status.Value),
            (null, not null, null, null) => named.GetValueOrDefault(Error) ?? throw new JsonException(NoSuchError(named)),
            (null, null, BeforeStore, null) => FaultStep.CutBeforeStoring,
            (null, null, AfterStore, null) => FaultStep.CutAfterStoring,
            (null, null, null, BeforeStore) => FaultStep.Silence,
            (null, null, null, AfterStore) => FaultStep.SilenceAfterStoring,
            (null, null, null, null) => FaultStep.Pass,
            _ => throw new JsonException(
                "A step has at most one of \"status\" (200 to 599), \"error\", \"cut\" and \"silence\" (before-store or after-store)."),
        };

        if (Error is not null && (Body is not null || ContentType is not null || BodyBytes is not null))
        {
            throw new JsonException("An \"error\" has its own body.");
        }

        if (Status is null && Error is null
            && (Store is not null || RetryAfter is not null || Location is not null || Body is not null || ContentType is not null || BodyBytes is not null))
        {
            throw new JsonException(
                "\"store\", \"retryAfter\", \"location\", \"body\", \"contentType\" and \"bodyBytes\" "
                + "go with a \"status\" (the first three with an \"error\" too).");
        }

        if (DelayMs is < 0 || BodyBytes is < 0 or > MostBytes)
        {
            throw new JsonException("\"delayMs\" is 0 or more, \"bodyBytes\" 0 to 100 MB.");
        }

        step = step.After(TimeSpan.FromMilliseconds(DelayMs ?? 0)).Storing(Store ?? step.Stores);
        step = RetryAfter is { } retryAfter ? step.WithRetryAfter(RetryAfterOf(retryAfter)) : step;
        step = Location is null ? step : step.WithLocation(Location);
        return BodyBytes is { } bytes ? step.WithBodyOf(bytes, ContentType ?? "text/plain") : WithBody(step);
    }

    private static string Moment(FaultStep step) => step.Stores ? AfterStore : BeforeStore;

    private static string NoSuchError(IReadOnlyDictionary<string, FaultStep> named) =>
        named.Count == 0 ? "This simulator has no \"error\" by name." : $"\"error\" is one of {string.Join(", ", named.Keys.Order(StringComparer.Ordinal))}.";

    private static string RetryAfterOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        _ => throw new JsonException("\"retryAfter\" is a number of seconds or the header's text."),
    };

    private FaultStep WithBody(FaultStep step) => Body is null ? step : step.WithBody(Body, ContentType ?? "text/plain; charset=utf-8");
}
