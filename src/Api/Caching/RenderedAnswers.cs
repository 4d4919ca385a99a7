using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MobileBackend.Api.Caching;

/// <summary>An answer that is the same for everyone, ready to be sent.</summary>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="EntityTag">Its digest.</param>
/// <param name="CacheControl">How long caches may keep it.</param>
internal sealed record RenderedAnswer(byte[] Body, EntityTagHeaderValue EntityTag, string CacheControl)
{
    /// <summary>What the layers around the action add, and what is the same for whoever asks the same question.</summary>
    private static readonly string[] OfTheLayers =
    [
        "api-supported-versions", "api-deprecated-versions", "Deprecation", "Sunset", HeaderNames.ContentLanguage, HeaderNames.Vary,
        HeaderNames.AccessControlAllowOrigin, HeaderNames.AccessControlExposeHeaders,
    ];

    private readonly string _entityTag = EntityTag.ToString();

    private KeyValuePair<string, StringValues>[] _headers = [KeyValuePair.Create<string, StringValues>(HeaderNames.Vary, HeaderNames.AcceptLanguage)];

    private Endpoint? _endpoint;

    /// <summary>The same answer with all that was said around it the first time, to be given without asking those who said it.</summary>
    public RenderedAnswer GivenIn(HttpContext context) => this with
    {
        _headers = [.. OfTheLayers.Where(context.Response.Headers.ContainsKey).Select(name => KeyValuePair.Create(name, context.Response.Headers[name]))],
        _endpoint = context.GetEndpoint(),
    };

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        if (_endpoint is not null)
        {
            // For the access log and the metrics, which name the route.
            context.SetEndpoint(_endpoint);
        }

        foreach (var (name, value) in _headers)
        {
            response.Headers.Append(name, value);
        }

        response.Headers.ETag = _entityTag;
        response.Headers.CacheControl = CacheControl;
        if (IsKnownTo(context.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body, context.RequestAborted).AsTask();
    }

    private bool IsKnownTo(HttpRequest request) =>
        request.Headers.IfNoneMatch.Count > 0 && request.GetTypedHeaders().IfNoneMatch
            .Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(EntityTag, useStrongComparison: false));
}

/// <summary>
/// Keeps such answers for a second, far less than caches may: a crowd that opens the app at once costs one rendering a second. What
/// differs in the question is kept apart; beyond <see cref="Most"/> of them nothing more is kept, so that nobody can fill the memory by
/// inventing some.
/// </summary>
internal sealed class RenderedAnswers(TimeProvider time)
{
    public const int Most = 512;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Question, Kept> _answers = new();

    public int Count => _answers.Count;

    public bool TryGet(HttpRequest request, [NotNullWhen(true)] out RenderedAnswer? answer)
    {
        answer = HttpMethods.IsGet(request.Method) && _answers.TryGetValue(Question.Of(request), out var kept) && IsFresh(kept) ? kept.Answer : null;
        return answer is not null;
    }

    public void Keep(HttpRequest request, RenderedAnswer answer)
    {
        var question = Question.Of(request);
        if (_answers.ContainsKey(question) || HasRoom())
        {
            _answers[question] = new Kept(answer, time.GetUtcNow());
        }
    }

    private bool HasRoom()
    {
        if (_answers.Count < Most)
        {
            return true;
        }

        foreach (var stale in _answers.Where(each => !IsFresh(each.Value)))
        {
            _answers.TryRemove(stale);
        }

        return _answers.Count < Most;
    }

    /// <summary>By a clock that may be set back, too.</summary>
    private bool IsFresh(Kept kept) => (time.GetUtcNow() - kept.RenderedAt).Duration() < Freshness;

    /// <summary>All that an answer may depend on. The texts of the headers are not read, only compared.</summary>
    private readonly record struct Question(string Scheme, string Path, string Query, string Language, string Origin)
    {
        public static Question Of(HttpRequest request) => new(
            request.Scheme, request.Path.Value!, request.QueryString.Value!, request.Headers.AcceptLanguage.ToString(), request.Headers.Origin.ToString());
    }

    private readonly record struct Kept(RenderedAnswer Answer, DateTimeOffset RenderedAt);
}
