using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

public sealed class UsageCountersTests
{
    private static readonly CountedUse Device = new("callback:device", "device", 20, TimeSpan.FromDays(1));
    private static readonly CountedUse Address = new("callback:address", "address", 2, TimeSpan.FromHours(1));
    private static readonly CountedUse Number = new("callback:number", "number", 10, TimeSpan.FromDays(1));

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Uses_OneOverItsLimit_AreCountedUpToItAndNotBeyond(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);

        (await UseAsync(api)).ShouldBeNull();
        (await UseAsync(api)).ShouldBeNull();
        (await UseAsync(api)).ShouldBe(TimeSpan.FromHours(1), "the window of the address, whose clock stands at the full hour");

        (await CountsAsync(api)).ShouldBe([("callback:address", 3), ("callback:device", 3), ("callback:number", 2)]);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Uses_InAnotherWindow_AreCountedAnew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        for (var use = 0; use < 3; use++)
        {
            await UseAsync(api);
        }

        api.Time.Advance(TimeSpan.FromHours(1));

        (await UseAsync(api)).ShouldBeNull();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Uses_OfManyAtOnce_AreEachCountedAndTheLimitIsExact(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);

        var waits = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => UseAsync(api)));

        waits.Count(wait => wait is null).ShouldBe(Address.Limit);
        (await CountsAsync(api)).ShouldBe([("callback:address", 20), ("callback:device", 30), ("callback:number", 2)]);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Uses_OfWorkThatIsRefused_AreNotCounted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);

        await UseAsync(api, (unitOfWork, work) => unitOfWork.RunAsync(
            async token =>
            {
                await work(token);
                return Result.Failure(CommonErrors.NotFound);
            },
            CancellationToken.None));

        (await CountsAsync(api)).ShouldBeEmpty();
    }

    /// <summary>In a transaction that is committed, as a command that succeeds.</summary>
    private static Task<TimeSpan?> UseAsync(ApiHost api) => UseAsync(api, (unitOfWork, work) => unitOfWork.RunAsync(work, CancellationToken.None));

    private static async Task<TimeSpan?> UseAsync(ApiHost api, Func<IUnitOfWork, Func<CancellationToken, Task<Result>>, Task> run)
    {
        await using var scope = api.CreateScope();
        TimeSpan? wait = null;
        await run(scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), async token =>
        {
            wait = await scope.ServiceProvider.GetRequiredService<IUsageCounters>().TryUseAsync([Device, Address, Number], token);
            return Result.Success;
        });
        return wait;
    }

    private static Task<List<(string Counter, int Uses)>> CountsAsync(ApiHost api) => api.WithServiceAsync(async (AppDbContext database) =>
        (await database.UsageCounters.AsNoTracking().OrderBy(counter => counter.Counter).ToListAsync()).ConvertAll(counter => (counter.Counter, counter.Uses)));
}
