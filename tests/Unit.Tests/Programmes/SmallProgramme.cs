using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.Programmes;

namespace MobileBackend.Unit.Tests.Programmes;

/// <summary>A programme small enough to be seen through, which every check passes.</summary>
internal static class SmallProgramme
{
    public const string Text = """
        slug: small
        version: 1
        title: Petit
        status: draft
        introduction: Un essai.
        helpLines: []
        sources:
          us: { title: Nous }
        pushTexts:
          - { title: Bonjour, body: Un message vous attend. }
        budget:
          activitiesPerDay: 2
          lightActivitiesPerDay: 1
          lightMinutes: 3
          windows:
            - { days: 0..4, activitiesPerDay: 3, source: us }
        goals:
          quit:
            title: Arrêter
            phases:
              - { key: before, title: Avant, anchor: quit-date, days: -20..-1 }
              - { key: after, title: Après, anchor: quit-date, days: 0..60 }
              - { key: rebound, title: Rebondir, anchor: relapse, days: 0..30 }
          explore:
            title: Explorer
            phases:
              - { key: exploration, title: Explorer, anchor: enrolment, days: 0..40 }
        questions:
          cigarettesPerDay: { type: number, label: Combien ?, minimum: 1, maximum: 100, required: true }
          pregnant: { type: flag, label: Enceinte ? }
          triggers: { type: choices, label: Quand ?, options: { coffee: Le café, stress: Le stress } }
        tools:
          - { key: breathe, title: Respirer, text: Respirez., minutes: 3, triggers: [stress], sources: [us], status: draft }
        milestones:
          - { key: pulse, after: 20 minutes, text: Le pouls., source: us, status: draft }
        badges:
          - { key: first, title: Premier pas, text: Bravo., when: completed >= 1 }
        activities:
          - { key: daily, kind: diary, title: Carnet, text: Notez., why: Chaque jour.,
              sources: [], status: draft, from: enrolment, days: 0..200, every: 1, minutes: 1, priority: 20 }
          - { key: day-zero, kind: tip, title: Le jour,
              text: "Le {quitDate}.", why: C’est le jour., sources: [us], status: draft, goals: [quit], from: quit-date, days: 0, minutes: 2 }
          - { key: day-three, kind: tip, title: Trois jours,
              text: Trois jours., why: Trois jours., sources: [us], status: draft, goals: [quit], from: quit-date, days: 3, minutes: 2 }
          - { key: coffee, kind: tip, title: Le café,
              text: Sans café., why: Le café., sources: [us], status: draft, from: enrolment, days: 0..20, minutes: 2, when: triggers has coffee }
          - { key: long, kind: exercise, title: Long, text: Longtemps., why: Long., sources: [us], status: draft, from: enrolment, days: 5..40, minutes: 20 }
          - { key: recover, kind: tip, title: Un faux pas,
              text: Rien n’est perdu., why: Un faux pas., sources: [us], status: draft, goals: [quit], from: lapse, days: 0..2, minutes: 2 }
          - { key: again, kind: tip, title: Rebondir,
              text: Souvent., why: Une rechute., sources: [us], status: draft, goals: [quit], from: relapse, days: 0, minutes: 2 }
          - { key: silent, kind: tip, title: Toujours là,
              text: Quand vous voulez., why: Du silence., sources: [us], status: draft, from: "event:silence-3", days: 0, minutes: 1 }
          - { key: human, kind: signpost, title: Parler, text: Un humain., why: Peu fait.,
              sources: [us], status: draft, from: "event:low-engagement", days: 0..3, minutes: 1, leadsTo: { callback: true } }
        """;

    public static KnownReferences Known { get; } = new(["tis-3989"], ["ftnd"], ["small"]);

    public static ProgrammeDefinition Read(string text = Text) => ContentFile.Read(
        "content/programmes/small.yaml",
        text,
        map => ProgrammeContent.Read(map, new Dictionary<string, IReadOnlyList<string>> { ["ftnd"] = ["weak", "strong"] }));
}
