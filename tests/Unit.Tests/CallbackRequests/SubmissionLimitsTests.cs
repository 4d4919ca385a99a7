using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Proofs;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class SubmissionLimitsTests
{
    private static readonly SubmitCallbackRequestCommand Command = new(
        null, PersonName.Parse(null), PersonName.Parse(null), PhoneNumber.Parse("0639981234"), null, InterpreterNeeded: false, Consent: true, Known: null);

    [Theory]
    [InlineData(CallerProof.None, 500)]
    [InlineData(CallerProof.Challenge, 2_500)]
    [InlineData(CallerProof.App, 2_500)]
    public void Visitor_OfAPublishableKey_HasAPartOfItsQuota(CallerProof proof, int expected) =>
        Limits(new Caller(CallerKind.PublishableKey) { DailyQuota = 5_000, Address = "192.0.2.1" }, proof)
            .ShouldBe([("key:visitor", expected), ("key:daily", 5_000)]);

    [Fact]
    public void Visitor_OfAKeyWithASmallQuota_HasOneAtLeast() =>
        Limits(new Caller(CallerKind.PublishableKey) { DailyQuota = 3, Address = "192.0.2.1" }, CallerProof.None)[0].ShouldBe(("key:visitor", 1));

    [Fact]
    public void SecretKey_HasItsQuotaAlone() =>
        Limits(new Caller(CallerKind.SecretKey) { DailyQuota = 5_000, Address = "192.0.2.1" }, CallerProof.None).ShouldBe([("key:daily", 5_000)]);

    [Fact]
    public void Device_IsCountedByWhatItHoldsAlone() => Limits(new Caller(CallerKind.Device) { Address = "192.0.2.1" }, CallerProof.None).ShouldBeEmpty();

    private static List<(string Counter, int Uses)> Limits(Caller caller, CallerProof proof) =>
        [.. Command.LimitsFor(caller, proof).Select(limit => (limit.Counter, limit.Uses))];
}
