using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.TestKit;

namespace MobileBackend.FaultRun;

/// <summary>
/// The call centre's extranet as a client: reports each attempt under its id until it is answered. Most attempts reach nobody, which makes pushes.
/// </summary>
internal sealed class CallCentre(Traffic traffic, Ledger ledger, Random random, Backlog backlog) : IDisposable
{
    private const int Counsellors = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly SemaphoreSlim _counsellors = new(Counsellors);
    private readonly string _bearer = ApiHost.StaffToken("extranet");
    private readonly Lock _gate = new();

    /// <summary>Ends when nothing more is reported about it.</summary>
    public async Task TakeOnAsync(ToldCallback callback)
    {
        await _counsellors.WaitAsync();
        try
        {
            foreach (var outcome in Fate())
            {
                while (backlog.IsHigh)
                {
                    await Task.Delay(Pause);
                }

                await ReportAsync(callback, outcome);
            }
        }
        finally
        {
            _counsellors.Release();
        }
    }

    public void Dispose() => _counsellors.Dispose();

    private List<string> Fate()
    {
        lock (_gate)
        {
            var unanswered = Enumerable.Repeat("no-answer", random.Next(4)).ToList();
            return unanswered.Count == 3 ? unanswered : random.Next(5) switch
            {
                0 => unanswered,
                1 => [.. unanswered, "declined"],
                2 => [.. unanswered, "wrong-number"],
                _ => [.. unanswered, "reached"],
            };
        }
    }

    private async Task ReportAsync(ToldCallback callback, string outcome)
    {
        var attemptId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var body = new JsonObject
        {
            ["attemptId"] = attemptId,
            ["attemptedAt"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["outcome"] = outcome,
        };
        while (true)
        {
            var answer = await traffic.TryAsync(HttpMethod.Post, $"/api/v1/extranet/callback-requests/{callback.Id}/attempts", body.DeepClone(), _bearer);
            if (answer is { Status: HttpStatusCode.OK })
            {
                callback.Attempted(attemptId, outcome);
                return;
            }

            if (answer is not null)
            {
                ledger.Complain($"an attempt on {callback.Id} was answered {(int)answer.Status} {answer.Code}");
            }

            await Task.Delay(Pause);
        }
    }
}
