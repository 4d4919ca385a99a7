using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.CallbackRequests;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Faults;

/// <summary>Each of three replicas behind haproxy is ended by SIGTERM and started again, while clients go on that never ask twice.</summary>
public sealed class RollingRestartTests
{
    private const string CallbackRequests = "/api/v1/callback-requests";
    private const int Posters = 6;
    private const int Readers = 4;
    private const int Capacity = 2;

    [Fact]
    public async Task RollingRestart_UnderLoad_FailsNoRequest()
    {
        Assert.SkipWhen(Haproxy.SkipReason is not null, Haproxy.SkipReason ?? string.Empty);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var replicas = await Replicas.StartAsync(database, new Dictionary<string, string?>
        {
            ["RateLimiting:Scale"] = "1000000",
            ["Callbacks:SlotCapacity"] = $"{Capacity}",
            ["Shutdown:DrainDelay"] = "00:00:01.500",
            ["Extranet:BaseUrl"] = extranet.BaseAddress.ToString(),
            ["Extranet:AccessToken"] = "extranet-development-token",
        });
        using var client = new HttpClient { BaseAddress = replicas.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await RegisterAsync(client));
        var slots = await SlotsAsync(client);
        var told = new ConcurrentDictionary<Guid, (string Date, string Start)>();
        var failed = new ConcurrentBag<string>();
        var full = 0;
        var reads = 0;
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Posters).Select(_ => PostAsync()).Concat(Enumerable.Range(0, Readers).Select(_ => ReadAsync())).ToArray();

        foreach (var replica in replicas.All)
        {
            var (toldBefore, readsBefore) = (told.Count, Volatile.Read(ref reads));
            await Eventually.TrueAsync(() => Task.FromResult(told.Count >= toldBefore + 10 && Volatile.Read(ref reads) >= readsBefore + 50));
            (await replica.TerminateAsync()).ShouldBe(0);
            replica.Start();
            await replica.WaitUntilReadyAsync(client);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        TestContext.Current.TestOutputHelper?.WriteLine($"{told.Count} call backs answered 201, {full} told that the slots are full, {reads} reads");

        failed.ShouldBeEmpty();
        await extranet.Book.WaitUntilAsync(book => book.MessageCount >= told.Count, TimeSpan.FromSeconds(60));
        extranet.Book.Messages.Select(message => message.CallbackId!).Order().ShouldBe(told.Keys.Select(id => id.ToString()).Order());
        told.Values.GroupBy(slot => slot).ShouldAllBe(slot => slot.Count() <= Capacity);
        await using var context = database.Open();
        (await context.CallbackRequests.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(told.Count);
        (await context.SlotLoads.MaxAsync(load => load.Reserved, TestContext.Current.CancellationToken))
            .ShouldBe(Capacity, "slots were contended for, and none was overbooked");

        async Task PostAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                // Half of them want one of the few that everyone wants.
                var wished = slots[Random.Shared.Next(Random.Shared.Next(2) == 0 ? 10 : slots.Count)];
                await TryAsync(HttpMethod.Post, CallbackRequests, CallbackBodies.Submit(null, wished), (status, body) =>
                {
                    if (status == HttpStatusCode.Conflict && (string?)body["code"] == "slot-full")
                    {
                        Interlocked.Increment(ref full);
                        return true;
                    }

                    return status == HttpStatusCode.Created
                        && told.TryAdd((Guid)body["id"]!, ((string)body["reservedSlot"]!["date"]!, (string)body["reservedSlot"]!["start"]!));
                });
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }

        async Task ReadAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var path in (string[])["/api/v1/devices/me", "/api/v1/helplines/tis-3989"])
                {
                    await TryAsync(HttpMethod.Get, path, null, (status, _) => status == HttpStatusCode.OK);
                    Interlocked.Increment(ref reads);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(25), CancellationToken.None);
            }
        }

        async Task TryAsync(HttpMethod method, string path, JsonObject? body, Func<HttpStatusCode, JsonNode, bool> isRight)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
                using var answer = await client.SendAsync(request, CancellationToken.None);
                var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                if (!isRight(answer.StatusCode, JsonNode.Parse(text)!))
                {
                    failed.Add($"{method} {path}: {(int)answer.StatusCode} {text}");
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException or System.Text.Json.JsonException)
            {
                failed.Add($"{method} {path}: {exception.Message}");
            }
        }
    }

    private static async Task<string> RegisterAsync(HttpClient client)
    {
        var device = new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" };
        return (string)(await client.PostAsJsonAsync("/api/v1/devices", device).ReadAsync(HttpStatusCode.Created))["accessToken"]!;
    }

    /// <summary>Those that stay bookable while the test runs.</summary>
    private static async Task<List<(string Date, string Start)>> SlotsAsync(HttpClient client)
    {
        var slots = await client.GetAsync("/api/v1/callback-slots?service=tis&days=14").ReadAsync(HttpStatusCode.OK);
        return [.. slots["items"]!.AsArray().Reverse().SkipLast(2).Select(slot => ((string)slot!["date"]!, (string)slot["start"]!))];
    }
}
