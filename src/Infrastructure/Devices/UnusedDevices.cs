using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Devices;

/// <summary>
/// Devices that were registered and never came back, and own nothing: the one place of the rule's query. A device owns each row that holds its id, whatever
/// feature the row is of: tables are found in the model, and a new one counts without a line here. Parts of a device itself, which go with it, do not.
/// </summary>
internal sealed class UnusedDevices(AppDbContext database, IOptions<RetentionSettings> keep)
{
    /// <summary>
    /// Those whose time is over, but for what another rule takes in the same run: they wait for the next, so that a preview says what a run does.
    /// </summary>
    public IQueryable<Device> Ended(DateTimeOffset now)
    {
        var (registeredBefore, seenAfter) = (now - keep.Value.UnusedDevice, now - (keep.Value.InactiveDevice - keep.Value.InactiveDeviceWarning));
        var (addressKeptSince, expiredBefore) = (now - keep.Value.DeviceAddress, now - keep.Value.RefreshTokenAfterExpiry);
        return OwningNothing().Where(device =>
            device.CreatedAt < registeredBefore && device.LastSeenAt == device.CreatedAt && device.LastSeenAt > seenAfter
            && (device.AddressHash == null || device.CreatedAt >= addressKeptSince)
            && !database.RefreshTokens.Any(token => token.DeviceId == device.Id && token.ExpiresAt < expiredBefore));
    }

    /// <summary>Each column that says whose a row is.</summary>
    internal static IReadOnlyList<(string Table, string Column)> OwnedColumns(IModel model) =>
    [
        .. model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(DeviceId) || property.ClrType == typeof(DeviceId?))
            .Where(property => property.DeclaringType.ContainingEntityType.ClrType != typeof(Device) && !IsOfAPart(property))
            .Select(property => (Table: property.DeclaringType.GetTableName()!, Property: property))
            .Select(found => (found.Table, found.Property.GetColumnName(StoreObjectIdentifier.Table(found.Table))!)).Distinct(),
    ];

    private IQueryable<Device> OwningNothing()
    {
        var owned = OwnedColumns(database.Model).Select(column => $"NOT EXISTS (SELECT 1 FROM {column.Table} AS o WHERE o.{column.Column} = d.id)");
#pragma warning disable EF1002, EF1003 // Names of tables and columns come from the model.
        return database.Devices.FromSqlRaw($"SELECT d.* FROM devices AS d WHERE {string.Join(" AND ", owned)}");
#pragma warning restore EF1002, EF1003
    }

    private static bool IsOfAPart(IProperty property) =>
        property.GetContainingForeignKeys().Any(key => key.DeleteBehavior == DeleteBehavior.Cascade && key.PrincipalEntityType.ClrType == typeof(Device));
}
