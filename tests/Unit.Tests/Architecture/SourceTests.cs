using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class SourceTests
{
    [Fact]
    public void Lines_OfEveryFile_KeepToTheColumns()
    {
        var files = ThisCode.Sources("src", "tests", "dev", "bench");

        files.ShouldContain(file => file.Path.EndsWith("/SourceTests.cs"), "the files were not found");
        SourceRules.LineViolations(files).ShouldBeEmpty();
    }

    [Fact]
    public void Controllers_OfEveryFeature_AreShort()
    {
        var files = ThisCode.Sources("src/Api");

        files.ShouldContain(file => file.Path.EndsWith("/CallbackRequestsController.cs"), "the controllers were not found");
        SourceRules.ControllerViolations(files).ShouldBeEmpty();
    }

    [Fact]
    public void Folders_OfTheSource_HoldFewFiles()
    {
        var files = ThisCode.Sources("src");
        var full = SourceRules.ReadFullFolders(File.ReadAllText(Path.Combine(SolutionFolder.Find(), "CONTRIBUTING.md")));

        files.Count.ShouldBeGreaterThan(100, "the files were not found");
        SourceRules.FolderViolations(files, full).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("src/Api/Apple.cs", 160, 0)]
    [InlineData("src/Api/Apple.cs", 161, 1)]
    [InlineData("src/Infrastructure/Persistence/Migrations/Sqlite/Initial.cs", 161, 0)]
    public void LineViolations_AtTheLimit_NamesLongerOnesAlone(string path, int columns, int violations) =>
        SourceRules.LineViolations([new SourceFile(path, $"class Apple;\n{new string('é', columns)}\n")]).Count.ShouldBe(violations);

    [Fact]
    public void LineViolations_LongLine_SaysWhere() =>
        SourceRules.LineViolations([new SourceFile("src/Apple.cs", $"class Apple;\n{new string('x', 170)}\n")])
            .ShouldHaveSingleItem().ShouldStartWith("src/Apple.cs:2 has 170 columns");

    [Theory]
    [InlineData("public sealed class ApplesController : ApiController", 150, 0)]
    [InlineData("public sealed class ApplesController : ApiController", 151, 1)]
    [InlineData("[ApiController]", 151, 1)]
    [InlineData("public sealed record AppleBody(int Weight);", 151, 0)]
    public void ControllerViolations_AtTheLimit_NamesLongerOnesAlone(string first, int lines, int violations) =>
        SourceRules.ControllerViolations([new SourceFile("src/Api/Apples.cs", first + string.Concat(Enumerable.Repeat("\n//", lines - 1)) + "\n")])
            .Count.ShouldBe(violations);

    [Theory]
    [InlineData(15, 0)]
    [InlineData(16, 1)]
    public void FolderViolations_AtTheLimit_NamesFullerOnesAlone(int files, int violations) =>
        SourceRules.FolderViolations(Files(files), []).Count.ShouldBe(violations);

    [Theory]
    [InlineData(16, 16, null)]
    [InlineData(17, 16, "src/Domain/Apples holds 17 files")]
    [InlineData(15, 16, "src/Domain/Apples holds no more files than others")]
    public void FolderViolations_FolderIsListed_HoldsItToItsRow(int files, int listed, string? expected)
    {
        var full = SourceRules.ReadFullFolders($"| folder | files | why |\n|---|---|---|\n| `src/Domain/Apples` | {listed} | planted |\n");

        var violations = SourceRules.FolderViolations(Files(files), full);

        full.ShouldBe([new FullFolder("src/Domain/Apples", listed, "planted")]);
        (violations.Count == 0 ? null : violations.ShouldHaveSingleItem()[..(expected?.Length ?? 0)]).ShouldBe(expected);
    }

    private static IEnumerable<SourceFile> Files(int count) =>
        Enumerable.Range(0, count).Select(number => new SourceFile($"src/Domain/Apples/Apple{number}.cs", "class Apple;"));
}
