using System.Net;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Jobs;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

public sealed class RetentionTests
{
    private const string Path = "/api/v1/callback-requests";

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Apply_WhatHasEnded_GoesAndTheRestStays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var partner = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));
        var closed = await partner.PostOnceAsync(Path, CallbackBodies.Submit(), "key-1").ReadAsync(HttpStatusCode.Created);
        await partner.PostAsync($"{Path}/{closed["id"]}/cancellation", null).ReadAsync(HttpStatusCode.OK);
        await partner.SubmitCallbackAsync();
        (await api.ApplyRetentionAsync()).Sum(count => count.Count).ShouldBe(0, "nothing has ended yet");

        api.Time.Advance(TimeSpan.FromDays(91));
        var removed = await api.ApplyRetentionAsync();

        removed.Of("callback_requests").ShouldBe(1);
        (await partner.GetAsync(Path).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(item => (string)item!["status"]!)
            .ShouldBe(["cancelled"], "nobody reported on the other one");
        removed.Of("follow_up_tokens").ShouldBe(1);
        removed.Of("idempotency_records").ShouldBe(1);
        removed.Of("slot_loads").ShouldBe(1);
        removed.Of("usage_counters").ShouldBeGreaterThan(0);
        (await api.WithServiceAsync((AppDbContext context) => context.CallbackRequests.CountAsync())).ShouldBe(1, "what was given up is kept its time");
        (await api.ApplyRetentionAsync()).Sum(count => count.Count).ShouldBe(0, "a second run finds nothing");
    }
}
