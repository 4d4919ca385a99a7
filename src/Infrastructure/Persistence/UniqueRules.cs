using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Common;
using Npgsql;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>
/// Says which refusal a violated unique index stands for, as its configuration has it (<see cref="UniqueErrors"/>). Handlers look before they insert;
/// this answers the one who lost the race.
/// </summary>
internal static class UniqueRules
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintForeignKey = 787;

    public static Error? Find(DbUpdateException exception, IModel model) => exception.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres =>
            Find(model, index => string.Equals(index.GetDatabaseName(), postgres.ConstraintName, StringComparison.Ordinal)),
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } sqlite =>
            Find(model, index => sqlite.Message.Contains($"'UNIQUE constraint failed: {ColumnsOf(index)}'", StringComparison.Ordinal)),
        _ => null,
    };

    /// <summary>A row that appeared, or the owner of a row that went, between reading and saving.</summary>
    public static bool IsLostRace(DbUpdateException exception) => exception.InnerException
        is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation }
        or SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey or SqliteConstraintForeignKey };

    private static Error? Find(IModel model, Func<IIndex, bool> isViolated) =>
        model.GetEntityTypes().SelectMany(entity => entity.GetIndexes())
            .Where(index => index.FindUniqueError() is not null).FirstOrDefault(isViolated)?.FindUniqueError();

    /// <summary>SQLite does not name the index: it lists its columns.</summary>
    private static string ColumnsOf(IIndex index)
    {
        var table = StoreObjectIdentifier.Table(index.DeclaringEntityType.GetTableName()!, index.DeclaringEntityType.GetSchema());
        return string.Join(", ", index.Properties.Select(property => $"{table.Name}.{property.GetColumnName(table)}"));
    }
}

/// <summary>Which refusal a unique index stands for, said beside the index in its configuration.</summary>
internal static class UniqueErrors
{
    private const string Annotation = "MobileBackend:UniqueError";

    /// <summary>A command that violates the index is answered with <paramref name="error"/>, rather than run again.</summary>
    public static IndexBuilder<TEntity> HasUniqueError<TEntity>(this IndexBuilder<TEntity> index, Error error) =>
        // The error is nothing of the schema: a migration could not write it down, and does not see it.
        EF.IsDesignTime ? index : index.HasAnnotation(Annotation, error);

    /// <summary>The refusal that the index stands for; null where a violation is no more than a lost race.</summary>
    public static Error? FindUniqueError(this IReadOnlyIndex index) => index.FindAnnotation(Annotation)?.Value as Error;
}
