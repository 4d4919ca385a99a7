using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

public sealed class TransactionsTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Begin_CallerGoneOnceTheConnectionIsOpen_LeavesItClosed(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        using var caller = new CancellationTokenSource();
        await using var database = test.Open(new GoneWhenOpened(caller));

        await using (await database.Database.BeginAsync(caller.Token))
        {
            database.Database.GetDbConnection().State.ShouldBe(ConnectionState.Open);
        }

        database.Database.GetDbConnection().State.ShouldBe(ConnectionState.Closed);
        (await database.Devices.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        database.Database.GetDbConnection().State.ShouldBe(ConnectionState.Closed, "a count that is one too high keeps it open from now on");
    }

    private sealed class GoneWhenOpened(CancellationTokenSource caller) : DbConnectionInterceptor
    {
        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            await caller.CancelAsync();
    }
}
