using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Programmes.Versions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Api.V1.Programmes.Versions;

internal sealed class ProgrammeVersionExamples : IApiExamples
{
    /// <summary>As short as a programme can be that passes the check.</summary>
    private const string Definition = """
        slug: tis
        version: 3
        title: Tabac info service
        status: draft
        introduction: Un accompagnement au jour le jour, qui ne remplace pas un médecin.
        helpLines: [tis-3989]
        sources:
          spf-2024: { title: "Santé publique France, 2024" }
        pushTexts:
          - { title: Votre message du jour, body: Il vous attend dans l’application. }
        budget: { activitiesPerDay: 2, lightActivitiesPerDay: 1, lightMinutes: 3 }
        goals:
          explore:
            title: Faire le point, sans rien décider
            phases:
              - { key: exploration, title: Explorer, anchor: enrolment, days: 0..41 }
        questions:
          cigarettesPerDay: { type: number, label: "Combien de cigarettes fumez-vous par jour ?", minimum: 1, maximum: 100, required: true }
        activities:
          - key: diary
            kind: diary
            title: Mon carnet
            text: Notez ce que vous avez fumé aujourd’hui, sans vous juger.
            why: Un peu chaque jour, pour y voir clair.
            sources: []
            status: draft
            from: enrolment
            days: 0..41
            every: 1
            minutes: 1
        tools:
          - { key: breathe, title: Respirer, text: Respirez lentement pendant trois minutes., minutes: 3, sources: [spf-2024], status: draft }

        """;

    private static readonly ProgrammeVersionResponse Version = new(
        "tis", 3, ProgrammeVersionStatus.Published, new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero), "5f0c9a3e-7d1b-4c55-9f0e-2b6a8d4c1e77",
        new DateTimeOffset(2026, 11, 2, 10, 0, 0, TimeSpan.Zero),
        Successor: null);

    public IEnumerable<object> Values =>
    [
        new UploadProgrammeVersionBody { Definition = Definition },
        Version,
        new ProgrammeVersionTextResponse(Version, Definition, [], UnderWay: 1_240),
        new SetSuccessorVersionBody { Version = 2 },
    ];
}
