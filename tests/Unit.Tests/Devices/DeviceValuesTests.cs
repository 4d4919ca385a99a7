using MobileBackend.Domain.Devices;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Devices;

public sealed class DeviceValuesTests
{
    [Theory]
    [InlineData("Europe/Paris", true)]
    [InlineData("Indian/Reunion", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Etc/GMT+4", true)]
    [InlineData("UTC", true)]
    [InlineData("Romance Standard Time", false)]
    [InlineData("Europe/Paaris", false)]
    [InlineData("europe/paris", false)]
    [InlineData("../Europe/Paris", false)]
    [InlineData("Europe/../Europe/Paris", false)]
    [InlineData("posix/Europe/Paris", false)]
    [InlineData("localtime", false)]
    [InlineData("Europe", false)]
    [InlineData("Europe/", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TimeZone_Parse_TakesIanaIdsOnly(string? text, bool isGood) => PersonTimeZone.Parse(text).Error.ShouldBe(isGood ? null : DeviceErrors.TimeZone);

    [Theory]
    [InlineData("fr-FR", true)]
    [InlineData("fr", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("es-419", true)]
    [InlineData("fr_FR", false)]
    [InlineData("f", false)]
    [InlineData("fr-", false)]
    [InlineData("1r-FR", false)]
    [InlineData("fr-FR-abcdefghi", false)]
    [InlineData("français", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Locale_Parse_TakesWellFormedTags(string? text, bool isGood) => Locale.Parse(text).Error.ShouldBe(isGood ? null : DeviceErrors.Locale);

    [Fact]
    public void PushToken_Parse_TakesPrintableAsciiUpToItsLimit()
    {
        PushToken.Parse(new string('a', PushToken.MaximumLength)).IsFailure.ShouldBeFalse();
        PushToken.Parse("a:B_9-%~").IsFailure.ShouldBeFalse();
        foreach (var bad in new[] { null, "", "a b", "a\n", "é", new string('a', PushToken.MaximumLength + 1) })
        {
            PushToken.Parse(bad).Error.ShouldBe(DeviceErrors.PushToken);
        }
    }

    [Fact]
    public void PushToken_ToString_ShowsNothing() => PushToken.Parse("secret-address").Value.ToString().ShouldNotContain("secret");

    [Fact]
    public void QuietHours_Between_NeedsTwoDifferentEnds()
    {
        QuietHours.Between(new TimeOnly(22, 0), new TimeOnly(7, 0)).Value.Start.ShouldBe(new TimeOnly(22, 0));
        QuietHours.Between(new TimeOnly(7, 0), new TimeOnly(7, 0)).Error.ShouldBe(DeviceErrors.QuietHours);
        QuietHours.Between(null, new TimeOnly(7, 0)).Error.ShouldBe(DeviceErrors.QuietHours);
        QuietHours.Between(new TimeOnly(7, 0), null).Error.ShouldBe(DeviceErrors.QuietHours);
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(0, 0)]
    [InlineData(20, 20)]
    public void MessageCeiling_Of_WithinItsRange(int? wish, int expected) => MessageCeiling.Of(wish).Value.PerDay.ShouldBe(expected);

    [Theory]
    [InlineData(-1)]
    [InlineData(21)]
    public void MessageCeiling_Of_RefusesTheRest(int wish) => MessageCeiling.Of(wish).Error.ShouldBe(DeviceErrors.MaxMessagesPerDay);
}
