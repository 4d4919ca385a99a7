using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.FaultRun;

/// <summary>What people share: the slots they choose among, the ledger, and the call centre that their call backs are handed to.</summary>
internal sealed record World(Traffic Traffic, Ledger Ledger, CallCentre Centre, IReadOnlyList<WantedSlot> Slots, Backlog Backlog);

/// <summary>A slot as requests and answers name it.</summary>
internal readonly record struct WantedSlot(string Date, string Start);

/// <summary>Somebody with the app: asks for call backs, reads them, moves some, cancels some, and once in a while erases everything and begins anew.</summary>
internal sealed class Person(World world, Random random, int number)
{
    private const string Callbacks = "/api/v1/callback-requests";

    /// <summary>The slots that everyone wants: there are fewer places in them than people who ask.</summary>
    private const int Popular = 6;

    private readonly List<(ToldCallback Callback, Task Over)> _handedOver = [];
    private readonly List<ToldCallback> _own = [];
    private Account _account = null!;
    private int _lives;
    private int _renewals;

    /// <summary>How often tokens had to be renewed.</summary>
    public int Renewals => _renewals + _account.Renewals;

    /// <summary>The phones of erased accounts.</summary>
    public HashSet<string> GoneTokens { get; } = [];

    /// <summary>Told that a slot has no place left.</summary>
    public int ToldFull { get; private set; }

    /// <summary>Call backs whose answer got lost, found by reading, since the key was no longer known.</summary>
    public int FoundAgain { get; private set; }

    public int Erasures { get; private set; }

    public async Task LiveAsync(CancellationToken stop)
    {
        await BeginAsync();
        while (!stop.IsCancellationRequested)
        {
            if (world.Backlog.IsHigh)
            {
                await _account.AskAsync(HttpMethod.Get, "/api/v1/devices/me");
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
                continue;
            }

            if (await AskForCallAsync() is { } callback)
            {
                await LookAfterAsync(callback);
            }

            if (random.Next(150) == 0)
            {
                await EraseAsync();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 250)), CancellationToken.None);
        }

        await Task.WhenAll(_handedOver.Select(each => each.Over));
    }

    private async Task BeginAsync()
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"phone-{number}-{++_lives}");
        _own.Clear();
        _handedOver.Clear();
        _account = new Account(world.Traffic, world.Ledger, random, token);
        await _account.RegisterAsync();
    }

    private WantedSlot Wish() => world.Slots[random.Next(random.Next(2) == 0 ? Popular : world.Slots.Count)];

    /// <returns>Null where there was no place.</returns>
    private async Task<ToldCallback?> AskForCallAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var wish = Wish();
        var body = CallbackBodies.Submit(null, (wish.Date, wish.Start));
        var (answer, tries) = await _account.AskAsync(HttpMethod.Post, Callbacks, body, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
        switch (answer)
        {
            case { Status: HttpStatusCode.Created }:
                return Keep(answer.Body!);
            case { Code: "slot-full" }:
                ToldFull++;
                return null;
            case { Code: "callback-already-open" } when tries > 1 && world.Traffic.HadWrongClocksSince(began):
                // A first try was accepted, its answer got lost, and its key was forgotten before its time: what an app does then is to look.
                return await FindAsync();
            default:
                world.Ledger.Complain($"POST {Callbacks} was answered {(int)answer.Status} {answer.Code}");
                return null;
        }
    }

    private async Task<ToldCallback?> FindAsync()
    {
        var (answer, _) = await _account.AskAsync(HttpMethod.Get, $"{Callbacks}?limit=100");
        var known = _own.Select(callback => callback.Id).ToHashSet();
        var unknown = answer.Body?["items"]?.AsArray().Where(item => !known.Contains((Guid)item!["id"]!)).ToList() ?? [];
        if (unknown.Count != 1)
        {
            world.Ledger.Complain($"a call back is said to be open, and its owner finds {unknown.Count} that they did not know of");
            return null;
        }

        FoundAgain++;
        return Keep(unknown[0]!);
    }

    private ToldCallback Keep(JsonNode body)
    {
        var callback = world.Ledger.Accepted((Guid)body["id"]!, this, SlotOf(body));
        _own.Add(callback);
        return callback;
    }

    private async Task LookAfterAsync(ToldCallback callback)
    {
        await ReadAsync(callback);
        for (var moves = random.Next(5) switch { 0 => 2, 1 => 1, _ => 0 }; moves > 0; moves--)
        {
            await MoveAsync(callback);
        }

        if (random.Next(3) == 0)
        {
            await CancelAsync(callback);
        }
        else
        {
            _handedOver.Add((callback, world.Centre.TakeOnAsync(callback)));
        }
    }

    /// <summary>What its owner was told must be there, whichever replica answers.</summary>
    public async Task ReadAsync(ToldCallback callback)
    {
        var (answer, _) = await _account.AskAsync(HttpMethod.Get, $"{Callbacks}/{callback.Id}");
        if (answer.Status != HttpStatusCode.OK || SlotOf(answer.Body!) != callback.Slot)
        {
            world.Ledger.Complain($"the owner of {callback.Id} reads {(int)answer.Status} {answer.Code}");
        }
    }

    private async Task MoveAsync(ToldCallback callback)
    {
        var wish = Wish();
        var (answer, _) = await _account.AskAsync(HttpMethod.Put, $"{Callbacks}/{callback.Id}/slots", CallbackBodies.Reschedule((wish.Date, wish.Start)));
        switch (answer)
        {
            case { Status: HttpStatusCode.OK }:
                callback.Moved(SlotOf(answer.Body!));
                break;
            case { Code: "slot-full" }:
                ToldFull++;
                break;
            default:
                world.Ledger.Complain($"moving {callback.Id} was answered {(int)answer.Status} {answer.Code}");
                break;
        }
    }

    private async Task CancelAsync(ToldCallback callback)
    {
        var (answer, tries) = await _account.AskAsync(HttpMethod.Post, $"{Callbacks}/{callback.Id}/cancellation");
        if (answer.Status == HttpStatusCode.OK || (answer.Code == "callback-closed" && tries > 1))
        {
            callback.Cancelled();
        }
        else
        {
            world.Ledger.Complain($"cancelling {callback.Id} was answered {(int)answer.Status} {answer.Code}");
        }
    }

    private async Task EraseAsync()
    {
        await Task.WhenAll(_handedOver.Select(each => each.Over));
        var (answer, tries) = await _account.AskAsync(HttpMethod.Delete, "/api/v1/devices/me");

        // Erased by a try whose answer got lost: nobody is known by that token any more.
        if (answer.Status == HttpStatusCode.OK || (answer.Status == HttpStatusCode.Unauthorized && tries > 1))
        {
            _own.ForEach(callback => callback.Erased());
            Erasures++;
        }
        else
        {
            world.Ledger.Complain($"erasing was answered {(int)answer.Status} {answer.Code}");
        }

        GoneTokens.Add(_account.PushToken);
        _renewals += _account.Renewals;
        await BeginAsync();
    }

    private static DateTimeOffset SlotOf(JsonNode callback) => (DateTimeOffset)callback["reservedSlot"]!["startsAt"]!;
}
