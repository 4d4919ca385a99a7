using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Persistence.Counters;

internal sealed class UsageCounters(IServiceScopeFactory scopes, WriterQueue writers, TimeProvider time) : IUsageCounters
{
    public async Task<TimeSpan?> TryUseAsync(string counter, string subject, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var windowEnd = new DateTimeOffset((now.UtcTicks / window.Ticks * window.Ticks) + window.Ticks, TimeSpan.Zero);

        // A connection of its own: the use counts even if what was asked for is refused and rolled back.
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        using var turn = await writers.EnterAsync(cancellationToken);
        var uses = (await database.UsageCounters.FromSql(database is PostgresAppDbContext ? Postgres(counter, subject, windowEnd) : Sqlite(counter, subject, windowEnd))
            .AsNoTracking().ToListAsync(cancellationToken)).Single().Uses;
        return uses <= limit ? null : windowEnd - now;
    }

    private static FormattableString Postgres(string counter, string subject, DateTimeOffset windowEnd) =>
        $"""
         INSERT INTO usage_counters AS c (counter, subject, window_end, uses) VALUES ({counter}, {subject}, {windowEnd}, 1)
         ON CONFLICT (counter, subject, window_end) DO UPDATE SET uses = c.uses + 1 RETURNING *
         """;

    private static FormattableString Sqlite(string counter, string subject, DateTimeOffset windowEnd) =>
        $"""
         INSERT INTO usage_counters (counter, subject, window_end, uses) VALUES ({counter}, {subject}, {UnixMicrosecondsConverter.Of(windowEnd)}, 1)
         ON CONFLICT (counter, subject, window_end) DO UPDATE SET uses = uses + 1 RETURNING *
         """;
}
