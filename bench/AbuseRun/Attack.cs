using System.Globalization;
using System.Net;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.AbuseRun;

/// <summary>A script at one address, with as many new devices as it likes.</summary>
internal sealed class Attack(Stage stage, string address, bool withChallenges)
{
    /// <summary>So many refusals in a row that it gives up.</summary>
    private const int Enough = 40;

    private const int AtOnce = 8;

    private int _taken;
    private int _refused;

    public int Refused => _refused;

    /// <summary>Takes what it can of one day.</summary>
    public Task FillAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return TakeAsync([.. stage.Slots.Where(slot => slot.Date == date)], cancellationToken);
    }

    /// <summary>Takes what it can of every day.</summary>
    public Task SpreadAsync(CancellationToken cancellationToken) => TakeAsync(stage.Slots, cancellationToken);

    private async Task TakeAsync(IReadOnlyList<WantedSlot> slots, CancellationToken cancellationToken)
    {
        var inARow = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Volatile.Read(ref inARow) < Enough && !cancellationToken.IsCancellationRequested)
            {
                var device = await stage.DeviceAsync(address, isProven: false);
                for (var wish = 0; wish < 2; wish++)
                {
                    var isTaken = await AskAsync(device, slots[Interlocked.Increment(ref _taken) % slots.Count]);
                    if (isTaken)
                    {
                        Interlocked.Exchange(ref inARow, 0);
                    }
                    else
                    {
                        Interlocked.Increment(ref inARow);
                        Interlocked.Increment(ref _refused);
                    }
                }

                stage.Pass(TimeSpan.FromMilliseconds(20));
            }
        }));
    }

    private async Task<bool> AskAsync(HttpClient device, WantedSlot slot)
    {
        var body = CallbackBodies.Submit(null, (slot.Date, slot.Start));
        (string, string)[] headers = withChallenges ? [(Solutions.Header, await device.SolveChallengeAsync())] : [];
        using var answer = await device.PostWithAsync("/api/v1/callback-requests", body, headers);
        return answer.StatusCode == HttpStatusCode.Created;
    }
}
