using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>
/// Google's keys, fetched when they are first needed, asked for again after an hour and used for six at most. A key that is not among them, which
/// anyone can name, causes a fetch a minute at most. Requests that need it share it; after one that failed they no longer wait for the next, so
/// that Google's bad day costs people nothing but the proof.
/// </summary>
internal sealed partial class AppCheckKeys(
    IHttpClientFactory clients, IOptions<ProofOptions> options, TimeProvider time, ProofMetrics metrics, ILogger<AppCheckKeys> logger) : IDisposable
{
    public const string ClientName = "app-check-keys";

    private const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan RenewAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan UseFor = TimeSpan.FromHours(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private volatile AppCheckKeySet? _known;
    private Task _fetch = Task.CompletedTask;
    private long? _fetchedAt;
    private volatile bool _hasFailed;

    /// <returns>The key, null where there is none of that id; and whether any key is known.</returns>
    public async ValueTask<(SecurityKey? Key, bool IsKnown)> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (Usable() is { } known && known.Keys.TryGetValue(id, out var key))
        {
            if (time.GetElapsedTime(known.At) > RenewAfter)
            {
                _ = FetchIfDue();
            }

            return (key, true);
        }

        await FetchIfDue().WaitAsync(cancellationToken);
        var fresh = Usable();
        return (fresh?.Keys.GetValueOrDefault(id), fresh is not null);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private AppCheckKeySet? Usable() => _known is { } known && time.GetElapsedTime(known.At) <= UseFor ? known : null;

    /// <returns>What to wait for.</returns>
    private Task FetchIfDue()
    {
        lock (_gate)
        {
            if (_fetch.IsCompleted)
            {
                if (_fetchedAt is { } last && time.GetElapsedTime(last) < Pause)
                {
                    return Task.CompletedTask;
                }

                _fetchedAt = time.GetTimestamp();

                // It belongs to no request: neither to its end nor to its trace.
                using (ExecutionContext.SuppressFlow())
                {
                    _fetch = Task.Run(FetchAsync, CancellationToken.None);
                }
            }

            return _hasFailed ? Task.CompletedTask : _fetch;
        }
    }

    private async Task FetchAsync()
    {
        var fault = await TryFetchAsync();
        metrics.KeysFetched(fault ?? "good");
        _hasFailed = fault is not null;
        if (fault is not null)
        {
            LogFailed(fault, Usable() is not null);
        }
    }

    /// <returns>Null, or what went wrong.</returns>
    private async Task<string?> TryFetchAsync()
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stopping.Token);
            using var response = await clients.CreateClient(ClientName).GetAsync(
                new Uri(options.Value.AppCheck.BaseUrl, "/v1/jwks"), HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return $"status-{(int)response.StatusCode}";
            }

            await response.Content.LoadIntoBufferAsync(LongestAnswer, either.Token);
            var read = AppCheckKeySet.Read(await response.Content.ReadAsByteArrayAsync(either.Token), time.GetTimestamp());
            _known = read ?? _known;
            return read is null ? "unreadable" : null;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return "timeout";
        }
        catch (HttpRequestException exception)
        {
            return JsonNamingPolicy.KebabCaseLower.ConvertName(exception.HttpRequestError.ToString());
        }
        catch (IOException)
        {
            return "connection-cut";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of App Check could not be fetched: {Fault}. Those of before are still used: {HasKeys}")]
    private partial void LogFailed(string fault, bool hasKeys);
}
