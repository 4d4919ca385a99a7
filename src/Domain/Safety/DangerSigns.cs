using System.Globalization;
using System.Text;

namespace MobileBackend.Domain.Safety;

/// <summary>
/// Notices words of danger in what somebody writes, so that they are shown the 3114 and the 15 at once. It shows too much rather than too
/// little, and decides nothing else: what was written is taken all the same.
/// </summary>
public static class DangerSigns
{
    /// <summary>Beginnings of sequences of words, without accents, as people write them.</summary>
    private static readonly string[] Signs =
    [
        "suicid", "me tuer", "me foutre en l air", "me foutre en lair", "me pendre", "me jeter", "me faire du mal", "me scarifi", "me tailler les veines",
        "m ouvrir les veines", "mouvrir les veines", "me flinguer", "me tirer une balle", "me supprimer", "en finir", "envie den finir", "envie de mourir",
        "envie de mourrir", "envi de mourir", "envie de crever", "veux crever", "veux mourir", "veux mourrir", "veu mourir", "veu mourrir",
        "voudrais mourir", "voudrais mourrir", "veut mourir", "preferer mourir", "prefere mourir", "plus envie de vivre", "plus vivre",
        "plus de raison de vivre", "marre de vivre", "marre de la vie", "mettre fin a mes jours", "mettre fin a ma vie", "disparaitre pour toujours",
        "la peine de vivre", "idees noires", "idee noire", "overdose", "surdose", "avale des cachets", "avale des comprimes", "avale tous",
        "douleur dans la poitrine", "douleurs dans la poitrine", "douleur a la poitrine", "douleurs a la poitrine", "mal a la poitrine",
        "mal dans la poitrine", "oppression dans la poitrine", "arrive plus a respirer", "arrive pas a respirer", "peux plus respirer", "peux pas respirer",
        "perdu connaissance", "entends des voix",
    ];

    private static readonly string[] Forms = [.. Signs.SelectMany(FormsOf)];

    public static bool In(string? text) =>
        text is not null && Normalized(text) is var words && Array.Exists(Forms, form => words.Contains(form, StringComparison.Ordinal));

    /// <summary>As it is written, and as it is said: "jveux mourir", "jvais mtuer".</summary>
    private static IEnumerable<string> FormsOf(string sign) => sign.StartsWith("me ", StringComparison.Ordinal)
        ? [' ' + sign, " j" + sign, " m" + sign[3..]]
        : [' ' + sign, " j" + sign];

    private static string Normalized(string text)
    {
        var normalized = new StringBuilder(" ");
        foreach (var character in text.Normalize(NormalizationForm.FormD)
            .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsLetterOrDigit(character))
            {
                normalized.Append(char.ToLowerInvariant(character));
            }
            else if (normalized[^1] != ' ')
            {
                normalized.Append(' ');
            }
        }

        return normalized.ToString();
    }
}
