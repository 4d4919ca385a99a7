using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>A column of the database.</summary>
/// <param name="Name">As <c>table.column</c>.</param>
/// <param name="IsSealed">Whether it holds a <see cref="SealedText"/>.</param>
/// <param name="IsHashed">Whether it holds a digest, keyed or not, of what its name says.</param>
internal sealed record StoredColumn(string Name, bool IsSealed, bool IsHashed)
{
    /// <summary>Every column of a model, in order.</summary>
    public static IReadOnlyList<StoredColumn> Of(IModel model) =>
        [.. model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns.Select(column => Of(table.Name, column)))
            .OrderBy(column => column.Name, StringComparer.Ordinal)];

    private static StoredColumn Of(string table, IColumn column)
    {
        var properties = column.PropertyMappings.Select(mapping => mapping.Property).ToList();
        return new StoredColumn(
            $"{table}.{column.Name}",
            properties.TrueForAll(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(SealedText)),
            column.Name.EndsWith("_hash", StringComparison.Ordinal) || properties.TrueForAll(property => property.DeclaringType.ClrType == typeof(PhoneIndex)));
    }
}
