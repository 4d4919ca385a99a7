using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using MobileBackend.Bench.Rig;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.Bench.Runs;

/// <summary>
/// L2: three times what the service can do, for a minute: what is accepted is quick, the rest is told when to come back, and it is over when it is over.
/// </summary>
internal sealed class Overload : IRun
{
    private const int Callbacks = 50;
    private const int Times = 3;
    private const int Connections = 1_000;

    /// <summary>As many as are worked on at once: none of them is shed.</summary>
    private const int CapacityConnections = 48;

    /// <summary>What of the capacity is there again after the load.</summary>
    private const double Normal = 0.7;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(5);

    public string Id => "L2";

    public string What => "three times the capacity for a minute, 99th percentile of what is accepted";

    public Goal Goal { get; } = new(500, 500, " ms", LessIsBetter: true);

    public async Task<Measured> MeasureAsync()
    {
        await using var stage = await Stage.SetAsync();
        var ((client, token), paths) = await SeedAsync(stage);
        using var owner = client;
        var wrk = new Wrk(stage.Folder);
        var round = new RoundRobin();
        paths.ForEach(path => round.Add(path, ("Authorization", $"Bearer {token}")));
        Task<Load> Capacity() => wrk.RunAsync(stage.Address, round.ToString(), Stretch, stage.Service, CapacityConnections);
        var rounds = new Interleaved(("service", stage.Service, _ => Capacity()));
        await rounds.RunAsync();
        var capacity = rounds.Of(0);

        using var over = new CancellationTokenSource();
        var asking = AskAsync(owner, paths[0], over.Token);
        var answers = await new OpenLoop(stage.Folder).RunAsync(
            paths.Select(path => new Uri(stage.Address, path)), token, Times * capacity.PerSecond, Minute, Connections);
        await over.CancelAsync();
        var shedWithoutTime = await asking;

        await Task.Delay(Stretch);
        var after = await Capacity();
        var accepted = answers.Where(answer => answer.Status == 200).Select(answer => answer.Milliseconds).Order().ToList();
        var shed = answers.Count(answer => answer.Status == 503);
        var other = answers.Count - accepted.Count - shed;
        var details = string.Create(
            CultureInfo.InvariantCulture,
            $"capacity {capacity.PerSecond:#,0}/s; offered {answers.Count / Minute.TotalSeconds:#,0}/s, "
                + $"accepted {accepted.Count / Minute.TotalSeconds:#,0}/s, 503 {shed / Minute.TotalSeconds:#,0}/s, anything else {other}; "
                + $"503 without Retry-After {shedWithoutTime}; "
                + $"5 to 10 s later {after.PerSecond:#,0}/s, {after.Refused} refused");
        return new Measured(
            accepted[(int)(accepted.Count * 0.99)], accepted[accepted.Count / 2], accepted[(int)(accepted.Count * 0.99)], stage.Service.PeakMegabytes, details)
        {
            IsSound = other == 0 && shed > 0 && shedWithoutTime == 0 && after.Refused == 0 && after.PerSecond > Normal * capacity.PerSecond,
        };
    }

    /// <summary>One more client, which reads the headers.</summary>
    /// <returns>How many answers 503 did not say when to come back.</returns>
    private static async Task<int> AskAsync(HttpClient client, string path, CancellationToken over)
    {
        var without = 0;
        while (!over.IsCancellationRequested)
        {
            using var answer = await client.GetAsync(path, CancellationToken.None);
            without += answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null ? 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }

        return without;
    }

    private static async Task<((HttpClient Client, string Token) Owner, List<string> Paths)> SeedAsync(Stage stage)
    {
        var slots = await stage.OfferedSlotsAsync();
        var owner = (await stage.RegisterDevicesAsync(1))[0];
        var paths = new List<string>();
        for (var number = 0; number < Callbacks; number++)
        {
            var slot = slots[number % slots.Count];
            var created = await owner.Client.PostAsJsonAsync("/api/v1/callback-requests", CallbackBodies.Submit(slots: slot)).ReadAsync(HttpStatusCode.Created);
            paths.Add($"/api/v1/callback-requests/{(string)created["id"]!}");
        }

        return (owner, paths);
    }
}
