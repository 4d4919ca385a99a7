using System.Globalization;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Json;
using MobileBackend.Application.Common.Behaviours;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Api;

public sealed class ErrorTextTests
{
    [Fact]
    public void Catalogue_FindsTheErrorsOfEveryLayer()
    {
        var catalogue = new ErrorCatalogue();

        catalogue.Find("slot-full")!.Status.ShouldBe(409);
        catalogue.Find("idempotency-key-reused")!.Status.ShouldBe(422);
        catalogue.Find("too-large")!.Status.ShouldBe(413);
        catalogue.Find("validation-failed")!.Errors.Count.ShouldBeGreaterThan(5);
        catalogue.All.ShouldAllBe(error => error.Errors.Select(ErrorPresentation.StatusOf).Distinct().Count() == 1, "a code has one status");
    }

    private static readonly string[] Familiar = ["tu", "ton", "ta", "tes", "toi"];

    [Fact]
    public void Texts_OfEveryError_AreInBothLanguagesAndSayVous()
    {
        foreach (var error in new ErrorCatalogue().All.SelectMany(each => each.Errors))
        {
            error.Text.French.ShouldNotBeNullOrWhiteSpace(error.Code);
            error.Text.English.ShouldNotBeNullOrWhiteSpace(error.Code);
            error.Text.French.ToLowerInvariant().Split(' ', '’', ',', '.').Intersect(Familiar).ShouldBeEmpty(error.Code);
        }
    }

    [Theory]
    [InlineData("fr", "Ce champ est nécessaire.")]
    [InlineData("en", "This field is needed.")]
    public void Validator_WithItsOwnMessage_DoesNotNameTheField(string culture, string expected)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

            new ValidationMessages().GetString("NotNullValidator").ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", true)]
    [InlineData("2026-11-23T10:00:00.1234567890+01:00", false)]
    [InlineData("2026-11-23T10:00:00.123456789+01:00", true)]
    [InlineData("2026-11-23T10:00:00", false)]
    [InlineData("2026-11-23 10:00:00Z", false)]
    [InlineData("0001-01-01T00:00:00+14:00", false)]
    [InlineData("2026-02-29T10:00:00Z", false)]
    [InlineData("2026-11-23T09:00:00Z\n", false)]
    public void Instant_IsReadOnlyWithAnOffset(string text, bool expected) => WireValues.TryReadInstant(text, out _).ShouldBe(expected);

    [Fact]
    public void Instant_IsWrittenInUtcToTheMillisecond()
    {
        WireValues.Write(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(1))).ShouldBe("2026-11-23T09:00:00Z");
        WireValues.Write(new DateTimeOffset(2026, 11, 23, 9, 0, 0, 5, TimeSpan.Zero).AddTicks(3)).ShouldBe("2026-11-23T09:00:00.005Z");
    }
}
