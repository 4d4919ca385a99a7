using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;
using static MobileBackend.Integration.Tests.Enrolments.EnrolmentCalls;

namespace MobileBackend.Integration.Tests.Enrolments;

/// <summary>The chat with a professional, which is there where its address is configured.</summary>
public sealed class ChatTests
{
    private const string Chat = "https://chat.example.fr/tabac";

    [Fact]
    public async Task Chat_Configured_IsShownWithACravingAndWhereAnActivityLeadsToIt()
    {
        var (human, link) = await AskAsync(Chat);

        ((string)human["chatUrl"]!).ShouldBe(Chat);
        ((string)link!["kind"]!).ShouldBe("chat");
        ((string)link["url"]!).ShouldBe(Chat);
    }

    [Fact]
    public async Task Chat_NotConfigured_NothingLeadsToIt()
    {
        var (human, link) = await AskAsync(null);

        human["chatUrl"].ShouldBeNull();
        link.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://chat.example.fr/tabac")]
    [InlineData("/tabac")]
    public async Task Chat_AddressThatIsNotHttps_StopsTheStart(string address)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        (await Should.ThrowAsync<OptionsValidationException>(() => ApiHost.StartAsync(database, settings: [new("Coaching:ChatUrl", address)])))
            .Message.ShouldContain("Coaching");
    }

    /// <returns>Who is there for a craving, and where the activity leads whose subject is the chat.</returns>
    private static async Task<(JsonNode Human, JsonNode? Link)> AskAsync(string? address)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker, new("Coaching:ChatUrl", address)]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync(Body("reduce", "jeanne"));
        var craving = await device.PostPartAsync(enrolment, "cravings", new { }).ReadAsync(HttpStatusCode.Created);

        api.Time.Advance(TimeSpan.FromDays(9));
        await api.PlanDueDaysAsync();
        var activity = (await device.TodayAsync(enrolment))["activities"]!.AsArray().Single(known => (string)known!["key"]! == "j-human-week2")!;
        return (craving["human"]!, activity["leadsTo"]);
    }
}
