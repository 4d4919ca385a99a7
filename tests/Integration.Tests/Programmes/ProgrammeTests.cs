using System.Net;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Programmes;

public sealed class ProgrammeTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ApiHost _api = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _api = await ApiHost.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task List_ByAnyone_TellsBothProgrammes()
    {
        var page = await _api.Http.GetAsync("/api/v1/programmes").ReadAsync(HttpStatusCode.OK);
        page["items"]!.AsArray().Select(item => (string)item!["slug"]!).ShouldBe(["jeanne", "tis"]);
        page["nextCursor"].ShouldBeNull();
    }

    [Fact]
    public async Task Get_Tis_AsksWhatClientsAreToldItAsks()
    {
        var tis = await _api.Http.GetAsync("/api/v1/programmes/tis").ReadAsync(HttpStatusCode.OK);
        tis["profileQuestions"]!.AsArray().Select(question => (string)question!["key"]!).ShouldBe(
        [
            "cigarettesPerDay", "cigarettesPerPack", "packPriceCents", "firstCigaretteAfterMinutes", "triggers", "motivations", "previousAttempts", "pregnant",
            "weightWorry",
            "smokerAtHome", "treatments",
        ]);
        tis["profileQuestions"]![0]!.ToJsonString().ShouldContain("\"type\":\"number\"");
        ((bool)tis["profileQuestions"]![0]!["required"]!).ShouldBeTrue();
        tis["goals"]!.AsArray().Select(goal => ((string)goal!["goal"]!, (int)goal["length"]!)).ShouldBe([("quit", 188), ("reduce", 181), ("explore", 42)]);
        tis["phases"]!.AsArray().Where(phase => (string)phase!["goal"]! == "quit").Select(phase => ((string)phase!["key"]!, (int)phase["firstDay"]!)).ShouldBe(
            [("waiting", -40), ("preparation", -10), ("challenge", 0), ("maintenance", 30), ("rebound", 0)]);
        ((string)tis["status"]!).ShouldBe("draft");
    }

    [Fact]
    public async Task Get_Jeanne_LastsFiveWeeks()
    {
        var jeanne = await _api.Http.GetAsync("/api/v1/programmes/jeanne").ReadAsync(HttpStatusCode.OK);
        jeanne["goals"]!.AsArray().ShouldAllBe(goal => (int)goal!["length"]! == 35);
        jeanne["phases"]!.AsArray().Select(phase => (string)phase!["key"]!).Distinct().ShouldBe(["preparation", "change", "review", "follow-up"]);
        jeanne["phases"]!.AsArray().Where(phase => (bool)phase!["isQuiet"]!).Select(phase => (string)phase!["key"]!).ShouldBe(["follow-up"]);
    }

    [Theory]
    [InlineData("/api/v1/programmes/nobody")]
    [InlineData("/api/v1/assessments/nobody")]
    public async Task Get_WhatThereIsNot_IsNotFound(string path) =>
        ((string)(await _api.Http.GetAsync(path).ReadAsync(HttpStatusCode.NotFound))["code"]!).ShouldBe("not-found");

    [Fact]
    public async Task Start_WithAProgrammeThatCannotBeUsed_IsRefusedWithFileAndLine()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            SolutionFolder.CopyContent(folder);
            var file = Path.Combine(folder, "programmes", "jeanne.yaml");
            await File.WriteAllTextAsync(
                file, (await File.ReadAllTextAsync(file)).Replace("when: band.cast = high", "when: band.cast = awful", StringComparison.Ordinal));
            var refused = await Should.ThrowAsync<Exception>(async () => await ApiHost.StartAsync(_database, settings: [new("Content:Folder", folder)]));
            refused.ToString().ShouldMatch(@"jeanne\.yaml\(\d+\): 'awful' is none of the words of 'band.cast'");

            await File.WriteAllTextAsync(file, ProgrammeTexts.Small(1, "jeanne").Replace("days: 0..41, every", "days: 5..41, every", StringComparison.Ordinal));
            refused = await Should.ThrowAsync<Exception>(async () => await ApiHost.StartAsync(_database, settings: [new("Content:Folder", folder)]));
            refused.ToString().ShouldContain("Day 0 is empty for somebody with the goal 'Explorer'");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
