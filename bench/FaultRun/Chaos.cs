using System.Collections.Concurrent;
using System.Diagnostics;
using MobileBackend.TestKit;

namespace MobileBackend.FaultRun;

/// <summary>
/// What goes wrong, in rounds: a storm (kills, database restarts, partners away and lying, all at once), two replicas with wrong clocks
/// while partners go on lying, then a rolling restart in which nothing may fail.
/// </summary>
internal sealed class Chaos(Stage stage, Traffic traffic, Ledger ledger, Backlog backlog, RunOptions options, Action<string> say)
{
    private const string Ahead = "+49h";
    private const string Behind = "-2h";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>How often each fault happened.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Declares all that a run has to see, so that one that never happened shows.</summary>
    public void Expect()
    {
        string[] faults =
        [
            "kill -9 of a replica", "PostgreSQL stopped at once", "PostgreSQL stopped in order", "FCM down", $"clock {Ahead}", $"clock {Behind}",
            "SIGTERM under load",
            .. stage.Broker is null ? (string[])["extranet down"] : ["broker killed", "broker stopped in order", "broker silent"],
        ];
        foreach (var fault in faults)
        {
            _counts.TryAdd(fault, 0);
        }
    }

    public async Task RoundAsync(int round)
    {
        TellLies();
        say($"round {round}: storm");
        await StormAsync(new Random(unchecked((options.Seed * 397) + round)));
        say($"round {round}: wrong clocks");
        await traffic.WithWrongClocksAsync(() => WithWrongClocksAsync(new Random(options.Seed - round)));
        say($"round {round}: rolling restart");
        await RestartOneByOneAsync();
    }

    public void BeHonest()
    {
        Lies.BeHonest(stage.Firebase);
        if (stage.Extranet is { } extranet)
        {
            Lies.BeHonest(extranet);
        }
    }

    private void TellLies()
    {
        Lies.Tell(stage.Firebase);
        if (stage.Extranet is { } extranet)
        {
            Lies.Tell(extranet);
        }
    }

    private async Task StormAsync(Random random)
    {
        using var end = new CancellationTokenSource(options.Storm);
        await Task.WhenAll(
            UntilAsync(atLeast: 6, new Random(random.Next()), 0.5, 1.5, KillAsync, end.Token),
            UntilAsync(atLeast: 2, new Random(random.Next()), 4, 9, RestartDatabaseAsync, end.Token),
            UntilAsync(atLeast: 1, new Random(random.Next()), 4, 9, RestartFirebaseAsync, end.Token),
            UntilAsync(atLeast: 2, new Random(random.Next()), 4, 9, stage.Broker is null ? RestartExtranetAsync : RestartBrokerAsync, end.Token));
        await Task.WhenAll(stage.Replicas.Select(Stage.WaitUntilReadyAsync));
    }

    /// <summary>Strikes with pauses of that many seconds until the end, and some times however slow the machine is.</summary>
    private static async Task UntilAsync(
        int atLeast, Random random, double shortest, double longest, Func<Random, int, Task> strikeAsync, CancellationToken end)
    {
        for (var strike = 0; strike < atLeast || !end.IsCancellationRequested; strike++)
        {
            await Task.Delay(TimeSpan.FromSeconds(shortest + (random.NextDouble() * (longest - shortest))), CancellationToken.None);
            await strikeAsync(random, strike);
        }
    }

    private async Task KillAsync(Random random, int strike)
    {
        var victim = stage.Replicas[random.Next(stage.Replicas.Count)];
        await Task.WhenAny(stage.Replicas.Where(replica => replica != victim).Select(Stage.WaitUntilReadyAsync));
        await backlog.WhileWaitingAsync("kill -9 of a replica", () =>
        {
            victim.Kill();
            victim.Start();
            return Task.CompletedTask;
        });
        Happened("kill -9 of a replica");
    }

