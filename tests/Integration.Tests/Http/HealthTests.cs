using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Http;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_AskedByMany_IsFoundOutOnceASecond()
    {
        var checks = 0;
        var verdict = HealthStatus.Healthy;
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, configure: services => services.AddHealthChecks().AddCheck("counted", () =>
        {
            Interlocked.Increment(ref checks);
            return new HealthCheckResult(verdict);
        }));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.OK)));
        checks.ShouldBe(1);

        verdict = HealthStatus.Unhealthy;
        api.Time.Advance(TimeSpan.FromSeconds(1));
        var ready = await api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.ServiceUnavailable);
        ((string?)ready["checks"]!["counted"]!["status"]).ShouldBe("unhealthy");
        checks.ShouldBe(2);
    }
}
