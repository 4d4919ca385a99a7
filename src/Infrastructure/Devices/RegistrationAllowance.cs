using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Devices;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Devices;

/// <summary>
/// Counts rows and no counter, so that a table restored from a backup says what it holds. An address far from its end is counted by one read of an
/// index and does not wait.
/// </summary>
internal sealed class RegistrationAllowance(
    AppDbContext database,
    IBlindIndex hashes,
    IOptions<DeviceSettings> settings,
    IOptions<RetentionSettings> keep,
    LimitScale scale,
    TimeProvider time)
    : IRegistrationAllowance
{
    private const string Purpose = "devices:address";

    /// <summary>As many as several replicas may be registering at the same moment, which do not see one another's rows.</summary>
    private const int Near = 100;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<Result<RegisteringAddress>> AdmitAsync(string? address, bool isProven, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return new RegisteringAddress(null);
        }

        var (slotA, slotB) = hashes.Compute(Purpose, address);
        var hash = (slotA ?? slotB)!;
        if (!isProven && await WaitAsync(hash, cancellationToken) is { } wait)
        {
            return DeviceErrors.ManyRegistrations(wait);
        }

        return new RegisteringAddress(hash);
    }

    /// <returns>Null where there is room for one more.</returns>
    private async Task<TimeSpan?> WaitAsync(string hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var left = await LeftAsync(hash, now, cancellationToken);
        if (left is > 0 and <= Near && database is PostgresAppDbContext)
        {
            // Each statement sees what was committed until it began: the second count has those who had their turn before.
            await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({hash}, 0))", cancellationToken);
            left = await LeftAsync(hash, now, cancellationToken);
        }

        return left > 0 ? null : await UntilNextAsync(hash, -left, now, cancellationToken);
    }

    /// <summary>How many more may be registered; 0 or less where none may. What renewals add is only looked at where it may matter.</summary>
    private async Task<int> LeftAsync(string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var used = await CountedSince(hash, now - Day).CountAsync(cancellationToken);
        var left = Scaled(settings.Value.RegistrationsPerDay) - used;
        if (left > Near || settings.Value.RegistrationsPerRenewed == 0)
        {
            return left;
        }

        var renewed = await CameBackAsync(hash, now - keep.Value.DeviceAddress, cancellationToken);
        return Scaled(settings.Value.RegistrationsPerDay + ((long)settings.Value.RegistrationsPerRenewed * renewed)) - used;
    }

    /// <summary>Apps of people come back another day; a script renews at once, as often as it likes.</summary>
    private Task<int> CameBackAsync(string hash, DateTimeOffset since, CancellationToken cancellationToken) => database.Database.SqlQuery<int>(
        database is PostgresAppDbContext
            ? (FormattableString)$"""
               SELECT count(*)::int AS "Value" FROM devices
               WHERE address_hash = {hash} AND created_at > {since} AND last_seen_at >= created_at + {Day}
               """
            : $"""
               SELECT count(*) AS "Value" FROM devices
               WHERE address_hash = {hash} AND created_at > {UnixMicrosecondsConverter.Of(since)}
                 AND last_seen_at >= created_at + {Day.Ticks / TimeSpan.TicksPerMicrosecond}
               """).SingleAsync(cancellationToken);

    private int Scaled(long allowance) => Math.Max(1, scale.Apply((int)Math.Min(int.MaxValue, allowance)));

    /// <summary>Until so many and one more of those that count are a day old. No more than a day, also where a clock was ahead.</summary>
    private async Task<TimeSpan> UntilNextAsync(string hash, int tooMany, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leaves = await CountedSince(hash, now - Day).OrderBy(device => device.CreatedAt).Skip(tooMany).Select(device => device.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var wait = leaves + Day - now;
        return wait <= TimeSpan.Zero ? TimeSpan.FromSeconds(1) : wait < Day ? wait : Day;
    }

    private IQueryable<Device> CountedSince(string hash, DateTimeOffset since) =>
        database.Devices.Where(device => device.AddressHash == hash && !device.IsProven && device.CreatedAt > since);
}
