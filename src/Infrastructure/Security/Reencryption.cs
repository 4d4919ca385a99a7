using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Security;

/// <summary>What a re-encryption found in one column.</summary>
/// <param name="Column">As <c>table:column</c>.</param>
/// <param name="Resealed">Values that were under an older key and are now under the current one.</param>
/// <param name="Current">Values that were under the current key already.</param>
/// <param name="Unreadable">Values that no key of the ring opens: they stay as they are.</param>
public sealed record ReencryptedColumn(string Column, int Resealed, int Current, int Unreadable);

/// <summary>
/// Brings every sealed column under the current key, so that an older one can leave the ring. Safe to run while the service works, and
/// to run again: a value is replaced only if it is still the one that was read.
/// </summary>
public interface IReencryption
{
    IAsyncEnumerable<ReencryptedColumn> RunAsync(CancellationToken cancellationToken);
}

[SuppressMessage("Security", "CA2100", Justification = "The names of tables and columns cannot be parameters; they come from the model and are quoted.")]
internal sealed class Reencryption(AppDbContext database, IPersonalDataSealer sealer, WriterQueue writers) : IReencryption
{
    private const int PageSize = 200;

    public async IAsyncEnumerable<ReencryptedColumn> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var column in SealedColumns(database.Model))
        {
            yield return await ReencryptAsync(column, cancellationToken);
        }
    }

    /// <summary>Found in the model: a new sealed column needs no line here.</summary>
    internal static IEnumerable<SealedColumn> SealedColumns(IModel model) =>
        from entity in model.GetEntityTypes()
        let table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema())
        from property in entity.GetProperties()
        where (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(SealedText)
        select new SealedColumn(table.Name, property.GetColumnName(table)!, entity.FindPrimaryKey()!.Properties.Single().GetColumnName(table)!);

    private async Task<ReencryptedColumn> ReencryptAsync(SealedColumn column, CancellationToken cancellationToken)
    {
        var sum = new ReencryptedColumn(column.Name, 0, 0, 0);
        for (Guid? after = null; await ReadPageAsync(column, after, cancellationToken) is { Count: > 0 } page; after = page[^1].Id)
        {
            // One short transaction a page, so that nobody waits long behind it.
            using var turn = await writers.EnterAsync(cancellationToken);
            await using var transaction = await database.Database.BeginAsync(cancellationToken);
            foreach (var (id, text) in page)
            {
                sum = await ResealAsync(column, id, text, sum, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        return sum;
    }

    private async Task<ReencryptedColumn> ResealAsync(SealedColumn column, Guid id, SealedText text, ReencryptedColumn sum, CancellationToken cancellationToken)
    {
        if (!sealer.IsStale(text))
        {
            return sum with { Current = sum.Current + 1 };
        }

        if (TryOpen(column, id, text) is not { } clear)
        {
            return sum with { Unreadable = sum.Unreadable + 1 };
        }

        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"UPDATE \"{column.Table}\" SET \"{column.Column}\" = @new WHERE \"{column.Key}\" = @id AND \"{column.Column}\" = @old";
        Add(command, "@new", sealer.Seal(column.Name, id, clear).Value);
        Add(command, "@id", id);
        Add(command, "@old", text.Value);
        return sum with { Resealed = sum.Resealed + await command.ExecuteNonQueryAsync(cancellationToken) };
    }

    private string? TryOpen(SealedColumn column, Guid id, SealedText text)
    {
        try
        {
            return sealer.Open(column.Name, id, text);
        }
        catch (Exception unreadable) when (unreadable is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return null;
        }
    }

    private async Task<List<(Guid Id, SealedText Text)>> ReadPageAsync(SealedColumn column, Guid? after, CancellationToken cancellationToken)
    {
        await database.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText =
                $"SELECT \"{column.Key}\", \"{column.Column}\" FROM \"{column.Table}\" WHERE \"{column.Column}\" IS NOT NULL"
                + (after is null ? "" : $" AND \"{column.Key}\" > @after") + $" ORDER BY \"{column.Key}\" LIMIT {PageSize}";
            if (after is { } last)
            {
                Add(command, "@after", last);
            }

            var page = new List<(Guid, SealedText)>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                page.Add((reader.GetGuid(0), new SealedText(reader.GetString(1))));
            }

            return page;
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>Where sealed texts are stored.</summary>
internal sealed record SealedColumn(string Table, string Column, string Key)
{
    /// <summary>What a text there is bound to, besides its row.</summary>
    public string Name => $"{Table}:{Column}";
}
