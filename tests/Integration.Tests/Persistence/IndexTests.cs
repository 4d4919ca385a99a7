using Microsoft.EntityFrameworkCore;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Persistence;

/// <summary>What is asked while staff look on does not read every row.</summary>
public sealed class IndexTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task UnderWay_OfAVersion_IsCountedByAnIndex(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        var query = context.Enrolments.Where(enrolment => enrolment.Programme == "tis" && enrolment.Version == 1 && enrolment.PlanDueAt != null)
            .ToQueryString();

        // PostgreSQL reads a table that is empty from end to end, whatever there is.
        var plan = kind == DatabaseKind.Sqlite
            ? await ReadAsync(context, $"EXPLAIN QUERY PLAN {query}", column: 3)
            : await ReadAsync(context, $"SET enable_seqscan = off; EXPLAIN {query}", column: 0);

        plan.ShouldContain("ix_enrolments_programme_version");
    }

    private static async Task<string> ReadAsync(DbContext context, string sql, int column)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(column));
        }

        return string.Join('\n', lines);
    }
}
