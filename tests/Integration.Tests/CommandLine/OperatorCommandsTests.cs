using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MobileBackend.Api;
using MobileBackend.Api.CommandLine;
using MobileBackend.Infrastructure.Counters;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CommandLine;

public sealed class OperatorCommandsTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task KeysIssue_OnAMachineWithoutADatabase_PrintsAKeyThatWorks(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, migrated: false);

        var (code, output, error) = await RunAsync(
            database, "keys", "issue", "--kind", "secret", "--name", "Partenaire", "--scopes", "callbacks:write,directory:read");

        error.ShouldBeEmpty();
        code.ShouldBe(0);
        output.Trim().ShouldStartWith("sk_");
        await using var api = await ApiHost.StartAsync(database);
        await api.WithHeader("X-Api-Key", output.Trim()).GetAsync("/api/v1/callback-requests").ReadAsync(HttpStatusCode.OK);
        var trail = await api.StaffClient("administrator").GetAsync("/api/v1/staff/audit-trail").ReadAsync(HttpStatusCode.OK);
        trail["items"]![0]!["actor"]!.ToString().ShouldBe("command-line");
    }

    [Fact]
    public async Task KeysIssue_PublishableWithTwoOrigins_PrintsAPublishableKey()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var (code, output, _) = await RunAsync(
            database, "keys", "issue", "--kind", "publishable", "--name", "Site", "--scopes", "callbacks:write", "--origin", "https://a.example", "--origin",
            "http://localhost:3000", "--daily-quota", "50");

        code.ShouldBe(0);
        output.ShouldStartWith("pk_");
    }

    [Theory]
    [InlineData("keys", "issue", "--kind", "publishable", "--name", "Site", "--scopes", "callbacks:write")]
    [InlineData("keys", "issue", "--kind", "secret", "--name", "Site", "--scopes", "callbacks:read")]
    [InlineData("keys", "issue", "--kind", "other", "--name", "Site", "--scopes", "callbacks:write")]
    [InlineData("keys", "issue", "--kind", "secret")]
    [InlineData("outbox", "replay", "--message-id", "01938000-0000-7000-8000-000000000001")]
    [InlineData("outbox", "replay", "--message-id", "nonsense")]
    [InlineData("kyes", "issue")]
    public async Task Verb_ThatCannotBe_FailsWithAWordOnTheStandardError(params string[] args)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var (code, _, error) = await RunAsync(database, args);

        code.ShouldBe(1);
        error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Verbs_WithNothingToDo_SucceedAndSettingsMayStandAmongThem()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        (await RunAsync(database, "migrate", "--Callbacks:SlotCapacity=7")).Code.ShouldBe(0);
        (await RunAsync(database, "reencrypt")).Code.ShouldBe(0);
        (await RunAsync(database, "outbox", "replay")).Output.ShouldContain("0 to be delivered again");
        (await RunAsync(database, "openapi")).Output.ShouldContain("\"/api/v1/devices/tokens\"");
        (await RunAsync(database, "--help")).Output.ShouldContain("reencrypt");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Retention_DryThenForGood_CountsTheSameAndOnlyThenRemoves(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        context.UsageCounters.AddRange(Enumerable.Range(0, 1201).Select(each =>
            new UsageCounter { Counter = "counter-in-tests", Subject = $"subject-{each}", WindowEnd = ApiHost.Start.AddYears(-7), Uses = 1 }));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);

        var (code, output, error) = await RunAsync(database, "retention", "--dry-run");

        (code, error).ShouldBe((0, ""));
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain("usage_counters: 1201 would be removed");
        lines.ShouldContain("devices: 0 would be warned");
        (await context.UsageCounters.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(1201);
        (await context.JobRuns.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0, "it does not even take its turn");

        (code, output, error) = await RunAsync(database, "retention");

        (code, error).ShouldBe((0, ""));
        output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(lines.Select(line => line.Replace("would be ", "", StringComparison.Ordinal)));
        (await context.UsageCounters.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        (await RunAsync(database, "retention")).Output.ShouldContain("usage_counters: 0 removed", Case.Sensitive, "by hand it runs whenever it is asked to");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Retention_WhileAReplicaIsAtIt_FailsAndSaysSo(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        using var writers = new WriterQueue(oneAtATime: false);
        var replica = new JobRuns(context, writers, Options.Create(new JobOptions()));
        (await replica.TryTakeAsync(Retention.Name, new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), early: false, CancellationToken.None)).ShouldBeTrue();

        var (code, output, error) = await RunAsync(database, "retention");

        (code, output).ShouldBe((1, ""));
        error.ShouldContain("A replica is applying retention right now");
        (await RunAsync(database, "retention", "--dry-run")).Code.ShouldBe(0, "counting holds up nobody");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(TestDatabase database, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Composition).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Development",
        });
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.AddMobileBackend();
        var app = builder.Build();
        app.UseMobileBackend();
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await OperatorCommands.RunAsync(app, args, new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
