using MobileBackend.Api.OpenApi;
using MobileBackend.Api.V1.Common;
using MobileBackend.Application.Programmes;
using MobileBackend.Application.Programmes.Simulation;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Programmes.Simulations;

internal sealed class SimulationExamples : IApiExamples
{
    public IEnumerable<object> Values =>
    [
        new SimulateProgrammeBody
        {
            Goal = GoalKind.Quit,
            EnrolsOn = new DateOnly(2026, 11, 23),
            QuitsAfter = 7,
            Profile = new Dictionary<string, ProfileValue>
            {
                ["cigarettesPerDay"] = new(new AnswerInput.Number(15)),
                ["triggers"] = new(new AnswerInput.Words(["coffee", "stress"])),
                ["pregnant"] = new(new AnswerInput.Flag(Value: false)),
            },
            Messaging = new SimulatedMessagingBody { Frequency = MessageFrequency.Daily, PreferredTime = new TimeOnly(8, 30) },
            TimeZone = "Europe/Paris",
            Behaviour = new BehaviourBody { Does = 0.7, LapsesOnDays = [13], Bands = new Dictionary<string, string> { ["ftnd"] = "strong" } },
            Seed = 1,
            Days = 60,
        },
        new SimulationResponse(
            "tis", "Tabac info service", 1, ValidationStatus.Draft, GoalKind.Quit, "Arrêter de fumer", new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 30),
            "Europe/Paris",
            new SimulationTotalsResponse(60, 120, 84, 110, 380, 48, 0, 0),
            [new PhaseResponse(GoalKind.Quit, "challenge", "Les 30 premiers jours", AnchorKind.QuitDate, 0, 29, IsQuiet: false)],
            [
                new SimulatedDayResponse(new DateOnly(2026, 12, 6), 6, "challenge", Light: false, 2, 2, ["lapse"],
                [
                    new SimulatedActivityResponse(
                        "after-a-lapse", ActivityKind.Tip, "Un faux pas n’efface rien", "Vous avez noté un faux pas.", 812, 2, 80,
                        new DateTimeOffset(2026, 12, 6, 7, 30, 0, TimeSpan.Zero), new TimeOnly(8, 30), Pushed: true, Done: true,
                        new SimulatedRuleResponse("lapse", 0, 2, null, [new SimulatedFactResponse("cigarettesPerDay", 15, null, null)])),
                ]),
            ],
            [new ActivityNameResponse("pregnancy-midwife", "En parler à votre sage-femme", 945)]),
    ];
}
