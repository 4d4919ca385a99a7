using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileBackend.Simulators.Faults;

/// <summary>
/// A script as JSON, for <c>PUT /script</c> (README.md of this folder explains it):
/// <code>
/// { "rules": [
///   { "match": { "callbackId": "…", "type": "callback.requested" },
///     "steps": [ { "status": 503, "retryAfter": 2, "times": 3 }, { "cut": "after-store" } ] },
///   { "always": { "delayMs": 500 } }
/// ] }
/// </code>
/// </summary>
internal sealed record ScriptDocument(IReadOnlyList<ScriptRule?> Rules)
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
    public static async Task<IReadOnlyList<FaultRule>> ReadRulesAsync(Stream body, CancellationToken cancellationToken)
    {
        var document = await JsonSerializer.DeserializeAsync<ScriptDocument>(body, Json, cancellationToken) ?? throw new JsonException("A script is an object.");
        return [.. document.Rules.Select(rule => rule?.ToRule() ?? throw new JsonException("A rule is an object."))];
    }

    public static byte[] Write(IEnumerable<FaultRule> rules) =>
        JsonSerializer.SerializeToUtf8Bytes(new ScriptDocument([.. rules.Select(ScriptRule.Of)]), Json);
}

internal sealed record ScriptMatch(string? CallbackId = null, string? Type = null);

internal sealed record ScriptRule(ScriptMatch? Match = null, IReadOnlyList<ScriptStep?>? Steps = null, ScriptStep? Always = null)
{
    public static ScriptRule Of(FaultRule rule)
    {
        var match = new ScriptMatch(rule.Match.CallbackId, rule.Match.Type);
        var steps = rule.StepsLeft.Select(ScriptStep.Of).ToList();
        return rule.IsStanding ? new ScriptRule(match, Always: steps[0]) : new ScriptRule(match, steps);
    }

    public FaultRule ToRule()
    {
        var match = new FaultMatch { CallbackId = Match?.CallbackId, Type = Match?.Type };
        return (Steps, Always) switch
        {
            ({ Count: > 0 }, null) => new FaultRule(match, [.. Steps.SelectMany(step => step?.ToSteps() ?? throw new JsonException("A step is an object."))], standing: false),
            (null, { Times: null }) => new FaultRule(match, [Always.ToStep()], standing: true),
            _ => throw new JsonException("A rule has either \"steps\" (at least one) or \"always\" (without \"times\")."),
        };
    }
}

internal sealed record ScriptStep(
    int? Status = null,
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
        step.Ending == FaultEnding.Answer ? step.Status : null,
        step.Ending == FaultEnding.Cut ? Moment(step) : null,
        step.Ending == FaultEnding.Silence ? Moment(step) : null,
        step.Delay > TimeSpan.Zero ? (int)step.Delay.TotalMilliseconds : null,
        step.Ending == FaultEnding.Answer ? step.Stores : null,
        step.RetryAfter is null ? null : JsonSerializer.SerializeToElement(step.RetryAfter),
        step.Location,
        step.Body,
        step.ContentType,
        step.BodyBytes > 0 ? step.BodyBytes : null);

    public IEnumerable<FaultStep> ToSteps() =>
        Times is null or (>= 1 and <= 1_000_000) ? Enumerable.Repeat(ToStep(), Times ?? 1) : throw new JsonException("\"times\" is 1 to 1,000,000.");

    public FaultStep ToStep()
    {
        var step = (Status, Cut, Silence) switch
        {
            ( >= 200 and <= 599, null, null) => FaultStep.Answer(Status.Value),
            (null, BeforeStore, null) => FaultStep.CutBeforeStoring,
            (null, AfterStore, null) => FaultStep.CutAfterStoring,
            (null, null, BeforeStore) => FaultStep.Silence,
            (null, null, AfterStore) => FaultStep.SilenceAfterStoring,
            (null, null, null) => FaultStep.Pass,
            _ => throw new JsonException("A step has at most one of \"status\" (200 to 599), \"cut\" and \"silence\" (before-store or after-store)."),
        };

        if (Status is null && (Store is not null || RetryAfter is not null || Location is not null || Body is not null || ContentType is not null || BodyBytes is not null))
        {
            throw new JsonException("\"store\", \"retryAfter\", \"location\", \"body\", \"contentType\" and \"bodyBytes\" go with a \"status\".");
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

    private static string RetryAfterOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!,
        _ => throw new JsonException("\"retryAfter\" is a number of seconds or the header's text."),
    };

    private FaultStep WithBody(FaultStep step) => Body is null ? step : step.WithBody(Body, ContentType ?? "text/plain; charset=utf-8");
}
