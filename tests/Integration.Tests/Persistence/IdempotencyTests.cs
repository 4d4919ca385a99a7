using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Api.Idempotency;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Infrastructure.Idempotency;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Enrolments;
using MobileBackend.Integration.Tests.Programmes;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

public sealed class IdempotencyTests
{
    private const string Path = "/api/v1/callback-requests";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task SameKeyAndBody_SentAgain_ReplaysTheAnswer(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit();

        var first = await device.PostOnceAsync(Path, body, "key-1");
        var second = await device.PostOnceAsync(Path, body, "key-1");

        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task SameKeyOtherBody_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        (await device.PostOnceAsync(Path, CallbackBodies.Submit(), "key-1")).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await device.PostOnceAsync(Path, CallbackBodies.Submit(), "key-1").ReadProblemAsync(HttpStatusCode.UnprocessableEntity))
            .ShouldBe("idempotency-key-reused");
    }

    /// <summary>An uploaded programme is larger than any other body.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task SameKeyAndBody_OfALargeUpload_ReplaysTheAnswer(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");
        var body = ProgrammeVersionTests.Upload($"{ProgrammeTexts.Small(2)}\n#{new string('-', 200_000)}\n");

        var first = await editor.PostOnceAsync("/api/v1/staff/programmes/tis/versions", body, "once").ReadAsync(HttpStatusCode.Created);
        var again = await editor.PostOnceAsync("/api/v1/staff/programmes/tis/versions", body.DeepClone(), "once").ReadAsync(HttpStatusCode.Created);

        again.ToJsonString().ShouldBe(first.ToJsonString());
        (await editor.PostOnceAsync("/api/v1/staff/programmes/tis/versions", ProgrammeVersionTests.Upload(3), "once")
            .ReadProblemAsync(HttpStatusCode.UnprocessableEntity))
            .ShouldBe("idempotency-key-reused");
    }

    /// <summary>It holds answers of several kinds under names that the programme alone knows.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task SameKeyAndBody_OfAnEnrolment_ReplaysTheAnswerToTheByte(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();

        var first = await device.PostOnceAsync(EnrolmentCalls.Route, EnrolmentCalls.Body(), "key-1");
        var second = await device.PostOnceAsync(EnrolmentCalls.Route, EnrolmentCalls.Body(), "key-1");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task StoredAnswer_ThatNoLongerFits_IsAFaultAndCreatesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit();
        (await device.PostOnceAsync(Path, body, "key-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        var sealer = api.Services.GetRequiredService<IPersonalDataSealer>();
        await api.WithServiceAsync(async (AppDbContext context) =>
        {
            var record = await context.IdempotencyRecords.SingleAsync();
            var outcome = sealer.OpenForm<StoredOutcomeV1>("idempotency_records:outcome", record.Id, record.Outcome);
            outcome.Response.ShouldBe("CallbackRequest");
            var changed = sealer.SealForm("idempotency_records:outcome", record.Id, outcome with { Answer = "{}" });
            return await context.IdempotencyRecords.ExecuteUpdateAsync(set => set.SetProperty(known => known.Outcome, changed));
        });

        (await device.PostOnceAsync(Path, body, "key-1").ReadProblemAsync(HttpStatusCode.InternalServerError)).ShouldBe("internal-error");
        (await device.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task SameKey_ManyAtOnce_CreatesOneThing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => device.PostOnceAsync(Path, body.DeepClone(), "key-1")));

        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("idempotency-key-in-use");
        }

        (await device.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task SameKey_AnotherCaller_IsAnotherKey()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);

        (await (await api.RegisterDeviceAsync()).PostOnceAsync(Path, CallbackBodies.Submit(), "key-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await (await api.RegisterDeviceAsync()).PostOnceAsync(Path, CallbackBodies.Submit(), "key-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Refusal_IsNotStored_AndTheKeyCanBeUsedOnceCorrected()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var body = CallbackBodies.Submit();
        body["consent"] = false;
        (await device.PostOnceAsync(Path, body, "key-1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        body["consent"] = true;
        (await device.PostOnceAsync(Path, body, "key-1")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task StoredAnswer_AfterADay_IsForgotten()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));
        var body = CallbackBodies.Submit(null, ("2026-11-26", "10:00"));
        (await device.PostOnceAsync(Path, body, "key-1")).StatusCode.ShouldBe(HttpStatusCode.Created);

        api.Time.Advance(TimeSpan.FromHours(24));

        (await device.PostOnceAsync(Path, body, "key-1").ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("callback-already-open");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task UnusableKey_IsRefused(int length)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var device = await api.RegisterDeviceAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(CallbackBodies.Submit()) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", new string('k', length));

        var problem = await device.SendAsync(request).ReadAsync(HttpStatusCode.BadRequest);
        ((string)problem["errors"]!["Idempotency-Key"]![0]!).ShouldBe(IdempotencyKeyErrors.Unusable.Text.French);
    }
}
