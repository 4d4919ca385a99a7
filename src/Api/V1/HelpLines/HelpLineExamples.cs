using MobileBackend.Api.OpenApi;
using MobileBackend.Application.HelpLines;

namespace MobileBackend.Api.V1.HelpLines;

internal sealed class HelpLineExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new HelpLineResponse(
            "tis-3989", "Tabac info service", "39 89", null, "Service gratuit + prix d’un appel", IsOpen: true,
            OpensAt: new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero), ClosesAt: new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero),
            new HelpLineHoursResponse(
                "Europe/Paris", "Du lundi au samedi, de 8 h à 21 h, hors jours fériés", ClosedOnPublicHolidays: true,
                [new WeeklyHoursResponse(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"], new TimeOnly(8, 0), new TimeOnly(21, 0))],
                new CampaignHoursResponse("Mois sans tabac 2026", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30)),
                [new ExceptionalHoursResponse(new DateOnly(2026, 12, 25), IsClosed: true, [], "Noël")])),
    ];
}
