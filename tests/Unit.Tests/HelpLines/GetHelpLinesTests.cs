using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.HelpLines;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.HelpLines;

public sealed class GetHelpLinesTests
{
    // Friday of the campaign, 20:30 in Paris.
    private readonly FakeTimeProvider _clock = new(Utc("2026-11-20T19:30:00Z"));

    private readonly IHelpLineCatalogue _catalogue = new ServiceCollection()
        .AddContent(new ConfigurationBuilder().Build())
        .AddHelpLines()
        .BuildServiceProvider()
        .GetRequiredService<IHelpLineCatalogue>();

    [Fact]
    public async Task GetHelpLines_Now_ListsAllLines()
    {
        var page = (await List(null)).Value;
        var lines = page.Items;

        page.NextCursor.ShouldBeNull();
        lines.Select(line => line.Code).ShouldBe(HelpLineCodes.All);
        lines[0].IsOpen.ShouldBeTrue();
        lines[0].ClosesAt.ShouldBe(Utc("2026-11-20T20:00:00Z"));
        lines[0].OpensAt.ShouldBe(Utc("2026-11-21T07:00:00Z"));
    }

    [Fact]
    public async Task GetHelpLine_InCampaign_ShowsTheWeekOfTheCampaign()
    {
        var hours = (await Get("tis-3989", null, "fr-FR")).Value.Hours;

        hours.TimeZone.ShouldBe("Europe/Paris");
        hours.Text.ShouldBe("Du lundi au samedi, de 8\u00A0h à 21\u00A0h, hors jours fériés");
        var week = hours.Weekly.ShouldHaveSingleItem();
        week.Days.ShouldBe(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]);
        (week.Opens, week.Closes).ShouldBe((new TimeOnly(8, 0), new TimeOnly(21, 0)));
        hours.Campaign.ShouldBe(new CampaignHoursResponse("Mois sans tabac 2026", new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 30)));
        hours.Exceptions.ShouldBeEmpty();
    }

    [Fact]
    public async Task GetHelpLine_BeforeHolidays_SaysWhyItCloses()
    {
        var hours = (await Get("tis-3989", Utc("2026-12-10T12:00:00Z"), "fr-FR")).Value.Hours;

        hours.Campaign.ShouldBeNull();
        hours.Text.ShouldBe("Du lundi au samedi, de 8\u00A0h à 20\u00A0h, hors jours fériés");
        hours.Exceptions.Select(exception => (exception.Date, exception.IsClosed, exception.Reason)).ShouldBe(
            [(new DateOnly(2026, 12, 25), true, "Noël"), (new DateOnly(2027, 1, 1), true, "Jour de l’an")]);
    }

    [Theory]
    [InlineData("fr-FR", "Écoute cannabis", "Tous les jours, de 8\u00A0h à 2\u00A0h")]
    [InlineData("en-GB", "Écoute cannabis (cannabis helpline)", "Every day, 8\u00A0am to 2\u00A0am")]
    [InlineData("de-DE", "Écoute cannabis", "Tous les jours, de 8\u00A0h à 2\u00A0h")]
    public async Task GetHelpLine_Language_IsFrenchUnlessEnglishIsAsked(string culture, string name, string text)
    {
        var line = (await Get("ecoute-cannabis", null, culture)).Value;

        line.Name.ShouldBe(name);
        line.Hours.Text.ShouldBe(text);
    }

    [Fact]
    public async Task GetHelpLine_AlwaysOpen_NeitherOpensNorCloses()
    {
        var line = (await Get("suicide-3114", null, "fr-FR")).Value;

        line.IsOpen.ShouldBeTrue();
        line.OpensAt.ShouldBeNull();
        line.ClosesAt.ShouldBeNull();
        line.Hours.Text.ShouldBe("24\u00A0h/24, 7\u00A0j/7");
    }

    [Fact]
    public async Task GetHelpLine_UnknownCode_IsNotFound() => (await Get("tis", null, "fr-FR")).Error.ShouldBe(CommonErrors.NotFound);

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1899-12-31T23:59:59Z")]
    [InlineData("2201-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task GetHelpLines_FarPastOrFuture_AreRefused(string at)
    {
        var expected = HelpLineErrors.InstantOutOfRange.At("at");

        (await List(Utc(at))).Error.ShouldBe(expected);
        (await Get("suicide-3114", Utc(at), "fr-FR")).Error.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1900-01-02T00:00:00Z")]
    [InlineData("2200-12-30T23:59:59Z")]
    public async Task GetHelpLines_EdgesOfTheKnownYears_AreAnswered(string at) => (await List(Utc(at))).IsFailure.ShouldBeFalse();

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private Task<Result<Page<HelpLineResponse>>> List(DateTimeOffset? at) =>
        new GetHelpLinesHandler(_catalogue, _clock).Handle(new GetHelpLinesQuery(at), CancellationToken.None);

    private Task<Result<HelpLineResponse>> Get(string code, DateTimeOffset? at, string culture)
    {
        // Asynchronous methods restore the culture for their caller: this one is not, so it sets and resets it around the handler.
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return new GetHelpLineHandler(_catalogue, _clock).Handle(new GetHelpLineQuery(code, at), CancellationToken.None);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
