using Microsoft.Extensions.Configuration;
using MobileBackend.Application.Proofs;
using MobileBackend.Infrastructure.Proofs;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Proofs;

public sealed class ProofOptionsTests
{
    private static readonly (string Key, string? Value)[] Project = [
        ("AppCheck:ProjectNumber", "123456789012"), ("AppCheck:AppIds:0", "1:123456789012:ios:0a1b2c"), ("AppCheck:AppIds:1", "1:123456789012:web:ff"),
    ];

    [Fact]
    public void Modes_NothingSet_AreOff()
    {
        var options = Read();

        Enum.GetValues<ProofFlow>().ShouldAllBe(flow => options.AppCheck.ModeOf(flow) == ProofMode.Off && options.Challenge.ModeOf(flow) == ProofMode.Off);
        options.Challenge.MaxNumber.ShouldBe(50_000);
        options.Challenge.Lifetime.ShouldBe(TimeSpan.FromMinutes(10));
        Faults(options).ShouldBeEmpty();
    }

    [Fact]
    public void Modes_OfAFlow_StandInForTheGeneralOne()
    {
        var options = Read([.. Project, ("AppCheck:Mode", "observe"), ("AppCheck:Routes:callback", "Enforce"), ("Challenge:Routes:CALLBACK", "observe")]);

        Faults(options).ShouldBeEmpty();
        options.AppCheck.ModeOf(ProofFlow.Callback).ShouldBe(ProofMode.Enforce);
        options.AppCheck.ModeOf(ProofFlow.Registration).ShouldBe(ProofMode.Observe);
        options.Challenge.ModeOf(ProofFlow.Callback).ShouldBe(ProofMode.Observe);
        options.Challenge.ModeOf(ProofFlow.Registration).ShouldBe(ProofMode.Off);
    }

    [Theory]
    [InlineData("Challenge:Mode", "on", "Proof:Challenge:Mode")]
    [InlineData("AppCheck:Mode", "1", "Proof:AppCheck:Mode")]
    [InlineData("Challenge:Routes:calback", "enforce", "Proof:Challenge:Routes:calback")]
    [InlineData("Challenge:Routes:callback", "enforced", "Proof:Challenge:Routes:callback")]
    [InlineData("Challenge:Routes:callback", "", "Proof:Challenge:Routes:callback")]
    [InlineData("AppCheck:Mode", "observe", "Proof:AppCheck:ProjectNumber")]
    [InlineData("AppCheck:Routes:registration", "enforce", "Proof:AppCheck:ProjectNumber")]
    [InlineData("AppCheck:BaseUrl", "http://keys.example.org", "Proof:AppCheck:BaseUrl")]
    [InlineData("AppCheck:BaseUrl", "ftp://keys.example.org", "Proof:AppCheck:BaseUrl")]
    [InlineData("Challenge:MaxNumber", "0", "Proof:Challenge:MaxNumber")]
    [InlineData("Challenge:MaxNumber", "10000001", "Proof:Challenge:MaxNumber")]
    [InlineData("Challenge:Lifetime", "00:00:09", "Proof:Challenge:Lifetime")]
    [InlineData("Challenge:Lifetime", "01:00:01", "Proof:Challenge:Lifetime")]
    public void Check_FaultySetting_NamesIt(string key, string value, string named) =>
        Faults(Read((key, value))).ShouldHaveSingleItem().ShouldStartWith(named);

    [Theory]
    [InlineData("AppCheck:ProjectNumber", "mobile-backend-dev", "Proof:AppCheck:ProjectNumber")]
    [InlineData("AppCheck:AppIds:1", "1:999999999999:ios:0a1b2c", "Proof:AppCheck:AppIds")]
    [InlineData("AppCheck:AppIds:1", "1:123456789012:symbian:0a1b2c", "Proof:AppCheck:AppIds")]
    public void Check_FaultyProject_NamesTheSetting(string key, string value, string named) =>
        Faults(Read([.. Project, ("AppCheck:Mode", "observe"), (key, value)])).ShouldHaveSingleItem().ShouldStartWith(named);

    [Fact]
    public void Check_NoApps_NamesTheSetting() =>
        Faults(Read(("AppCheck:Mode", "observe"), ("AppCheck:ProjectNumber", "123456789012"))).ShouldHaveSingleItem().ShouldStartWith("Proof:AppCheck:AppIds");

    private static ProofOptions Read(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.GroupBy(setting => setting.Key).Select(same => KeyValuePair.Create($"Proof:{same.Key}", same.Last().Value))).Build()
        .GetSection("Proof").Get<ProofOptions>() ?? new ProofOptions();

    private static string[] Faults(ProofOptions options) => [.. new ProofOptionsCheck().Validate(null, options).Failures ?? []];
}
