using System.Text.RegularExpressions;

namespace MobileBackend.Infrastructure.Content;

/// <summary>
/// Makes the spaces of a French text such that no line of a phone begins with a sign, or parts a number. Authors write ordinary ones, as their keyboards do:
/// those are replaced, none is added.
/// </summary>
internal static partial class FrenchSpaces
{
    private const string NoBreak = "\u00A0";
    private const string NarrowNoBreak = "\u202F";

    /// <summary>The text, with spaces that do not break where French typography wants such. Addresses, targets of links and code stay as they are.</summary>
    public static string Set(string text) => Places().Replace(text, place =>
        place.Groups["narrow"].Success ? NarrowNoBreak
        : place.Groups["wide"].Success ? NoBreak
        : place.Value);

    /// <summary>
    /// What stays: targets of links, addresses, code. A narrow space before ; ? and !, but for that of a picture in Markdown, and between thousands. A wide one
    /// before : and », but for a line of a table in Markdown, after «, before units, within hours, and between pairs of digits, as in 39 89. No part looks
    /// far, so that a clock is of no use: it would refuse a text for no more than a busy machine.
    /// </summary>
    [GeneratedRegex(
        """
        \]\([^()\n]*\) | https?://\S+ | `[^`\n]*`
        | (?<narrow>(?<=\S)[ ](?=[;?]|!(?!\[)))
        | (?<narrow>(?<=(?<![\d,])\d{1,3}([ ]\d{3}){0,3})[ ](?=\d{3}(?!\d)))
        | (?<wide>(?<=\S)[ ](?=:(?!-)|»))
        | (?<wide>(?<=«)[ ](?=\S))
        | (?<wide>(?<=\d)[ ](?=%|€|h\b))
        | (?<wide>(?<=\d[ ]h)[ ](?=\d\d(?!\d)))
        | (?<wide>(?<=(?<!\d)\d\d)[ ](?=\d\d(?!\d)))
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Places();
}
