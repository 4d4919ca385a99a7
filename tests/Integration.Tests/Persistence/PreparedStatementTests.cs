using MobileBackend.Infrastructure.Outbox;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Npgsql;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

/// <summary>What is prepared once a connection must not outlive what it was prepared for.</summary>
public sealed class PreparedStatementTests
{
    [Fact]
    public async Task Statement_WhoseTableGotAColumn_WorksOnFromTheConnectionsThatPreparedIt()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var api = await ApiHost.StartAsync(database);
        for (var use = 0; use < 5; use++)
        {
            (await ClaimAsync(api)).ShouldBeEmpty();
        }

        // As the migration of the next release does while this one still runs.
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("ALTER TABLE outbox_messages ADD COLUMN of_the_next_release text", connection);
            await command.ExecuteNonQueryAsync();
        }

        await (await api.RegisterDeviceAsync()).SubmitCallbackAsync();

        (await ClaimAsync(api)).ShouldHaveSingleItem();
    }

    private static Task<List<OutboxMessage>> ClaimAsync(ApiHost api) =>
        api.WithServiceAsync((OutboxStore store) => store.ClaimAsync(10, Guid.CreateVersion7(ApiHost.Start), CancellationToken.None));
}
