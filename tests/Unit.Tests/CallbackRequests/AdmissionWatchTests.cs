using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Infrastructure.CallbackRequests.Admission;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class AdmissionWatchTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly Errors _errors = new();

    [Fact]
    public void Alert_WhereManyAskForMoreThanTheirShare_IsGivenOnceForEachStretch()
    {
        var watch = Watch();

        Ask(watch, 19);
        _errors.Count.ShouldBe(0);
        Ask(watch, 60);
        _errors.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(10));
        Ask(watch, 20);
        _errors.Count.ShouldBe(2);
    }

    [Fact]
    public void Alert_WhereFewAskNowAndThen_IsNotGiven()
    {
        var watch = Watch();
        for (var hour = 0; hour < 48; hour++)
        {
            Ask(watch, 3);
            _time.Advance(TimeSpan.FromHours(1));
        }

        _errors.Count.ShouldBe(0);
    }

    [Fact]
    public void Alert_AfterTheClockWasSetBack_IsStillGiven()
    {
        var watch = Watch();
        Ask(watch, 1);
        _time.AdjustTime(_time.GetUtcNow().AddHours(-2));

        Ask(watch, 20);

        _errors.Count.ShouldBe(1);
    }

    private static void Ask(AdmissionWatch watch, int times)
    {
        for (var ask = 0; ask < times; ask++)
        {
            watch.OverShare(Standing.Unknown);
        }
    }

    private AdmissionWatch Watch() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), _time, _errors);

    private sealed class Errors : ILogger<AdmissionWatch>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Count += logLevel == LogLevel.Error ? 1 : 0;
    }
}
