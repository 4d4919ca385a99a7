using System.Net;
using Microsoft.AspNetCore.Http;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Ports;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Security;

public sealed class HttpCurrentCallerTests
{
    [Fact]
    public void Caller_OutsideARequest_IsTheProgramItself() => new HttpCurrentCaller(new HttpContextAccessor()).Caller.ShouldBe(new Caller(CallerKind.System));

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void Address_OfASubscriber_IsWhatTheyCannotChange(string address, string expected) =>
        HttpCurrentCaller.AddressOf(IPAddress.Parse(address)).ShouldBe(expected);
}
