using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Outbox;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Programmes;
using MobileBackend.Infrastructure.Pushes;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

/// <summary>What features bring is found, and found once.</summary>
public sealed class PluggedInTests
{
    [Fact]
    public async Task CommitSignals_OfEveryFeature_AreTheOnesThatTheirWorkersWaitFor()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);

        api.Services.GetServices<ICommitSignal>().ShouldBe(
            [
                api.Services.GetRequiredService<OutboxSignal>(),
                api.Services.GetRequiredService<ProgrammeSignal>(),
                api.Services.GetRequiredService<PushSignal>(),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task RetentionRules_OfEveryFeature_AreFoundAndNameATable()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        await using var scope = api.CreateScope();

        scope.ServiceProvider.GetServices<IRetentionRule>().Select(rule => $"{rule.Turn} {rule.Kind} {rule.Outcome}").ShouldBe(
            [
                "First refresh_token_answers removed",
                "First callback_requests given up",
                "First outbox_messages removed",
                "First pushes removed",
                "First pushes removed",
                "First callback_addresses removed",
                "First devices removed",
                "Middle device_addresses removed",
                "Middle spent_asks removed",
                "Middle waiting_numbers removed",
                "Middle caller_blocks removed",
                "Middle callback_requests removed",
                "Middle follow_up_tokens removed",
                "Middle inbox_messages removed",
                "Middle refresh_tokens removed",
                "Middle idempotency_records removed",
                "Middle slot_loads removed",
                "Middle usage_counters removed",
                "Middle used_challenges removed",
                "Middle erasure_receipts removed",
                "Middle audit_entries removed",
                "Last devices warned",
                "Last devices erased",
            ],
            ignoreOrder: true);
    }
}
