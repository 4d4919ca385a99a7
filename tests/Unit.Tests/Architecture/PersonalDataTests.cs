using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class PersonalDataTests
{
    private const string GoodRow = "| `apples.contact` | to be called | personal (sealed) | 90 days | with the person |";

    private static readonly StoredColumn Contact = new("apples.contact", IsSealed: true, IsHashed: false);

    [Fact]
    public void StoredColumns_OfBothDatabases_AreClassified()
    {
        var register = PersonalDataRegister.Read(File.ReadAllText(Path.Combine(SolutionFolder.Find(), "docs", "personal-data.md")));
        var stored = Sqlite();

        stored.ShouldContain(new StoredColumn("callback_requests.contact", IsSealed: true, IsHashed: false), "the columns were not found");
        register.Violations(stored).ShouldBeEmpty();
    }

    [Fact]
    public void StoredColumns_OfBothDatabases_AreTheSame() => Postgres().ShouldBe(Sqlite());

    [Fact]
    public void Violations_ColumnHasNoRow_GivesTheRowToAdd() =>
        Violations("", Contact).ShouldHaveSingleItem().ShouldContain("| \\`apples.contact\\` | purpose |");

    [Fact]
    public void Violations_RowHasNoColumn_AsksToTakeItOut() => Violations(GoodRow).ShouldHaveSingleItem().ShouldStartWith("apples.contact is not stored");

    [Fact]
    public void Violations_ColumnHasTwoRows_AsksToKeepOne() =>
        Violations($"{GoodRow}\n{GoodRow}", Contact).ShouldHaveSingleItem().ShouldStartWith("apples.contact has 2 rows");

    [Theory]
    [InlineData("| `apples.contact` | to be called | pseudonymous | 90 days | with the person |", "apples.contact is sealed")]
    [InlineData("| `apples.contact` | to be called | secret | 90 days | with the person |", "has the class \"secret\"")]
    [InlineData("| `apples.contact` | to be called | personal (sealed) |  | with the person |", "lacks a purpose, a retention or an erasure")]
    [InlineData(
        "| `apples.contact` | to be called | personal (sealed) | `Retention:Apples` | with the person |",
        "Retention:Apples says, which the table of settings does not explain")]
    public void Violations_RowIsWrong_SaysHow(string row, string expected) => Violations(row, Contact).ShouldContain(violation => violation.Contains(expected));

    [Fact]
    public void Violations_ClassifiedAsSealedButInClear_AsksForSealedText() =>
        Violations(GoodRow, Contact with { IsSealed = false, IsHashed = true }).ShouldHaveSingleItem().ShouldContain("stored in clear");

    [Theory]
    [InlineData("first_name")]
    [InlineData("phone")]
    [InlineData("email")]
    [InlineData("answer_text")]
    [InlineData("push_token")]
    public void Violations_PersonalNameInClear_IsNamed(string column) =>
        Violations(
            $"| `apples.{column}` | to be called | pseudonymous | 90 days | with the person |",
            new StoredColumn($"apples.{column}", IsSealed: false, IsHashed: false))
            .ShouldHaveSingleItem().ShouldContain("sounds like a personal datum");

    [Theory]
    [InlineData("token_hash", true)]
    [InlineData("context", false)]
    public void Violations_HashOrHarmlessName_None(string column, bool hashed) =>
        Violations(
            $"| `apples.{column}` | to know it again | pseudonymous | 90 days | with the person |",
            new StoredColumn($"apples.{column}", IsSealed: false, hashed)).ShouldBeEmpty();

    [Fact]
    public void Violations_RowAndSettingAreExplained_None() =>
        Violations("| `Retention:Apples` | 90 days |\n| `apples.contact` | to be called | personal (sealed) | `Retention:Apples` | with the person |", Contact)
            .ShouldBeEmpty();

    private static IReadOnlyList<string> Violations(string markdown, params StoredColumn[] stored) => PersonalDataRegister.Read(markdown).Violations(stored);

    private static IReadOnlyList<StoredColumn> Sqlite()
    {
        using var context = new SqliteAppDbContext(
            new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").UseSnakeCaseNamingConvention().Options);
        return StoredColumn.Of(context.Model);
    }

    private static IReadOnlyList<StoredColumn> Postgres()
    {
        using var context = new PostgresAppDbContext(
            new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options);
        return StoredColumn.Of(context.Model);
    }
}
