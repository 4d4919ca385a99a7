using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class SubmissionLimitsTests
{
    private static readonly SubmitCallbackRequestCommand Command = new(
        null, PersonName.Parse(null), PersonName.Parse(null), PhoneNumber.Parse("0639981234"), null, InterpreterNeeded: false, Consent: true);

    [Theory]
    [InlineData(CallerKind.Device)]
    [InlineData(CallerKind.PublishableKey)]
    public void Address_OfAMobileCarrier_LetsATelevisionSpotThrough(CallerKind kind) =>
        Command.LimitsFor(new Caller(kind) { Address = "192.0.2.1" }).Single(limit => limit.Counter == "callback:address").Uses.ShouldBe(3_000);

    [Fact]
    public void Number_WhoeverAsksForIt_IsCounted() =>
        Enum.GetValues<CallerKind>().ShouldAllBe(kind => Command.LimitsFor(new Caller(kind)).Any(limit => limit.Counter == "callback:number"
            && limit.Uses == 10));
}
