using MobileBackend.Domain.HelpLines;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.HelpLines;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.HelpLines;

public sealed class HelpLineContentTests
{
    private const string Valid = """
        code: a-line
        name:
          fr: Une ligne
          en: A line
        phoneNumber: "01 99 00 12 34"
        cost:
          fr: Gratuit
          en: Free
        hours:
          weekly:
            - days: [monday, tuesday]
              open: ["08:00-12:00", "14:00-24:00"]
          closedOnPublicHolidays: true
          campaigns:
            - name:
                fr: Campagne
                en: Campaign
              from: 2026-11-01
              to: 2026-11-30
              source: Nous
              weekly:
                - days: [monday]
                  open: ["08:00-02:00"]
          exceptions:
            - date: 2026-12-24
              open: []
              reason:
                fr: Réveillon
                en: Christmas Eve
        source: Un document
        status: confirmed
        """;

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "content", "help-lines");

    [Fact]
    public void Catalogue_ShippedContent_HasTheNineLinesInOrder()
    {
        var catalogue = new HelpLineCatalogue(Shipped);

        catalogue.All.Select(line => line.Code).ShouldBe(HelpLineCodes.All);
        catalogue.Find("tis-3989")!.PhoneNumber.ShouldBe("39 89");
        catalogue.Find("drogues-info-service")!.PhoneNumberFromAbroad.ShouldBe("+33 1 70 23 13 13");
        catalogue.Find("TIS-3989").ShouldBeNull();
        catalogue.All.ShouldAllBe(line => line.Source.Length > 10 && line.Name.English.Length > 2 && line.Cost.French.Length > 2);
    }

    [Theory]
    [InlineData("tis-3989", "2026-11-20T19:30:00Z", true)] // 20:30 in the campaign
    [InlineData("tis-3989", "2026-12-02T19:30:00Z", false)]
    [InlineData("tis-3989", "2026-11-11T11:00:00Z", false)]
    [InlineData("ecoute-cannabis", "2026-11-21T00:30:00Z", true)]
    [InlineData("ecoute-cannabis", "2026-11-21T01:00:00Z", false)]
    [InlineData("suicide-3114", "2026-03-29T01:00:00Z", true)]
    [InlineData("emergency-114", "2026-12-25T03:00:00Z", true)]
    public void Catalogue_ShippedContent_OpensAsTheSourcesSay(string code, string at, bool expected) =>
        new HelpLineCatalogue(Shipped).Find(code)!.Hours.IsOpenAt(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(expected);

    [Fact]
    public void Read_ValidFile_HasAllItSays()
    {
        var line = Read(Valid);

        line.Status.ShouldBe(HelpLineStatus.Confirmed);
        line.Hours.Weekly.On(DayOfWeek.Monday).ShouldBe(
            [new ClockInterval(new TimeOnly(8, 0), new TimeOnly(12, 0)), new ClockInterval(new TimeOnly(14, 0), TimeOnly.MinValue)]);
        line.Hours.Weekly.On(DayOfWeek.Sunday).ShouldBeEmpty();
        line.Hours.ClosedOnPublicHolidays.ShouldBeTrue();
        line.Hours.Campaigns.ShouldHaveSingleItem().Name.English.ShouldBe("Campaign");
        line.Hours.Exceptions.ShouldHaveSingleItem().Reason!.French.ShouldBe("Réveillon");
    }

    [Theory]
    [InlineData("status: confirmed", "status: perhaps", 31)]
    [InlineData("status: confirmed", "status: confirmed\ncolour: blue", 32)]
    [InlineData("status: confirmed", "status: confirmed\nstatus: confirmed", 32)]
    [InlineData("source: Un document", "source: ", 30)]
    [InlineData("source: Un document\n", "", 1)]
    [InlineData("code: a-line", "code: another", 1)]
    [InlineData("  en: A line", "  en: \"\"", 4)]
    [InlineData("  en: A line", "  de: Eine Linie", 3)]
    [InlineData("  en: Free", "  en: Free\n  de: Frei", 9)]
    [InlineData("08:00-12:00", "8:00-12:00", 12)]
    [InlineData("08:00-12:00", "08:00-25:00", 12)]
    [InlineData("08:00-12:00", "08:00", 12)]
    [InlineData("08:00-12:00", "08:00-15:00", 11)]
    [InlineData("[monday, tuesday]", "[monday, mardi]", 11)]
    [InlineData("[monday, tuesday]", "[monday, monday]", 11)]
    [InlineData("[monday, tuesday]", "monday", 11)]
    [InlineData("closedOnPublicHolidays: true", "closedOnPublicHolidays: yes", 13)]
    [InlineData("to: 2026-11-30", "to: 2026-11-31", 19)]
    [InlineData("to: 2026-11-30", "to: 2026-10-31", 10)]
    [InlineData("source: Nous", "sources: Nous", 15)]
    [InlineData("date: 2026-12-24", "date: 24/12/2026", 25)]
    [InlineData("  fr: Une ligne", "  fr: [Une, ligne", 3)]
    public void Read_Mistake_IsToldWithFileAndLine(string right, string wrong, int line)
    {
        Valid.ShouldContain(right);
        var exception = Should.Throw<ContentException>(() => Read(Valid.Replace(right, wrong, StringComparison.Ordinal)));

        exception.File.ShouldBe("a-line.yaml");
        exception.Line.ShouldBe(line);
        exception.Message.ShouldStartWith($"a-line.yaml({exception.Line}): ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("just a text")]
    [InlineData("- a\n- list")]
    [InlineData("a: 1\n---\nb: 2")]
    public void Read_AnotherKindOfDocument_IsRefused(string text) => Should.Throw<ContentException>(() => Read(text));

    [Fact]
    public void Catalogue_FolderIncompleteOrAbsent_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("help-lines-");
        try
        {
            Should.Throw<ContentException>(() => new HelpLineCatalogue(folder.FullName));
            File.WriteAllText(Path.Combine(folder.FullName, "a-line.yaml"), Valid);
            Should.Throw<ContentException>(() => new HelpLineCatalogue(folder.FullName)).Message.ShouldContain("tis-3989");
            Should.Throw<ContentException>(() => new HelpLineCatalogue(Path.Combine(folder.FullName, "absent")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HelpLine Read(string text) => ContentFile.Read("a-line.yaml", text, HelpLineContent.Read);
}
