using System.Globalization;
using MobileBackend.Domain.HelpLines;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.HelpLines;

/// <summary>The form of a file of <c>content/help-lines</c>.</summary>
internal static class HelpLineContent
{
    private static readonly Dictionary<string, DayOfWeek> Days =
        Enum.GetValues<DayOfWeek>().ToDictionary(day => CultureInfo.InvariantCulture.TextInfo.ToLower(day.ToString()), StringComparer.Ordinal);

    public static HelpLine Read(ContentMap map)
    {
        var code = map.Required("code");
        return code.Text() != map.FileName
            ? throw code.Refusal("The code is not the name of the file.")
            : new HelpLine(
                code.Text(),
                map.Required("name").Localized(),
                map.Required("phoneNumber").Text(),
                map.Optional("phoneNumberFromAbroad")?.Text(),
                map.Required("cost").Localized(),
                Hours(map.Required("hours")),
                map.Required("source").Text(),
                map.Required("status").Word<HelpLineStatus>());
    }

    private static OpeningHours Hours(ContentNode node) => node.Make(() => node.Map(map => new OpeningHours(
        Weekly(map.Required("weekly")),
        map.Optional("closedOnPublicHolidays")?.Flag() ?? false,
        map.Optional("campaigns")?.List().Select(campaign => campaign.Map(Campaign)).ToList(),
        map.Optional("exceptions")?.List().Select(exception => exception.Map(Exception)).ToList())));

    private static CampaignPeriod Campaign(ContentMap map)
    {
        // Asked for so that it is there: whoever opens longer hours says on whose word.
        map.Required("source").Text();
        return new CampaignPeriod(map.Required("name").Localized(), map.Required("from").Date(), map.Required("to").Date(), Weekly(map.Required("weekly")));
    }

    private static ExceptionalDay Exception(ContentMap map) =>
        new(map.Required("date").Date(), Intervals(map.Required("open")), map.Required("reason").Localized());

    private static WeeklyHours Weekly(ContentNode node)
    {
        var days = new Dictionary<DayOfWeek, IReadOnlyList<ClockInterval>>();
        foreach (var group in node.List())
        {
            group.Map(map =>
            {
                var intervals = Intervals(map.Required("open"));
                foreach (var day in map.Required("days").List())
                {
                    if (!days.TryAdd(day.Word(Days), intervals))
                    {
                        throw day.Refusal("This day already has its hours.");
                    }
                }

                return intervals;
            });
        }

        return node.Make(() => new WeeklyHours(days));
    }

    private static IReadOnlyList<ClockInterval> Intervals(ContentNode node) => [.. node.List().Select(Interval)];

    private static ClockInterval Interval(ContentNode node)
    {
        var parts = node.Text().Split('-');
        return parts.Length == 2 && TryReadTime(parts[0], out var opens) && TryReadTime(parts[1] == "24:00" ? "00:00" : parts[1], out var closes)
            ? new ClockInterval(opens, closes)
            : throw node.Refusal("Hours were expected, like 08:00-20:00.");
    }

    private static bool TryReadTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
