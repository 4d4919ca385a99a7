using Planted.Application.Clocks;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class ClockTests
{
    private static readonly (string, string)[] Allowed =
    [
        // Where the program's TimeProvider comes from.
        ("MobileBackend.Api.Composition", "get_System"),
        // Waits for another process to let go of a file: real time, whatever the service's clock says.
        ("MobileBackend.Infrastructure.Persistence.DatabaseMigrator", nameof(Task.Delay)),
        // Measures the backlog for operators every few real seconds.
        ("MobileBackend.Infrastructure.Telemetry.BacklogGauges", ".ctor"),
    ];

    [Fact]
    public void Types_OfEveryLayer_KnowNoClockButTimeProvider() =>
        ClockRule.Violations(ThisCode.TypesOf(ThisCode.Layers), Allowed).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(ReadsUtcNow), "DateTimeOffset.get_UtcNow")]
    [InlineData(typeof(ReadsToday), "DateTime.get_Today")]
    [InlineData(typeof(ReadsTicks), "Environment.get_TickCount64")]
    [InlineData(typeof(ReadsStopwatch), "Stopwatch.GetTimestamp")]
    [InlineData(typeof(MakesAnId), "Guid.CreateVersion7")]
    [InlineData(typeof(WaitsOnTheSystem), "Task.Delay")]
    [InlineData(typeof(GivesUpOnTheSystem), "CancellationTokenSource..ctor")]
    [InlineData(typeof(TakesTheSystemsProvider), "TimeProvider.get_System")]
    public void Violations_AnotherClock_NamesTypeAndCall(Type planted, string call) =>
        ClockRule.Violations([planted], Allowed).ShouldHaveSingleItem().ShouldStartWith($"{planted.FullName} calls {call}");

    [Fact]
    public void Violations_ProviderIsGiven_None() => ClockRule.Violations([typeof(IsGivenAProvider)], Allowed).ShouldBeEmpty();

    [Fact]
    public void Violations_CallIsAllowedToThisType_None() =>
        ClockRule.Violations([typeof(TakesTheSystemsProvider)], [(typeof(TakesTheSystemsProvider).FullName!, "get_System")]).ShouldBeEmpty();
}
