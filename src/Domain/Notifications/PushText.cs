using System.Globalization;
using System.Text;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Notifications;

/// <summary>
/// What shows on a locked screen and passes through a push service abroad: neutral, without a word of health, tobacco or cannabis. The
/// full text waits in the inbox.
/// </summary>
public sealed record PushText
{
    public const int LongestTitle = 60;
    public const int LongestBody = 180;

    /// <summary>Parts of words that would tell others what the app is about, without accents.</summary>
    private static readonly string[] TellingAnywhere = ["tabac", "tabag", "cannab", "nicotin", "smok", "addict", "alcool"];

    /// <summary>Beginnings of such words.</summary>
    private static readonly string[] TellingBeginnings =
    [
        "cigar", "clope", "fum", "vapot", "vape", "joint", "cbd", "weed", "maladi", "hopita", "beuh", "shit", "herbe", "thc", "drogue", "dependan", "sevr",
        "rechut", "ecart", "arret", "sante", "medec", "medic", "soin", "patch", "gomme", "substitut", "envie", "craving", "grossesse", "enceinte", "traitement",
        "therap", "psych", "suicid", "consult", "jeanne",
    ];

    /// <summary>The number of Tabac info service, however it is spaced.</summary>
    private const string TellingNumber = "3989";

    private PushText(string title, string body)
    {
        Title = title;
        Body = body;
    }

    public string Title { get; }

    public string Body { get; }

    public static Result<PushText> Of(string? title, string? body) =>
        title is { Length: > 0 and <= LongestTitle } && body is { Length: > 0 and <= LongestBody }
            ? Words(title).Concat(Words(body)).Any(Tells) || HasTellingNumber(title) || HasTellingNumber(body)
                ? NotificationErrors.TellingPushText
                : new PushText(title, body)
            : NotificationErrors.PushTextLength;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(push text)";

    private static bool Tells(string word) => Array.Exists(TellingAnywhere, part => word.Contains(part, StringComparison.Ordinal))
        || Array.Exists(TellingBeginnings, beginning => word.StartsWith(beginning, StringComparison.Ordinal));

    private static string[] Words(string text) => new string([.. text.Normalize(NormalizationForm.FormD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
        .Select(character => char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool HasTellingNumber(string text) => new string([.. text.Where(char.IsAsciiDigit)]).Contains(TellingNumber, StringComparison.Ordinal);
}
