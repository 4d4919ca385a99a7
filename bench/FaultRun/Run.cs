using System.Diagnostics;
using System.Globalization;

namespace MobileBackend.FaultRun;

/// <summary>The whole run: load, rounds of faults, drain, audit, report.</summary>
internal sealed class Run(RunOptions options)
{
    private const int People = 8;
    private const int MostFindings = 20;
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(3);

    /// <summary>Far enough ahead to be bookable by a clock that is 49 hours ahead, near enough for one that is 2 hours behind.</summary>
    private const int FirstDay = 4;
    private const int Days = 8;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <returns>Whether all is as it was told, and every fault happened.</returns>
    public async Task<bool> PerformAsync()
    {
        await using var stage = await Stage.SetAsync(options.Transport, options.SlotCapacity);
        using var traffic = new Traffic(stage.Address);
        Say("three replicas serve behind haproxy");
        var ledger = new Ledger();
        var backlog = new Backlog(stage.ConnectionString);
        var seeds = new Random(options.Seed);
        using var centre = new CallCentre(traffic, ledger, new Random(seeds.Next()), backlog);
        var world = new World(traffic, ledger, centre, await SlotsAsync(traffic), backlog);
        var people = Enumerable.Range(1, People).Select(number => new Person(world, new Random(seeds.Next()), number)).ToList();
        using var stopLiving = new CancellationTokenSource();
        using var stopWatching = new CancellationTokenSource();
        var watch = backlog.WatchAsync(stopWatching.Token);
        var lives = people.Select(person => person.LiveAsync(stopLiving.Token)).ToList();
        var chaos = new Chaos(stage, traffic, ledger, backlog, options, Say);
        chaos.Expect();
        for (var round = 1; round == 1 || _clock.Elapsed < options.Duration; round++)
        {
            await chaos.RoundAsync(round);
            Say($"round {round}: {ledger.Count} call backs told, {traffic.Unavailable} answers 5xx, {traffic.Cut} cut");
        }

        await stopLiving.CancelAsync();
        await Task.WhenAll(lives);
        await stopWatching.CancelAsync();
        await watch;
        stage.Extranet?.Script.Clear();
        stage.Firebase.Script.Clear();
        var stored = await DrainAsync(stage);
        await ReadAllAsync(ledger);
        var audit = new Audit(ledger, stored, await stage.Book.CloseAsync(), stage.Firebase, people, stage.SlotCapacity);
        audit.Check();
        return Report(stage, traffic, ledger, backlog, chaos, people, stored, audit);
    }

    private static async Task<IReadOnlyList<WantedSlot>> SlotsAsync(Traffic traffic)
    {
        var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(FirstDay);
        var answer = await traffic.TryAsync(HttpMethod.Get, $"/api/v1/callback-slots?service=tis&from={first:yyyy-MM-dd}&days={Days}");
        return [.. answer!.Body!["items"]!.AsArray().Select(slot => new WantedSlot((string)slot!["date"]!, (string)slot["start"]!))];
    }

    private async Task<Stored> DrainAsync(Stage stage)
    {
        var waited = Stopwatch.StartNew();
        Stored stored;
        while (!(stored = await Stored.ReadAsync(stage.ConnectionString)).IsDrained && waited.Elapsed < LongestDrain)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        Say($"drained in {waited.Elapsed.TotalSeconds:0} s");
        return stored;
    }

    /// <summary>What was told is still read by whom it was told to.</summary>
    private static Task ReadAllAsync(Ledger ledger) => Task.WhenAll(ledger.Callbacks
        .Where(callback => !callback.IsErased).GroupBy(callback => callback.Owner).Select(async owned =>
    {
        foreach (var callback in owned)
        {
            await owned.Key.ReadAsync(callback);
        }
    }));

