using MobileBackend.Application.Common.Ports;
using Planted.Exports;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class ExportTests
{
    [Fact]
    public void Exports_OfEveryFeature_AreWrittenInRecordsOfTheirOwn()
    {
        var sources = ThisCode.TypesOf("Application", "Infrastructure")
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IPersonalDataSource))).ToList();

        sources.ShouldContain(type => type.Name == "CallbackRequestsPersonalData", "the sources were not found");

        // What stored answers repeat, other features export.
        ExportRules.Violations(sources, "IdempotencyPersonalData").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(DomainSource), "DomainExport.Ids holds a TreeId")]
    [InlineData(typeof(EnumSource), "EnumExport.Ripeness holds a Ripeness")]
    [InlineData(typeof(CommandSource), "NestedExport.Command holds a PickAppleCommand")]
    [InlineData(typeof(ObjectSource), "ObjectExport.Anything holds a Object")]
    [InlineData(typeof(DerivedSource), "EnumExport.Ripeness holds a Ripeness")]
    [InlineData(typeof(AnonymousSource), "AnonymousSource makes an anonymous type")]
    [InlineData(typeof(ResponseSource), "ResponseSource makes a AppleResponse")]
    [InlineData(typeof(SilentSource), "SilentSource uses no …Export record")]
    public void Violations_ExportIsNotARecordOfItsOwn_SaysWhere(Type planted, string expected) =>
        ExportRules.Violations([planted]).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Violations_PlainRecordsAndSilence_None() =>
        ExportRules.Violations([typeof(HonestSource), typeof(SilentSource)], nameof(SilentSource)).ShouldBeEmpty();

    [Fact]
    public void Violations_SilentSourceSpeaks_SaysSo() =>
        ExportRules.Violations([typeof(HonestSource)], nameof(HonestSource)).ShouldHaveSingleItem()
            .ShouldBe("HonestSource exports HonestExport: it is not silent.");
}
