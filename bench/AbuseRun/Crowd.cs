using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.AbuseRun;

/// <summary>People behind the addresses of carriers within an hour: four in five with the app, one in five on the site with a solved challenge.</summary>
internal sealed class Crowd(Stage stage, int people, int carriers)
{
    /// <summary>The first carrier's; an attacker may be among its customers.</summary>
    public const string Address = "203.0.113.1";

    private const int AtOnce = 8;

    /// <summary>How often a person takes another of the slots that they are offered.</summary>
    private const int Patience = 6;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private int _next;
    private int _served;
    private int _sentAway;

    public int Served => _served;

    public int SentAway => _sentAway;

    public Task AskAsync() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
    {
        for (var person = Interlocked.Increment(ref _next); person <= people; person = Interlocked.Increment(ref _next))
        {
            stage.Pass(Hour / people);
            if (await IsServedAsync(person))
            {
                Interlocked.Increment(ref _served);
            }
            else
            {
                Interlocked.Increment(ref _sentAway);
            }
        }
    }));

    private async Task<bool> IsServedAsync(int person)
    {
        var onSite = person % 5 == 0;
        var address = $"203.0.113.{1 + (person % carriers)}";
        var caller = onSite ? stage.Visitor(address) : await stage.DeviceAsync(address, isProven: true);
        var slot = stage.Slots[Random.Shared.Next(stage.Slots.Count)];
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            var body = CallbackBodies.Submit(null, (slot.Date, slot.Start));
            (string, string)[] headers = onSite ? [(Solutions.Header, await caller.SolveChallengeAsync())] : [];
            using var answer = await caller.PostWithAsync("/api/v1/callback-requests", body, headers);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                return true;
            }

            var alternatives = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["alternatives"]?.AsArray() ?? [];
            if (alternatives.Count == 0)
            {
                return false;
            }

            var other = alternatives[Random.Shared.Next(alternatives.Count)]!;
            slot = new WantedSlot((string)other["date"]!, (string)other["start"]!);
        }

        return false;
    }
}
