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

    /// <summary>Beginnings of words that would tell others what the app is about, without accents.</summary>
    private static readonly string[] Telling =
    [
        "tabac", "cigar", "clope", "fum", "nicotin", "vapot", "vape", "cannabi", "joint", "beuh", "shit", "herbe", "thc", "drogue", "addict", "dependan", "sevr",
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
            ? Words(title).Concat(Words(body)).Any(Tells) || Digits(body).Contains(TellingNumber, StringComparison.Ordinal) ? NotificationErrors.TellingPushText : new PushText(title, body)
            : NotificationErrors.PushTextLength;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(push text)";

    private static bool Tells(string word) => Array.Exists(Telling, beginning => word.StartsWith(beginning, StringComparison.Ordinal));

    private static string[] Words(string text) => new string([.. text.Normalize(NormalizationForm.FormD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
        .Select(character => char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Digits(string text) => new([.. text.Where(char.IsAsciiDigit)]);
}
