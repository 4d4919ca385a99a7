using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobileBackend.Integration.Tests.Enrolments;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Privacy;

/// <summary>A person with an unmistakable name, number and words goes through the service; none of them may turn up where it does not belong.</summary>
public sealed class CanaryTests
{
    private const string Path = "/api/v1/callback-requests";
    private const string Name = "Canarissime-Unique";
    private const string Number = "0639987654";
    private const string Digits = "39987654";

    [Fact]
    public async Task Canary_ThroughWhatTakesAPersonsWords_IsInNoLogTraceProblemOrDump()
    {
        var logs = new CapturedLogs();
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            // All of the service's sources; the test's own client is not the service.
            ShouldListenTo = source => !string.Equals(source.Name, "System.Net.Http", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue(
                $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} "
                    + $"{string.Join(' ', activity.Events.SelectMany(e => e.Tags).Select(tag => tag.Value))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var extranet = await ExtranetSimulator.StartAsync();
        extranet.Script.Next(FaultStep.Answer(500), FaultStep.Answer(422));
        await using var api = await ApiHost.StartAsync(
            database, extranet, configure: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs)));
        var device = await api.RegisterDeviceAsync();
        var problems = new StringBuilder();

        var body = CallbackBodies.Submit(Number);
        body["firstName"] = Name;
        body["lastName"] = Name;
        var created = await device.PostOnceAsync(Path, body, "canary-key").ReadAsync(HttpStatusCode.Created);
        problems.Append(await (await device.PostAsJsonAsync(Path, body)).Content.ReadAsStringAsync());
        body["consent"] = Name;
        problems.Append(await (await device.PostAsJsonAsync(Path, body)).Content.ReadAsStringAsync());
        body["consent"] = true;
        body["wishedSlots"]![0]!["start"] = Name;
        problems.Append(await (await device.PostAsJsonAsync(Path, body)).Content.ReadAsStringAsync());
        body["phoneNumber"] = Number + "12345";
        body["surprise"] = Name;
        problems.Append(await (await device.PostAsJsonAsync(Path, body)).Content.ReadAsStringAsync());
        problems.Append(
            await (await device.PostAsync(Path, new StringContent($"{{\"firstName\": \"{Name}\", {Number}", Encoding.UTF8, "application/json")))
                .Content.ReadAsStringAsync());
        problems.Append(await (await device.GetAsync($"/api/v1/{Name}?phone={Number}")).Content.ReadAsStringAsync());
        problems.Append(await BeCoachedAsync(device));
        (await device.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK)).ToJsonString().ShouldContain($"carnet {Name}");
        await Eventually.TrueAsync(async () => (int)(await api.StaffClient("administrator").GetAsync("/api/v1/staff/outbox").ReadAsync(HttpStatusCode.OK))[
            "parked"]! == 1);

        logs.Text.ShouldNotBeEmpty("the capture itself must work");
        traces.ShouldNotBeEmpty();
        ShouldNotKnow(logs.Text, "logs");
        ShouldNotKnow(string.Join('\n', traces), "traces");
        ShouldNotKnow(problems.ToString(), "problems");
        ShouldNotKnow(await DumpAsync(database), "database");
        created["id"].ShouldNotBeNull();
    }

    /// <summary>Tells a programme all that can be told in one's own words, rightly and wrongly.</summary>
    /// <returns>What was answered where it was wrong.</returns>
    private static async Task<string> BeCoachedAsync(HttpClient device)
    {
        var enrolment = await device.EnrolAsync(EnrolmentCalls.Body("explore"));
        await device.PutPartAsync(enrolment, "savings-goal", new { label = Name, cents = 5_000 }).ReadAsync(HttpStatusCode.OK);
        await device.PostPartAsync(enrolment, "diary-entries", new { note = $"carnet {Name} {Number}", amount = 1 }).ReadAsync(HttpStatusCode.Created);
        await device.PostPartAsync(enrolment, "cravings", new { note = $"envie {Name} {Number}", intensity = 5 }).ReadAsync(HttpStatusCode.Created);
        var problems = new StringBuilder();
        foreach (var (part, body) in new (string, object)[]
        {
            ("diary-entries", new { note = $"{Name} {Number}", amount = -1 }),
            ("diary-entries", new { note = $"{Name} {Number}".PadRight(1_000, 'x'), amount = 1 }),
            ("cravings", new { note = Name, intensity = 11 }),
            ("cravings", new { surprise = $"{Name} {Number}" }),
            ("lapses", new { kind = Name }),
        })
        {
            using var refused = await device.PostPartAsync(enrolment, part, body);
            ((int)refused.StatusCode).ShouldBeInRange(400, 499, part);
            problems.Append(await refused.Content.ReadAsStringAsync());
        }

        using var profile = await device.PutPartAsync(enrolment, "profile", new { profile = new Dictionary<string, object> { ["cigarettesPerDay"] = Name } });
        return problems.Append(await profile.Content.ReadAsStringAsync()).ToString();
    }

    private static void ShouldNotKnow(string text, string where)
    {
        text.Split('\n').Where(line => line.Contains(Name, StringComparison.OrdinalIgnoreCase) || line.Contains(Digits, StringComparison.Ordinal))
            .ShouldBeEmpty($"the canary is in the {where}");
    }

    private static async Task<string> DumpAsync(TestDatabase database)
    {
        var copy = System.IO.Path.Combine(database.Folder, "dump.db");
        await using var source = new SqliteConnection(database.ConnectionString);
        await source.OpenAsync();
        await using (var target = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await target.OpenAsync();
            source.BackupDatabase(target);
        }

        return Encoding.UTF8.GetString(await File.ReadAllBytesAsync(copy));
    }

    private sealed class CapturedLogs : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => new Captured(_lines);

        public void Dispose()
        {
        }

        private sealed class Captured(ConcurrentQueue<string> lines) : ILogger
        {
            /// <summary>No output of the service writes scopes: the framework's hold the path as it was typed.</summary>
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
