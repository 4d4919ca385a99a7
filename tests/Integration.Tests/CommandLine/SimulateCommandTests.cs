using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using MobileBackend.Api;
using MobileBackend.Api.CommandLine;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CommandLine;

/// <summary>Without a database: nothing listens where it is said to be.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Simulate_OnAMachineWithoutADatabase_PrintsTheTimeline()
    {
        var (code, output, error) = await RunAsync(
            "--programme", "tis", "--goal", "quit", "--person", File("""{ "profile": { "cigarettesPerDay": 15 }, "quitsAfter": 3, "days": 20 }"""));

        (code, error).ShouldBe((0, ""));
        var simulation = JsonNode.Parse(output)!;
        ((string)simulation["goal"]!).ShouldBe("quit");
        simulation["days"]!.AsArray().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Simulate_WithAPage_WritesItAndTellsWhere()
    {
        var page = Path.Combine(_folder, "page.html");

        var (code, output, _) = await RunAsync(
            "--programme", "jeanne", "--person", File("""{ "goal": "reduce", "profile": { "jointsPerWeek": 10 } }"""), "--html", page);

        (code, output.Trim()).ShouldBe((0, page));
        (await System.IO.File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ShouldStartWith("<!DOCTYPE html>");
    }

    [Theory]
    [InlineData("""{ "goal": "quit", "profile": { "cigarettesPerDay": 500 } }""", "profile.cigarettesPerDay: Please give a whole number from 1 to 100.")]
    [InlineData("""{ "goal": "quit", "profile": { "cigarettesPerDay": 15 }, "days": 0 }""", "days: ")]
    [InlineData("""{ "goal": "quit", "profile": { "cigarettesPerDay": 15 }, "mood": "good" }""", "mood: ")]
    [InlineData("""{ "profile": { "cigarettesPerDay": 15 } }""", "goal: ")]
    [InlineData("{ goal", "JSON")]
    [InlineData("null", "body: ")]
    public async Task Simulate_PersonWhoCannotBe_IsRefusedAtTheField(string person, string expected)
    {
        var (code, output, error) = await RunAsync("--programme", "tis", "--person", File(person));

        (code, output).ShouldBe((1, ""));
        error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("--programme", "tis", "--person", "person.json", "--mood", "good")]
    [InlineData("--programme", "tis", "--person", "nobody.json")]
    [InlineData("--programme", "nobody", "--person", "person.json")]
    [InlineData("--programme", "tis", "--person", "person.json", "--goal", "fly")]
    [InlineData("--programme", "tis")]
    [InlineData("--person", "person.json")]
    public async Task Simulate_OptionsThatCannotBe_FailWithAWordOnTheStandardError(params string[] args)
    {
        File("""{ "goal": "quit", "profile": { "cigarettesPerDay": 15 } }""");

        var (code, _, error) = await RunAsync([.. args.Select(arg => arg.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(_folder, arg) : arg)]);

        code.ShouldBe(1);
        error.ShouldNotBeEmpty();
    }

    private string File(string content)
    {
        var path = Path.Combine(_folder, "person.json");
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Composition).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Development",
        });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Database:Provider", "PostgreSql"), new("ConnectionStrings:Default", "Host=127.0.0.1;Port=9;Database=nowhere;Timeout=1"),
            new("DataFolder", _folder),
        ]);
        builder.AddMobileBackend();
        var app = builder.Build();
        app.UseMobileBackend();
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await OperatorCommands.RunAsync(app, ["simulate", .. args], new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
