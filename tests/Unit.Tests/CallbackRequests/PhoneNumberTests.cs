using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("01 99 00 12 34", "+33199001234")]
    [InlineData("02.61.91.12.34", "+33261911234")]
    [InlineData("03-53-01-12-34", "+33353011234")]
    [InlineData("(04) 65 71 12 34", "+33465711234")]
    [InlineData("0536491234", "+33536491234")]
    [InlineData("  06\u00A098\u202F12 34 56 ", "+33698123456")]
    [InlineData("07 56 12 34 56", "+33756123456")]
    [InlineData("+33 6 12 34 56 78", "+33612345678")]
    [InlineData("+33 (0)6 12 34 56 78", "+33612345678")]
    [InlineData("(+33) 6 12 34 56 78", "+33612345678")]
    [InlineData("0033 6 12 34 56 78", "+33612345678")]
    [InlineData("0033 (0) 6-12-34-56-78", "+33612345678")]
    public void Parse_MainlandNumberInAnyForm_ReturnsE164(string text, string expected) => PhoneNumber.Parse(text).Value.E164.ShouldBe(expected);

    [Theory]
    [InlineData("0262 12 34 56", "+262262123456")]
    [InlineData("0269 61 12 34", "+262269611234")]
    [InlineData("0692 12 34 56", "+262692123456")]
    [InlineData("0693 12 34 56", "+262693123456")]
    [InlineData("0639 12 34 56", "+262639123456")]
    [InlineData("0590 12 34 56", "+590590123456")]
    [InlineData("0690 12 34 56", "+590690123456")]
    [InlineData("0691 22 34 56", "+590691223456")]
    [InlineData("0594 12 34 56", "+594594123456")]
    [InlineData("0694 12 34 56", "+594694123456")]
    [InlineData("0596 12 34 56", "+596596123456")]
    [InlineData("0696 12 34 56", "+596696123456")]
    [InlineData("0697 12 34 56", "+596697123456")]
    [InlineData("0708 40 12 34", "+508708401234")]
    [InlineData("0709 00 12 34", "+590709001234")]
    [InlineData("0709 13 12 34", "+596709131234")]
    [InlineData("0709 20 12 34", "+262709201234")]
    [InlineData("0709 30 12 34", "+594709301234")]
    [InlineData("0709 36 12 34", "+262709361234")]
    [InlineData("0508 41 12 34", "+508411234")]
    [InlineData("+508 41 12 34", "+508411234")]
    [InlineData("00 508 41 12 34", "+508411234")]
    [InlineData("+508 708 40 12 34", "+508708401234")]
    [InlineData("+262 (0)692 12 34 56", "+262692123456")]
    [InlineData("+687 75 12 34", "+687751234")]
    [InlineData("00689 87 12 34 56", "+68987123456")]
    public void Parse_OverseasNumber_CarriesTheCodeOfItsTerritory(string text, string expected) => PhoneNumber.Parse(text).Value.E164.ShouldBe(expected);

    [Theory]
    [InlineData("09 74 75 13 13", "+33974751313")]
    [InlineData("0976 01 12 34", "+33976011234")]
    [InlineData("+590 976 01 12 34", "+590976011234")]
    public void Parse_VoiceOverIp_KeepsTheCodeItWasTypedUnder(string text, string expected) => PhoneNumber.Parse(text).Value.E164.ShouldBe(expected);

    [Theory]
    [InlineData("06 39 98 12 34", "+33639981234")]
    [InlineData("+33 6 39 98 12 34", "+33639981234")]
    public void Parse_FictionalMobile_IsOfTheMainland(string text, string expected) => PhoneNumber.Parse(text).Value.E164.ShouldBe(expected);

    [Theory]
    [InlineData("39 89")]
    [InlineData("3114")]
    [InlineData("15")]
    [InlineData("112")]
    [InlineData("118 008")]
    [InlineData("0800 23 13 13")]
    [InlineData("0805 12 34 56")]
    [InlineData("0809 12 34 56")]
    [InlineData("0811 91 20 20")]
    [InlineData("0826 12 34 56")]
    [InlineData("0892 12 34 56")]
    [InlineData("+33 892 12 34 56")]
    [InlineData("+590 800 12 34 56")]
    public void Parse_ShortFreeOrPremiumNumber_IsNotCallable(string text) => PhoneNumber.Parse(text).Error.ShouldBe(PhoneNumberErrors.NotCallable);

    [Theory]
    [InlineData("+32 470 12 34 56")]
    [InlineData("+44 20 7946 0018")]
    [InlineData("001 202 555 0143")]
    [InlineData("+681 72 12 34")]
    public void Parse_OtherCountry_IsForeign(string text) => PhoneNumber.Parse(text).Error.ShouldBe(PhoneNumberErrors.Foreign);

    [Theory]
    [InlineData("+33 692 12 34 56")]
    [InlineData("0400 12 34 56")]
    [InlineData("0709 99 12 34")]
    public void Parse_NumberWithoutALine_IsUnassigned(string text) => PhoneNumber.Parse(text).Error.ShouldBe(PhoneNumberErrors.Unassigned);

    [Theory]
    [InlineData("+262 6 12 34 56 78")]
    [InlineData("+262 639 98 12 34")]
    [InlineData("+508 508 41 12 34")]
    [InlineData("+687 6 12 34 56 78")]
    [InlineData("0700 12 34 56")]
    [InlineData("0691 00 12 34")]
    [InlineData("0012 34 56 78 90 12")]
    public void Parse_NumberThatNobodyHas_IsRefused(string text) => PhoneNumber.Parse(text).IsFailure.ShouldBeTrue();

    [Theory]
    [InlineData("hello")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("+")]
    [InlineData("()")]
    [InlineData("+33")]
    [InlineData("06 12 34 56 7")]
    [InlineData("06 12 34 56 789")]
    [InlineData("612345678")]
    [InlineData("++33612345678")]
    [InlineData("06+12345678")]
    [InlineData("06 12 34 56 78 x")]
    [InlineData("06\t12 34 56 78")]
    [InlineData("06 12 34 56 78\n")]
    [InlineData("06 12 34 56 7\u0000")]
    [InlineData("٠٦١٢٣٤٥٦٧٨")]
    [InlineData("０６１２３４５６７８")]
    [InlineData("\u202A0612345678\u202C")]
    [InlineData("tel:+33612345678")]
    [InlineData("+687 36 12 34")]
    public void Parse_AnythingElse_IsUnreadable(string text) => PhoneNumber.Parse(text).Error.ShouldBe(PhoneNumberErrors.Unreadable);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Parse_Nothing_AsksForANumber(string? text) => PhoneNumber.Parse(text).Error.ShouldBe(PhoneNumberErrors.Missing);

    [Fact]
    public void Parse_VeryLongText_IsUnreadable() => PhoneNumber.Parse(new string(' ', 100_000) + "0612345678").Error.ShouldBe(PhoneNumberErrors.Unreadable);

    [Theory]
    [InlineData("06 12 34 56 78", "•• •• •• •• 78")]
    [InlineData("0692 12 34 56", "•• •• •• •• 56")]
    [InlineData("+508 41 12 34", "•• •• 34")]
    [InlineData("+689 87 12 34 56", "•• •• •• 56")]
    public void Masked_AnyNumber_ShowsItsLastTwoDigitsOnly(string text, string expected)
    {
        var number = PhoneNumber.Parse(text).Value;
        number.Masked.ShouldBe(expected);
        number.ToString().ShouldBe(expected);
    }

    [Fact]
    public void Parse_SameNumberInTwoForms_IsEqual() => PhoneNumber.Parse("06 12 34 56 78").Value.ShouldBe(PhoneNumber.Parse("+33612345678").Value);

    [Fact]
    public void Parse_EveryFiveDigitPrefix_RoundTripsThroughItsE164()
    {
        var accepted = 0;
        for (var prefix = 0; prefix < 100_000; prefix++)
        {
            var parsed = PhoneNumber.Parse($"0{prefix.ToString("00000", CultureInfo.InvariantCulture)}1234");
            if (!parsed.IsFailure)
            {
                accepted++;
                ShouldRoundTrip(parsed);
            }
        }

        accepted.ShouldBeInRange(50_000, 80_000);
    }

    [Fact]
    public void Parse_AnyText_NeverThrowsAndRoundTrips()
    {
        Prop.ForAll<string?>(text => ShouldRoundTrip(PhoneNumber.Parse(text))).QuickCheckThrowOnFailure();

        var almostNumbers = Gen.Elements("+", "00", "0", "+33", "+262", "+508", "+687", "+689", "+590", "(0)", "")
            .SelectMany(start => Gen.ArrayOf(Gen.Elements("0123456789 .-()+x٣\u00A0".ToCharArray())), (start, rest) => start + new string(rest));
        Prop.ForAll(Arb.From(almostNumbers), text => ShouldRoundTrip(PhoneNumber.Parse(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

        var numbers = Gen.Elements("+33", "+262", "+508", "+590", "+594", "+596", "+687", "+689", "0")
            .SelectMany(
                start => Gen.Elements(6, 8, 9).SelectMany(length => Gen.ArrayOf(Gen.Elements("0123456789".ToCharArray()), length)),
                (start, rest) => start + new string(rest));
        Prop.ForAll(Arb.From(numbers), text => ShouldRoundTrip(PhoneNumber.Parse(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    private static void ShouldRoundTrip(Result<PhoneNumber> parsed)
    {
        if (parsed.IsFailure)
        {
            parsed.Error.Code.ShouldBe(Error.ValidationFailed);
            return;
        }

        parsed.Value.E164.ShouldMatch(@"\A\+(33|262|508|590|594|596|687|689)[0-9]{6,9}\z");
        PhoneNumber.Parse(parsed.Value.E164).Value.ShouldBe(parsed.Value);
        Regex.Count(parsed.Value.Masked, "[0-9]").ShouldBe(2);
    }
}
