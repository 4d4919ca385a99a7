using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobileBackend.FaultRun;

/// <summary>An answer that arrived whole.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body)
{
    public string? Code => (string?)Body?["code"];
}

/// <summary>All requests of all clients, through the proxy. Counts what failed, and holds some stretches to failing nothing.</summary>
internal sealed class Traffic(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(45) };
    private readonly ConcurrentBag<string> _failedWhileStrict = [];
    private int _answered;
    private int _unavailable;
    private int _cut;
    private int _strictlyAnswered;
    private int _strictlyUnderWay;
    private volatile bool _strict;
    private long _clocksWrongUntil = long.MinValue;

    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Answered 5xx.</summary>
    public int Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Not answered at all.</summary>
    public int Cut => Volatile.Read(ref _cut);

    /// <summary>Answered in a stretch in which nothing may fail.</summary>
    public int StrictlyAnswered => Volatile.Read(ref _strictlyAnswered);

    public IReadOnlyCollection<string> FailedWhileStrict => _failedWhileStrict;

    /// <summary>Some replicas have a wrong clock meanwhile.</summary>
    public async Task WithWrongClocksAsync(Func<Task> meanwhile)
    {
        Interlocked.Exchange(ref _clocksWrongUntil, long.MaxValue);
        await meanwhile();
        Interlocked.Exchange(ref _clocksWrongUntil, Stopwatch.GetTimestamp());
    }

    /// <summary>Whether a clock was wrong at any time since: one that is 49 hours ahead forgets keys that are kept for 24.</summary>
    /// <param name="timestamp">Of <see cref="Stopwatch"/>.</param>
    public bool HadWrongClocksSince(long timestamp) => Interlocked.Read(ref _clocksWrongUntil) >= timestamp;

    /// <summary>No request that begins meanwhile may fail.</summary>
    public async Task StrictlyAsync(Func<Task> meanwhile)
    {
        _strict = true;
        try
        {
            await meanwhile();
        }
        finally
        {
            _strict = false;
            while (Volatile.Read(ref _strictlyUnderWay) > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }
    }

    /// <summary>One try. Null where there was no answer, or one that asks to come back.</summary>
    public async Task<Answer?> TryAsync(HttpMethod method, string path, JsonNode? body = null, string? bearer = null, string? key = null)
    {
        var strict = _strict;
        if (strict)
        {
            Interlocked.Increment(ref _strictlyUnderWay);
        }

        try
        {
            // An empty body where there is none: .NET's client sends a POST without a body again by itself where its connection was closed, and nobody is told.
            HttpContent? none = method == HttpMethod.Get ? null : new ByteArrayContent([]);
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? none : JsonContent.Create(body) };
            if (bearer is not null)
            {
                request.Headers.Authorization = new("Bearer", bearer);
            }

            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return Judge(new Answer(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)), method, path, strict);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            Interlocked.Increment(ref _cut);
            Fail(strict, $"{method} {path}: {exception.GetType().Name}");
            return null;
        }
        finally
        {
            if (strict)
            {
                Interlocked.Decrement(ref _strictlyUnderWay);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private Answer? Judge(Answer answer, HttpMethod method, string path, bool strict)
    {
        if ((int)answer.Status >= 500)
        {
            Interlocked.Increment(ref _unavailable);
            Fail(strict, $"{method} {path}: {(int)answer.Status} {answer.Code}");
            return answer.Status == HttpStatusCode.ServiceUnavailable && answer.Code == "overloaded" ? null : answer;
        }

        Interlocked.Increment(ref _answered);
        if (strict)
        {
            Interlocked.Increment(ref _strictlyAnswered);
        }

        return answer;
    }

    private void Fail(bool strict, string what)
    {
        if (strict)
        {
            _failedWhileStrict.Add(what);
        }
    }
}
