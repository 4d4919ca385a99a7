using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Faults;

/// <summary>
/// The process is killed again and again while requests are posted and delivered. Clients repeat a request under its Idempotency-Key
/// until they are answered; in the end each 201 is in the extranet exactly once, and nothing else is.
/// </summary>
public sealed class KillTests
{
    private const string Path = "/api/v1/callback-requests";
    private const int Clients = 8;

    /// <summary>Call backs that were answered 201 and have not arrived, at the moment of each kill: an empty queue would prove nothing.</summary>
    private const int LeastBacklog = 5;

    /// <summary>
    /// A good minute on each database, on two busy cores; the fault run of CI kills more often. `FAULT_KILLS=200 dotnet test --filter KillTests` is the long
    /// form.
    /// </summary>
    private static int Kills { get; } = int.Parse(Environment.GetEnvironmentVariable("FAULT_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Kill_WhilePostingAndDelivering_LosesNothingAndDoublesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        extranet.Script.Always(FaultStep.Pass.After(TimeSpan.FromMilliseconds(500)));
        using var api = new ApiProcess(
            LoopbackPort.Free(),
            [
                .. database.Settings,
                new("RateLimiting:Scale", "1000000"),
                new("Callbacks:SlotCapacity", "1000000"),
                new("Outbox:Concurrency", "4"),
                new("Extranet:BaseUrl", extranet.BaseAddress.ToString()),
                new("Extranet:AccessToken", "extranet-development-token"),
            ]);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        api.Start();
        await api.WaitUntilReadyAsync(client);
        var slot = await FirstSlotAsync(client, api.Address);
        var bearer = await RegisterAsync(client, api.Address);
        var told = new ConcurrentDictionary<Guid, string>();
        using var posting = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(_ => PostUntilAsync(client, new Uri(api.Address, Path), bearer, slot, told, posting.Token)).ToArray();

        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(500, 1500)), TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(() => Task.FromResult(told.Count - extranet.Book.MessageCount >= LeastBacklog));
            api.Kill();
            api.Start();
            await api.WaitUntilReadyAsync(client);
        }

        await posting.CancelAsync();
        await Task.WhenAll(clients);
        extranet.Script.Clear();
        await extranet.Book.WaitUntilAsync(book => book.MessageCount >= told.Count, TimeSpan.FromSeconds(120));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}: {Kills} kills with at least {LeastBacklog} messages waiting, "
                + $"{told.Count} call backs answered 201, {extranet.Book.MessageCount} in the extranet");
        extranet.Book.Messages.Select(message => message.CallbackId!).Order().ShouldBe(told.Keys.Select(id => id.ToString()).Order());
    }

    private static async Task PostUntilAsync(
        HttpClient client, Uri path, string bearer, (string Date, string Start) slot, ConcurrentDictionary<Guid, string> told, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var body = CallbackBodies.Submit(null, slot);
            var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

            // A started request is repeated to its end, also after the stop: only then is it known whether it was taken.
            while (await TryPostAsync(client, path, bearer, body, key) is not { } id || !told.TryAdd(id, key))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    private static async Task<Guid?> TryPostAsync(HttpClient client, Uri path, string bearer, JsonObject body, string key)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", key);
            request.Headers.Add("Authorization", $"Bearer {bearer}");
            using var answer = await client.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.Created ? (Guid)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]! : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }

    private static async Task<(string Date, string Start)> FirstSlotAsync(HttpClient client, Uri address)
    {
        var slots = await client.GetAsync(new Uri(address, "/api/v1/callback-slots?service=tis&days=14")).ReadAsync(HttpStatusCode.OK);
        var last = slots["items"]!.AsArray()[^1]!;
        return ((string)last["date"]!, (string)last["start"]!);
    }

    private static async Task<string> RegisterAsync(HttpClient client, Uri address)
    {
        var device = new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" };
        return (string)(await client.PostAsJsonAsync(new Uri(address, "/api/v1/devices"), device).ReadAsync(HttpStatusCode.Created))["accessToken"]!;
    }
}
