using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Api.RateLimiting;
using MobileBackend.Application.Common.Behaviours;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Api;

public sealed class RateLimitScaleTests
{
    [Theory]
    [InlineData("Production", "10")]
    [InlineData("Production", "0.5")]
    [InlineData("Development", "0")]
    [InlineData("Development", "-1")]
    [InlineData("Development", "NaN")]
    public void Scale_Unusable_StopsTheStart(string environment, string scale) =>
        Should.Throw<InvalidOperationException>(() => Builder(environment, scale).AddApiRateLimiting()).Message.ShouldContain("RateLimiting:Scale");

    [Theory]
    [InlineData("Production", null, 1)]
    [InlineData("Production", "1", 1)]
    [InlineData("Staging", "1000000", 1_000_000)]
    public void Scale_Usable_IsForEveryLimit(string environment, string? scale, double expected)
    {
        var builder = Builder(environment, scale);

        builder.AddApiRateLimiting();

        using var services = builder.Services.BuildServiceProvider();
        services.GetRequiredService<LimitScale>().Factor.ShouldBe(expected);
    }

    private static WebApplicationBuilder Builder(string environment, string? scale)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["RateLimiting:Scale"] = scale;
        return builder;
    }
}
