using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MobileBackend.Api.Caching;

/// <summary>An answer that is the same for everyone, ready to be sent.</summary>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="EntityTag">Its digest.</param>
/// <param name="CacheControl">How long caches may keep it.</param>
internal sealed record RenderedAnswer(byte[] Body, EntityTagHeaderValue EntityTag, string CacheControl)
{
    /// <summary>What an action's filters say of the operation itself, to whoever calls it.</summary>
    private static readonly string[] OfTheOperation = ["api-supported-versions", "api-deprecated-versions", "Deprecation", "Sunset"];

    private KeyValuePair<string, StringValues>[] _aboutTheOperation = [];

    /// <summary>The same answer, with what was said of the operation when it was given the first time.</summary>
    public RenderedAnswer WithHeadersOf(HttpResponse response) => this with
    {
        _aboutTheOperation = [.. OfTheOperation.Where(response.Headers.ContainsKey).Select(name => KeyValuePair.Create(name, response.Headers[name]))],
    };

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        foreach (var (name, value) in _aboutTheOperation)
        {
            response.Headers[name] = value;
        }

        response.Headers.ETag = EntityTag.ToString();
        response.Headers.CacheControl = CacheControl;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
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
    public const int Most = 256;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Question, Kept> _answers = new();

    public int Count => _answers.Count;

    public bool TryGet(HttpRequest request, [NotNullWhen(true)] out RenderedAnswer? answer)
    {
        answer = _answers.TryGetValue(Question.Of(request), out var kept) && IsFresh(kept) ? kept.Answer : null;
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

    private readonly record struct Question(string Path, string Query, string Language)
    {
        public static Question Of(HttpRequest request) => new(request.Path.ToString(), request.QueryString.ToString(), CultureInfo.CurrentUICulture.Name);
    }

    private readonly record struct Kept(RenderedAnswer Answer, DateTimeOffset RenderedAt);
}
