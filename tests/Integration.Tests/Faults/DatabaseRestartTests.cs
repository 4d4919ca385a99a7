using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using MobileBackend.TestKit.Postgres;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Faults;

/// <summary>PostgreSQL is stopped and started again beneath the running service, as by an upgrade or a crash.</summary>
public sealed class DatabaseRestartTests : IAsyncLifetime
{
    private const string CallbackRequests = "/api/v1/callback-requests";
    private const string Me = "/api/v1/devices/me";
    private const int Posters = 6;
    private const int Readers = 3;

    private ThrowawayPostgres _postgres = null!;
    private TestDatabase _folder = null!;
    private ExtranetSimulator _extranet = null!;
    private string _connectionString = null!;
    private ApiHost _api = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ThrowawayPostgres.OwnServerSkipReason is not null, ThrowawayPostgres.OwnServerSkipReason ?? string.Empty);

        // A server without fsync forgets commits of the last moment when it is stopped at once, and nobody could be blamed.
        _postgres = await ThrowawayPostgres.StartAsync(fsync: true);
        _connectionString = await _postgres.CreateDatabaseAsync();
        await using (var context = Open())
        {
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        _folder = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _extranet = await ExtranetSimulator.StartAsync();
        _api = await ApiHost.StartAsync(
            _folder,
            _extranet,
            [new("Database:Provider", nameof(DatabaseKind.PostgreSql)), new("ConnectionStrings:Default", _connectionString), new(
                "Callbacks:SlotCapacity", "1000000")]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_api is not null)
        {
            await _api.DisposeAsync();
            await _extranet.DisposeAsync();
            await _folder.DisposeAsync();
            await _postgres.DisposeAsync();
        }
    }

    [Fact]
    public async Task FirstUse_OfAPooledConnectionAfterARestart_IsRetriedUnseen()
    {
        var device = await _api.RegisterDeviceAsync();
        var secret = _api.WithHeader("X-Api-Key", await _api.IssueKeyAsync("secret", "callbacks:write"));
        var uses = new Dictionary<string, Func<Task>>
        {
            ["a read, with the credential's query"] = () => device.GetAsync(Me).ReadAsync(HttpStatusCode.OK),
            ["a read without a credential"] = () => _api.Http.GetAsync("/api/v1/callback-slots?service=tis").ReadAsync(HttpStatusCode.OK),
            ["a key's query"] = () => secret.GetAsync(CallbackRequests).ReadAsync(HttpStatusCode.OK),
            ["a write"] = () => _api.RegisterDeviceAsync(),
            ["counters, idempotency and a transaction"] = () =>
                secret.PostOnceAsync(CallbackRequests, CallbackBodies.Submit(), Guid.CreateVersion7(_api.Time.Now).ToString())
                    .ReadAsync(HttpStatusCode.Created),
            ["retention"] = () => _api.WithServiceAsync((IRetention retention) => retention.ApplyAsync(TestContext.Current.CancellationToken)),
            ["readiness"] = () =>
            {
                _api.Time.Advance(TimeSpan.FromSeconds(2));
                return _api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.OK);
            },
        };

        foreach (var (what, use) in uses)
        {
            // Several connections in the pool, all of them dead after the restart, each with the server's farewell in its buffer.
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => device.GetAsync(Me).ReadAsync(HttpStatusCode.OK)));
            await _postgres.RestartAsync(immediate: false);

            await Should.NotThrowAsync(use, what);
        }
    }

    [Fact]
    public async Task Restarts_UnderLoad_LoseNothingAndNeedNobody()
    {
        var device = await _api.RegisterDeviceAsync();
        var told = new ConcurrentDictionary<Guid, int>();
        var refused = 0;
        var wrong = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Posters).Select(_ => PostAsync()).Concat(Enumerable.Range(0, Readers).Select(_ => ReadAsync())).ToArray();

        foreach (var immediate in (bool[])[true, false])
        {
            var before = told.Count;
            await Eventually.TrueAsync(() => Task.FromResult(told.Count >= before + 20));
            await _postgres.StopAsync(immediate);
            var refusedBefore = Volatile.Read(ref refused);
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref refused) > refusedBefore));
            _api.Time.Advance(TimeSpan.FromSeconds(1));
            (await _api.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            await _postgres.ResumeAsync();
        }

        var atTheEnd = told.Count;
        await Eventually.TrueAsync(() => Task.FromResult(told.Count >= atTheEnd + 20));
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        _api.Time.Advance(TimeSpan.FromSeconds(1));
        (await _api.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);

        wrong.ShouldBeEmpty();
        told.Values.ShouldAllBe(times => times == 1);
        await _extranet.Book.WaitUntilAsync(book => book.MessageCount >= told.Count, TimeSpan.FromSeconds(120));
        _extranet.Book.Messages.Select(message => message.CallbackId!).Order().ShouldBe(told.Keys.Select(id => id.ToString()).Order());
        await using var context = Open();
        var stored = await context.CallbackRequests.Select(request => request.Id).ToListAsync(TestContext.Current.CancellationToken);
        stored.Select(id => id.Value).Order().ShouldBe(told.Keys.Order());
        TestContext.Current.TestOutputHelper?.WriteLine($"{told.Count} call backs answered 201, {refused} requests answered 503");

        async Task PostAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                var body = CallbackBodies.Submit();
                var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
                JsonNode? created;
                while ((created = await AnswerAsync(() => device.PostOnceAsync(CallbackRequests, body.DeepClone(), key), HttpStatusCode.Created)) is null)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
                }

                told.AddOrUpdate((Guid)created["id"]!, 1, (_, times) => times + 1);
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }

        async Task ReadAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                await AnswerAsync(() => device.GetAsync(Me), HttpStatusCode.OK);
                await AnswerAsync(() => _api.Http.GetAsync("/api/v1/callback-slots?service=tis"), HttpStatusCode.OK);
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }

        // The body of a success; null where the client was asked to come back. Anything else is wrong.
        async Task<JsonNode?> AnswerAsync(Func<Task<HttpResponseMessage>> ask, HttpStatusCode success)
        {
            using var answer = await ask();
            var body = await answer.Content.ReadFromJsonAsync<JsonNode>(CancellationToken.None);
            if (answer.StatusCode == success)
            {
                return body;
            }

            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && (string?)body!["code"] == "overloaded"
                && answer.Headers.RetryAfter?.Delta > TimeSpan.Zero)
            {
                Interlocked.Increment(ref refused);
            }
            else
            {
                wrong.Add($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {body}");
            }

            return null;
        }
    }

    /// <summary>As the service does: the first use of a connection from before a restart fails.</summary>
    private PostgresAppDbContext Open()
    {
        var options = new DbContextOptionsBuilder<PostgresAppDbContext>();
        options.UsePostgres(_connectionString);
        return new PostgresAppDbContext(options.Options);
    }
}