    private static bool Report(
        Stage stage, Traffic traffic, Ledger ledger, Backlog backlog, Chaos chaos, IReadOnlyCollection<Person> people, Stored stored, Audit audit)
    {
        Console.WriteLine();
        var faults = chaos.Counts.Select(fault => (Name: fault.Key, Times: fault.Value))
            .Concat(stage.Extranet is { } extranet ? Lies.Told(extranet) : []).Concat(Lies.Told(stage.Firebase)).ToList();
        foreach (var (name, times) in faults.OrderBy(fault => fault.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {times,6}  {name}");
        }

        foreach (var (fault, depths) in backlog.Depths)
        {
            Console.WriteLine($"  {depths.Min(),6}  waited at the least at: {fault} (at the most {depths.Max()})");
        }

        Console.WriteLine(
            $"  {traffic.Answered,6}  requests answered, {traffic.Unavailable} told 5xx, {traffic.Cut} cut; "
                + $"{people.Sum(person => person.Renewals)} tokens renewed");
        var messages = ledger.Callbacks.Sum(callback => callback.Messages);
        Console.WriteLine($"  {ledger.Count,6}  call backs accepted, {messages} messages accepted = "
            + string.Join(" + ", audit.Fates.Select(fate => $"{fate.Value} {fate.Key}")));
        Console.WriteLine(
            $"  {ledger.Callbacks.Sum(callback => callback.Attempts.Count),6}  attempts reported, "
                + $"{ledger.Callbacks.Sum(callback => callback.Slots.Count - 1)} moves, "
            + $"{people.Sum(person => person.ToldFull)} times told that a slot is full, {people.Sum(person => person.Erasures)} accounts erased, "
            + $"{people.Sum(person => person.FoundAgain)} call backs found again after their key was forgotten");
        Console.WriteLine($"  {stage.Book.Repetitions,6}  messages came to the extranet again, and count once");
        Console.WriteLine($"  {stored.Pushes.Count,6}  pushes: "
            + $"{string.Join(", ", stored.Pushes.CountBy(push => push.Status).Select(status => $"{status.Value} {status.Key}"))}; "
            + $"{stage.Firebase.Book.DoubleCount} sent again, in the place of the first");
        Console.WriteLine($"  {stored.Pushes.Count(push => push is { Status: "Planned", IsReminder: true }),6}  reminders planned for later, and "
            + $"{stored.Pushes.Count(push => push is { Status: "Planned", IsReminder: false })} other pushes that a clock ahead has put off");
        Console.WriteLine(
            $"  {stored.SlotLoads.Count(slot => slot.Value == stage.SlotCapacity),6}  slots full to their last place, of {stored.SlotLoads.Count}");
        Console.WriteLine($"  {traffic.StrictlyAnswered,6}  requests answered during rolling restarts");

        var missing = faults.Where(fault => fault.Times == 0).Select(fault => $"never happened: {fault.Name}")
            .Concat(backlog.Depths.Where(fault => fault.Value.Min() == 0).Select(fault => $"nothing waited at: {fault.Key}"))
            .Concat(audit.Fates.Values.Sum() == messages ? [] : ["fates do not add up"])
            .Concat(audit.Fates["merged"] > 0 ? [] : ["never happened: messages merged"]).ToList();
        Tell("lost", audit.Lost);
        Tell("doubled", audit.Doubled);
        Tell("overbooked", audit.Overbooked);
        Tell("out of order", audit.OutOfOrder);
        Tell("failed on rolling restarts", traffic.FailedWhileStrict);
        Tell("wrong answers", ledger.Wrong);
        Tell("void", missing);
        Console.WriteLine($"faults: lost {audit.Lost.Count + ledger.Wrong.Count}, doubled {audit.Doubled.Count}, overbooked {audit.Overbooked.Count}, "
            + $"out of order {audit.OutOfOrder.Count}, failed on rolling restarts {traffic.FailedWhileStrict.Count}");
        return missing.Count + audit.Lost.Count + ledger.Wrong.Count + audit.Doubled.Count + audit.Overbooked.Count + audit.OutOfOrder.Count
            + traffic.FailedWhileStrict.Count == 0;
    }

    private static void Tell(string what, IReadOnlyCollection<string> findings)
    {
        foreach (var finding in findings.Take(MostFindings))
        {
            Console.WriteLine($"  {what}: {finding}");
        }

        if (findings.Count > MostFindings)
        {
            Console.WriteLine($"  {what}: and {findings.Count - MostFindings} more");
        }
    }

    private void Say(string what) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_clock.Elapsed.TotalSeconds,4:0} s] {what}"));
}
