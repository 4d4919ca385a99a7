using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Pushes;
using MobileBackend.Simulators.Firebase;
using MobileBackend.TestKit;
using Xunit;

namespace MobileBackend.Integration.Tests.Pushes;

/// <summary>The service with a push service beside it, on one clock, and people with phones.</summary>
internal sealed class PushStage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PushStage(TestDatabase database, FixedTimeProvider time, FirebaseSimulator firebase, ApiHost api) =>
        (Database, Time, Firebase, Api) = (database, time, firebase, api);

    public TestDatabase Database { get; }

    public FixedTimeProvider Time { get; }

    public FirebaseSimulator Firebase { get; }

    public ApiHost Api { get; }

    public static async Task<PushStage> OpenAsync(DatabaseKind kind, params KeyValuePair<string, string?>[] settings)
    {
        var time = new FixedTimeProvider(ApiHost.Start);
        var database = await TestDatabase.CreateAsync(kind);
        var firebase = await FirebaseSimulator.StartAsync(new FirebaseSimulatorOptions { Clock = time });
        return new PushStage(database, time, firebase, await ApiHost.StartAsync(database, settings: settings, firebase: firebase, time: time));
    }

    /// <summary>A second replica on the same database.</summary>
    public Task<ApiHost> AnotherReplicaAsync() => ApiHost.StartAsync(Database, firebase: Firebase, time: Time);

    /// <summary>Somebody with an app that can be pushed to.</summary>
    public async Task<Phone> PhoneAsync(string timeZone = "Europe/Paris", string platform = "android")
    {
        var device = await Api.RegisterDeviceAsync(timeZone: timeZone, platform: platform);
        var address = $"token-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var settings = await device.PatchAsJsonAsync("/api/v1/devices/me", new { pushToken = address }).ReadAsync(HttpStatusCode.OK);
        var id = DeviceId.From((Guid)settings["deviceId"]!);
        return new Phone(new HttpClient(new FreshToken(Api, id)) { BaseAddress = Api.Address }, id, address);
    }

    /// <summary>Tells something as a feature would whose messages count towards the person's ceiling.</summary>
    public async Task TellAsync(Phone phone, string step, TimeSpan? lasting = null)
    {
        await using var scope = Api.CreateScope();
        var push = new PushWish(
            PushText.Of("Un message pour vous", "Ouvrez l’application pour le lire.").Value, Time.GetUtcNow() + (lasting ?? TimeSpan.FromDays(2)));
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().RunAsync(
            _ =>
            {
                scope.ServiceProvider.GetRequiredService<IInbox>().Tell(
                    new InboxDraft(phone.DeviceId, InboxTopic.Callback, phone.DeviceId.Value, step, "Un titre", "Un texte en entier") { Push = push });
                return Task.FromResult(Result.Success);
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Lets the sender pass once more: somebody else is pushed something. The sender takes what is due in one statement, the earliest first, so by then it
    /// has taken whatever it thought was due.
    /// </summary>
    public async Task PassAsync()
    {
        var other = await PhoneAsync();
        await TellAsync(other, "pass");
        await UntilAsync(other, pushes => pushes.Single().Status == PushStatus.Sent);
    }

    /// <summary>Whether the sender has taken a push, and not said yet what became of it.</summary>
    public Task<bool> IsTakenAsync(Phone phone) => Api.WithServiceAsync((AppDbContext context) =>
        context.Pushes.AnyAsync(push => push.DeviceId == phone.DeviceId && EF.Property<Guid?>(push, PushConfiguration.LeaseId) != null));

    public Task<List<Push>> PushesAsync(Phone phone) => Api.WithServiceAsync((AppDbContext context) =>
        context.Pushes.AsNoTracking().Where(push => push.DeviceId == phone.DeviceId).OrderBy(push => push.DueAt).ToListAsync());

    public Task UntilAsync(Func<FcmBook, bool> condition) => Firebase.Book.WaitUntilAsync(condition, Patience);

    public Task UntilAsync(Phone phone, Func<List<Push>, bool> condition) => Eventually.TrueAsync(async () => condition(await PushesAsync(phone)));

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Firebase.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>Calls with a token that has not run out, however far the clock was moved.</summary>
internal sealed class FreshToken(ApiHost api, DeviceId deviceId) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = api.Services.GetRequiredService<IDeviceTokens>().Issue(new DeviceIdentity(deviceId, "tis"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>Somebody's app.</summary>
/// <param name="Client">Calls with its credential.</param>
/// <param name="DeviceId">Its account.</param>
/// <param name="Token">Its address at the push service.</param>
internal sealed record Phone(HttpClient Client, DeviceId DeviceId, string Token)
{
    /// <summary>What the person was told under a title.</summary>
    public async Task<JsonNode> MessageAsync(string title) => (await InboxAsync()).Single(message => (string)message["title"]! == title);

    /// <summary>Where the service would push to; null once it has forgotten.</summary>
    public async Task<string?> KnownTokenAsync() => (string?)(await Client.GetAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK))["pushToken"];

    public async Task<IReadOnlyList<JsonNode>> InboxAsync() =>
        [.. (await Client.GetAsync("/api/v1/messages").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(message => message!)];
}
