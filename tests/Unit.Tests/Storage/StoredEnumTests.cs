using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>Columns of an enumeration hold words that their feature wrote down: one that changed or went would leave rows that nothing reads.</summary>
public sealed class StoredEnumTests
{
    [Fact]
    public void Columns_OfEveryEnumeration_HoldTheWordsOfTheList()
    {
        using var context = new SqliteAppDbContext(
            new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").UseSnakeCaseNamingConvention().Options);

        Violations(Columns(context.Model), File.ReadAllLines(StoredForms.Committed("stored-enums.txt"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pears.kind: Green, Ripe", "pears.kind: Green, Mellow")]
    [InlineData("pears.kind: Green, Ripe", "pears.kind: Green")]
    [InlineData("pears.kind: Green, Ripe", "")]
    public void Violations_WordThatIsRenamedOrGone_IsNamed(string known, string now) =>
        Violations(now.Length == 0 ? [] : [now], [known])[0].ShouldStartWith("pears.kind may hold");

    [Theory]
    [InlineData("pears.kind: Green", "pears.kind: Green, Ripe")]
    [InlineData("", "pears.kind: Green")]
    public void Violations_WordThatIsNotListedYet_IsNamed(string known, string now) =>
        Violations([now], [known]).ShouldHaveSingleItem().ShouldContain("pears.kind");

    private static IReadOnlyList<string> Violations(IEnumerable<string> columns, IEnumerable<string> committed)
    {
        var known = Words(committed.Where(line => line.Length > 0 && line[0] != '#'));
        var now = Words(columns);
        return
        [
            .. known.Where(column => column.Value.Except(now.GetValueOrDefault(column.Key, [])).Any()).Select(column =>
                $"{column.Key} may hold {string.Join(", ", column.Value.Except(now.GetValueOrDefault(column.Key, [])))}, which nothing reads any more: "
                + "keep the word in the feature's StoredWordsConverter, whatever the code calls the value."),
            .. now.Where(column => column.Value.Except(known.GetValueOrDefault(column.Key, [])).Any()).Select(column =>
                $"stored-enums.txt does not list \"{column.Key}: {string.Join(", ", column.Value)}\"."),
        ];
    }

    private static Dictionary<string, string[]> Words(IEnumerable<string> lines) =>
        lines.Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1].Split(", "), StringComparer.Ordinal);

    private static IEnumerable<string> Columns(IModel model) =>
        from table in model.GetRelationalModel().Tables
        from column in table.Columns
        let type = column.PropertyMappings[0].Property.ClrType
        let held = Nullable.GetUnderlyingType(type) ?? type
        where held.IsEnum
        orderby table.Name, column.Name
        select $"{table.Name}.{column.Name}: {string.Join(", ", WordsOf(column.PropertyMappings[0]))}";

    /// <summary>None for a column that the model stores by the numbers or the names of the enumeration.</summary>
    private static IReadOnlyList<string> WordsOf(IColumnMappingBase mapping) => mapping.TypeMapping.Converter is IStoredWords words ? words.All : [];
}
