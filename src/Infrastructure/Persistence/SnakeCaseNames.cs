using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>Names tables and columns <c>as_sql_does</c>, so that an operator's queries need no quotes.</summary>
internal static partial class SnakeCaseNames
{
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(Of(entity.GetTableName()!));
            var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());

            // The key of a part that lives in its owner's row is the owner's column, and named there.
            var partOfRow = entity.FindOwnership() is { IsUnique: true };
            foreach (var property in entity.GetProperties().Where(property => !(partOfRow && property.IsPrimaryKey())))
            {
                property.SetColumnName(Of(property.GetColumnName(table) ?? property.Name));
            }

            foreach (var key in entity.GetKeys().Where(_ => !partOfRow))
            {
                key.SetName(Of(key.GetName()!));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Of(foreignKey.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Of(index.GetDatabaseName()!));
            }
        }
    }

    public static string Of(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
