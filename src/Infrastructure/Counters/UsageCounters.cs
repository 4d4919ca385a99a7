using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Counters;

internal sealed class UsageCounters(AppDbContext database, TimeProvider time) : IUsageCounters
{
    private const int AllWithinLimits = -1;

    /// <summary>By the number of uses.</summary>
    private static readonly ConcurrentDictionary<int, string> Statements = new();

    public async Task<TimeSpan?> LookAsync(IReadOnlyList<CountedUse> uses, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var use in uses)
        {
            var ends = EndOfWindow(use, now);
            if (await database.UsageCounters.AnyAsync(
                counter => counter.Counter == use.Counter && counter.Subject == use.Subject && counter.WindowEnd == ends && counter.Uses >= use.Limit,
                cancellationToken))
            {
                return ends - now;
            }
        }

        return null;
    }

    public async Task<TimeSpan?> TryUseAsync(IReadOnlyList<CountedUse> uses, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // A use counts if what it was for is kept: otherwise refusals would use up what belongs to others.
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Uses are counted with the work, in its transaction.");
        }

        var over = database is PostgresAppDbContext
            ? await CountOnPostgresAsync(uses, now, cancellationToken)
            : await CountOnSqliteAsync(uses, now, cancellationToken);
        return over == AllWithinLimits ? null : EndOfWindow(uses[over], now) - now;
    }

    private static DateTimeOffset EndOfWindow(CountedUse use, DateTimeOffset now) =>
        new((now.UtcTicks / use.Window.Ticks * use.Window.Ticks) + use.Window.Ticks, TimeSpan.Zero);

    private Task<int> CountOnPostgresAsync(IReadOnlyList<CountedUse> uses, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var statement = Statements.GetOrAdd(uses.Count, Postgres);
        object[] parameters = [.. uses.SelectMany(use => (object[])[use.Counter, use.Subject, EndOfWindow(use, now), use.Limit])];
        return database.Database.FirstAsync(statement, parameters, row => row.GetInt32(0), cancellationToken);
    }

    /// <summary>
    /// One statement, in which each use is counted only if the one before it was within its limit; it returns the place of the one that was not.
    /// </summary>
    private static string Postgres(int count)
    {
        var (counted, judged) = (new StringBuilder(), new StringBuilder());
        for (var place = 0; place < count; place++)
        {
            var first = (place * 4) + 1;
            var only = place == 0 ? string.Empty : Invariant($"WHERE (SELECT uses FROM use{place - 1}) <= ${first - 1} ");
            counted.Append(place == 0 ? "WITH " : ", ").Append(Invariant(
                $"""
                 use{place} AS (
                     INSERT INTO usage_counters AS c (counter, subject, window_end, uses) SELECT ${first}, ${first + 1}, ${first + 2}, 1 {only}
                     ON CONFLICT (counter, subject, window_end) DO UPDATE SET uses = c.uses + 1 RETURNING uses)
                 """));
            judged.Append(Invariant($"WHEN (SELECT uses FROM use{place}) > ${first + 3} THEN {place} "));
        }

        return Invariant($"{counted} SELECT CASE {judged} ELSE {AllWithinLimits} END");
    }

    private async Task<int> CountOnSqliteAsync(IReadOnlyList<CountedUse> uses, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var place = 0; place < uses.Count; place++)
        {
            var use = uses[place];
            var counted = await database.Database.SqlQuery<int>(
                $"""
                 INSERT INTO usage_counters (counter, subject, window_end, uses)
                 VALUES ({use.Counter}, {use.Subject}, {UnixMicrosecondsConverter.Of(EndOfWindow(use, now))}, 1)
                 ON CONFLICT (counter, subject, window_end) DO UPDATE SET uses = uses + 1 RETURNING uses AS "Value"
                 """).ToListAsync(cancellationToken);
            if (counted.Single() > use.Limit)
            {
                return place;
            }
        }

        return AllWithinLimits;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
