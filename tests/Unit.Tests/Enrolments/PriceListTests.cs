using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.Enrolments;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

public sealed class PriceListTests
{
    private const string Valid = """
        packs:
          - from: 2025-01-01
            cents: 1250
            source: Un arrêté
            status: confirmed
          - { from: 2026-01-01, cents: 1300, source: Un autre, status: to-be-confirmed }
        """;

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "content", "tobacco-prices.yaml");

    [Theory]
    [InlineData("2020-06-01", 1250)] // the list does not reach back so far
    [InlineData("2025-01-01", 1250)]
    [InlineData("2025-12-31", 1250)]
    [InlineData("2026-01-01", 1300)]
    [InlineData("9999-12-31", 1300)]
    public void On_Day_IsThePriceInForce(string day, int cents) =>
        Read(Valid).On(DateOnly.Parse(day, CultureInfo.InvariantCulture)).PackCents.ShouldBe(cents);

    [Fact]
    public void SumOver_AnyDays_IsTheSumOfTheirPrices()
    {
        int[] changes = [3, 10, 11, 200];
        var prices = new PriceList([.. changes.Select((day, place) => new PackPrice(Day(day), 1000 + (place * 50), "Nous", PriceStatus.Confirmed))]);
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 300).ToArbitrary(), Gen.Choose(-20, 300).ToArbitrary(), (from, days) =>
            prices.SumOver(Day(from), Day(from + days)) == Enumerable.Range(from, Math.Max(0, days)).Sum(day => (long)prices.On(Day(day)).PackCents)));
    }

    [Fact]
    public void Read_ValidFile_HasAllItSays() => Read(Valid).All.ShouldBe(
    [
        new PackPrice(new DateOnly(2025, 1, 1), 1250, "Un arrêté", PriceStatus.Confirmed),
        new PackPrice(new DateOnly(2026, 1, 1), 1300, "Un autre", PriceStatus.ToBeConfirmed),
    ]);

    [Theory]
    [InlineData("cents: 1250", "cents: 12.50", 3)]
    [InlineData("cents: 1250", "cents: 0", 3)]
    [InlineData("cents: 1250", "cents: 125000", 3)]
    [InlineData("cents: 1250", "euros: 12", 2)]
    [InlineData("from: 2025-01-01", "from: 01/01/2025", 2)]
    [InlineData("source: Un arrêté", "source: ", 4)]
    [InlineData("status: confirmed", "status: perhaps", 5)]
    [InlineData("status: confirmed", "status: confirmed\n    brand: One", 6)]
    [InlineData("2025-01-01", "2026-01-01", 2)]
    [InlineData("2025-01-01", "2027-01-01", 2)]
    [InlineData("packs:", "cigarettes:", 1)]
    [InlineData("packs:", "rolling: []\npacks:", 1)]
    public void Read_Mistake_IsToldWithFileAndLine(string right, string wrong, int line)
    {
        Valid.ShouldContain(right);
        var exception = Should.Throw<ContentException>(() => Read(Valid.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal)));
        exception.File.ShouldBe("tobacco-prices.yaml");
        exception.Line.ShouldBe(line);
    }

    [Fact]
    public void PriceList_WithoutAPriceOrWithOneOfNothing_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new PriceList([]));
        Should.Throw<ArgumentException>(() => new PriceList([new PackPrice(Day(0), 0, "Nous", PriceStatus.Confirmed)]));
        Should.Throw<ContentException>(() => Read("packs: []")).Line.ShouldBe(1);
    }

    [Fact]
    public void TobaccoPrices_ShippedContent_ReachesTheseYearsAndNamesItsSources()
    {
        var packs = new TobaccoPrices(Shipped).Packs;
        packs.All[0].From.ShouldBeLessThanOrEqualTo(new DateOnly(2024, 1, 1));
        packs.On(new DateOnly(2026, 11, 23)).PackCents.ShouldBeInRange(1000, 2000);
        packs.All.ShouldAllBe(price => price.Source.Length > 20);
    }

    [Fact]
    public void TobaccoPrices_FileAbsent_IsRefused() =>
        Should.Throw<ContentException>(() => new TobaccoPrices(Shipped + ".absent")).Message.ShouldContain("absent");

    private static PriceList Read(string text) => ContentFile.Read("tobacco-prices.yaml", text, TobaccoPriceContent.Read);

    private static DateOnly Day(int number) => new DateOnly(2026, 1, 1).AddDays(number);
}
