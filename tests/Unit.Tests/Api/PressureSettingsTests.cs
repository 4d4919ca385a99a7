using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MobileBackend.Api.LoadShedding;
using MobileBackend.Api.Shutdown;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Api;

public sealed class PressureSettingsTests
{
    [Theory]
    [InlineData("MaxConcurrentRequests", "0")]
    [InlineData("MaxConcurrentRequests", "-1")]
    [InlineData("MaxConcurrentRequests", "many")]
    [InlineData("QueueLimit", "-1")]
    [InlineData("LongestWait", "00:00:00")]
    [InlineData("LongestWait", "-00:00:01")]
    [InlineData("LongestWait", "5")]
    public void LoadShedding_Unusable_StopsTheStart(string key, string value) =>
        Should.Throw<InvalidOperationException>(() => Builder("Development", ($"LoadShedding:{key}", value)).AddApiLoadShedding())
            .Message.ShouldContain($"LoadShedding:{key}");

    [Fact]
    public void LoadShedding_Usable_IsAsSet()
    {
        var builder = Builder(
            "Production", ("LoadShedding:MaxConcurrentRequests", "1"), ("LoadShedding:QueueLimit", "0"), ("LoadShedding:LongestWait", "00:00:02"));

        builder.AddApiLoadShedding();

        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<LoadSheddingOptions>()
            .ShouldBe(new LoadSheddingOptions { MaxConcurrentRequests = 1, QueueLimit = 0, LongestWait = TimeSpan.FromSeconds(2) });
    }

    [Theory]
    [InlineData("DrainDelay", "-00:00:01")]
    [InlineData("DrainDelay", "5")]
    [InlineData("DrainDelay", "soon")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("Timeout", "-00:00:01")]
    [InlineData("Timeout", "1")]
    public void Shutdown_Unusable_StopsTheStart(string key, string value) =>
        Should.Throw<InvalidOperationException>(() => Builder("Production", ($"Shutdown:{key}", value)).AddApiShutdown())
            .Message.ShouldContain($"Shutdown:{key}");

    [Theory]
    [InlineData("Production", null, 5)]
    [InlineData("Staging", null, 5)]
    [InlineData("Development", null, 0)]
    [InlineData("Development", "00:00:03", 3)]
    [InlineData("Production", "00:00:00", 0)]
    public void Shutdown_DrainDelay_ComesOnTopOfTheTimeForWhatIsUnderWay(string environment, string? delay, int seconds)
    {
        var builder = Builder(environment, ("Shutdown:DrainDelay", delay), ("Shutdown:Timeout", "00:00:07"));

        builder.AddApiShutdown();

        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<ShutdownOptions>().DrainDelay.ShouldBe(TimeSpan.FromSeconds(seconds));
        services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.ShouldBe(TimeSpan.FromSeconds(seconds + 7));
    }

    private static WebApplicationBuilder Builder(string environment, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        return builder;
    }
}