    private async Task RestartDatabaseAsync(Random random, int strike)
    {
        var fault = strike % 2 == 0 ? "PostgreSQL stopped at once" : "PostgreSQL stopped in order";
        await backlog.WhileWaitingAsync(fault, () => stage.Postgres.StopAsync(immediate: strike % 2 == 0));
        await PauseAsync(random);
        await stage.Postgres.ResumeAsync();
        Happened(fault);
        await ProgressAsync();
    }

    private async Task RestartFirebaseAsync(Random random, int strike)
    {
        await stage.Firebase.GoDownAsync();
        await PauseAsync(random);
        stage.Firebase.RevokeTokens();
        await stage.Firebase.ComeBackAsync();
        Happened("FCM down");
    }

    private async Task RestartExtranetAsync(Random random, int strike)
    {
        await stage.Extranet!.GoDownAsync();
        await PauseAsync(random);
        await stage.Extranet.ComeBackAsync();
        Happened("extranet down");
    }

    private async Task RestartBrokerAsync(Random random, int strike)
    {
        var fault = strike % 2 == 0 ? "broker killed" : "broker stopped in order";
        await backlog.WhileWaitingAsync(fault, () => stage.Broker!.StopAsync(immediate: strike % 2 == 0));
        await PauseAsync(random);
        await stage.Broker!.ResumeAsync();
        Happened(fault);
        stage.WayToBroker!.IsSilent = true;
        await PauseAsync(random);
        stage.WayToBroker.IsSilent = false;
        Happened("broker silent");
    }

    /// <summary>Clocks are set between an orderly end and a start, as by a machine that comes up with a wrong one.</summary>
    private async Task WithWrongClocksAsync(Random random)
    {
        using var client = new HttpClient();
        var first = random.Next(stage.Replicas.Count);
        (ApiProcess Replica, string By, TimeSpan Offset)[] wrong =
        [
            (stage.Replicas[first], Ahead, TimeSpan.FromHours(49)),
            (stage.Replicas[(first + 1) % stage.Replicas.Count], Behind, TimeSpan.FromHours(-2)),
        ];
        await Task.WhenAll(wrong.Select(async each =>
        {
            await each.Replica.TerminateAsync();
            await Stage.StartAsync(each.Replica, Clocks.Moved(each.By));
            if (((await Clocks.OffsetOfAsync(client, each.Replica.Address)) - each.Offset).Duration() < Tolerance)
            {
                Happened($"clock {each.By}");
            }
        }));
        await ProgressAsync();
        await Task.Delay(options.WrongClocks);
        await Task.WhenAll(wrong.Select(async each =>
        {
            await each.Replica.TerminateAsync();
            await Stage.StartAsync(each.Replica);
        }));
    }

    private async Task RestartOneByOneAsync()
    {
        BeHonest();
        await ProgressAsync();
        await traffic.StrictlyAsync(async () =>
        {
            foreach (var replica in stage.Replicas)
            {
                var before = traffic.StrictlyAnswered;
                await UntilTrueAsync(() => traffic.StrictlyAnswered >= before + 50);
                await backlog.WhileWaitingAsync("SIGTERM under load", async () =>
                {
                    if (await replica.TerminateAsync() is not 0 and var code)
                    {
                        ledger.Complain($"a replica ended with {code} on a SIGTERM:\n{replica.LastOutput}");
                    }
                });
                await Stage.StartAsync(replica);
                Happened("SIGTERM under load");
            }
        });
    }

    /// <summary>A fault upon another is worth more where something succeeds in between.</summary>
    private Task ProgressAsync()
    {
        var before = ledger.Count;
        return UntilTrueAsync(() => ledger.Count >= before + 5 || backlog.IsHigh);
    }

    private async Task UntilTrueAsync(Func<bool> condition)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            if (patience.Elapsed > LongestStandstill)
            {
                ledger.Complain("nobody got anywhere for two minutes");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static Task PauseAsync(Random random) => Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 2500)));

    private void Happened(string fault) => _counts.AddOrUpdate(fault, 1, (_, times) => times + 1);
}
