namespace MobileBackend.TestKit.Builders;

/// <summary>Programmes as staff write them.</summary>
public static class ProgrammeTexts
{
    private const string Diary =
        "key: daily, kind: diary, title: Carnet, text: Notez., why: Chaque jour., sources: [], status: draft, from: enrolment, days: 0..41";

    /// <summary>A short one in which nothing is wrong.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="slug">Which programme it is a version of.</param>
    public static string Small(int version, string slug = "tis") => $$"""
        slug: {{slug}}
        version: {{version}}
        title: Version {{version}}
        status: draft
        introduction: Un essai.
        helpLines: []
        sources:
          us: { title: Nous }
        pushTexts:
          - { title: Bonjour, body: Un message vous attend. }
        budget: { activitiesPerDay: 2, lightActivitiesPerDay: 1, lightMinutes: 3 }
        goals:
          explore:
            title: Explorer
            phases:
              - { key: exploration, title: Explorer, anchor: enrolment, days: 0..41 }
        questions:
          cigarettesPerDay: { type: number, label: Combien ?, minimum: 1, maximum: 100, required: true }
        tools:
          - { key: breathe, title: Respirer, text: Respirez., minutes: 3, sources: [us], status: draft }
        badges:
          - { key: first, title: Premier pas, text: Bravo., when: completed >= 1 }
        activities:
          - { {{Diary}}, every: 1, minutes: 1 }
          - { key: coffee, kind: tip, title: Le café, text: Sans café., why: Le café., sources: [us], status: draft, from: enrolment, days: 3, minutes: 2 }
        """.ReplaceLineEndings("\n");

    /// <summary>The line of a text, from 1, on which a part of it begins.</summary>
    public static int LineOf(string text, string part) => text[..text.IndexOf(part, StringComparison.Ordinal)].Count(character => character == '\n') + 1;
}
