using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>
/// Statements that every costly request makes, sent as they stand over the context's connection and in its transaction: EF needs longer to
/// find out what it was asked than the database to answer. Whoever calls this outside a unit of work brings the execution strategy.
/// </summary>
internal static class DirectSql
{
    /// <param name="database">Whose connection is used.</param>
    /// <param name="sql">Its parameters are <c>$1</c>, <c>$2</c> … on either database.</param>
    /// <param name="parameters">In types that the driver knows.</param>
    /// <param name="read">Makes something of a row.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>What was made of the first row; the default where there is none.</returns>
    public static async Task<T?> FirstAsync<T>(
        this DatabaseFacade database, string sql, IReadOnlyList<object?> parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = CreateCommand(database, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? read(reader) : default;
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc cref="FirstAsync"/>
    /// <returns>How many rows were changed.</returns>
    public static async Task<int> RunAsync(this DatabaseFacade database, string sql, IReadOnlyList<object?> parameters, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = CreateCommand(database, sql, parameters);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// Several statements in one round trip, each of which sees what was committed until it began. Only on PostgreSQL: SQLite has no round trips.
    /// </summary>
    /// <param name="database">Whose connection is used.</param>
    /// <param name="statements">Each with its own parameters <c>$1</c>, <c>$2</c> …, in types that the driver knows.</param>
    /// <param name="read">Makes something of the results, one after the other.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public static async Task<T> BatchAsync<T>(
        this DatabaseFacade database,
        IReadOnlyList<(string Sql, object?[] Parameters)> statements,
        Func<DbDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = database.GetDbConnection().CreateBatch();
            batch.Transaction = database.CurrentTransaction?.GetDbTransaction();
            foreach (var (sql, parameters) in statements)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                foreach (var value in parameters)
                {
                    var parameter = command.CreateParameter();
                    parameter.Value = value ?? DBNull.Value;
                    command.Parameters.Add(parameter);
                }

                batch.BatchCommands.Add(command);
            }

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await read(reader, cancellationToken);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    private static DbCommand CreateCommand(DatabaseFacade database, string sql, IReadOnlyList<object?> parameters)
    {
        var command = database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = database.CurrentTransaction?.GetDbTransaction();
        for (var place = 1; place <= parameters.Count; place++)
        {
            var parameter = command.CreateParameter();
            parameter.Value = parameters[place - 1] ?? DBNull.Value;

            // Npgsql goes by the order of parameters without names; SQLite has names only, and takes this for one.
            if (parameter is SqliteParameter)
            {
                parameter.ParameterName = FormattableString.Invariant($"${place}");
            }

            command.Parameters.Add(parameter);
        }

        return command;
    }
}
