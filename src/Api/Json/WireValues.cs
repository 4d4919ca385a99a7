using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MobileBackend.Api.Json;

/// <summary>How single values are written in bodies, queries and paths.</summary>
internal static partial class WireValues
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string ClockFormat = "HH:mm";

    /// <summary>RFC 3339. The offset is required: an instant without one is a guess.</summary>
    public static bool TryReadInstant(string? text, out DateTimeOffset instant)
    {
        instant = default;
        return text is not null && Rfc3339().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant);
    }

    public static bool TryReadDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static bool TryReadClockTime(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, ClockFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>The member of <paramref name="type"/> whose kebab-case name is <paramref name="text"/>.</summary>
    public static bool TryReadEnum(Type type, string? text, out object? value)
    {
        value = Enum.GetValues(type).Cast<object>().FirstOrDefault(member => string.Equals(Word(member), text, StringComparison.Ordinal));
        return value is not null;
    }

    /// <summary>UTC with <c>Z</c>; a fraction, to the millisecond, only where there is one.</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    public static string Write(TimeOnly time) => time.ToString(ClockFormat, CultureInfo.InvariantCulture);

    public static string Word(object member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString()!);

    /// <summary>Whether a text can be stored: PostgreSQL takes no NUL, and half a surrogate pair is no character.</summary>
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var position = 0; position < text.Length; position++)
        {
            if (text[position] == '\0' || char.IsLowSurrogate(text[position]))
            {
                return false;
            }

            if (char.IsHighSurrogate(text[position]) && (++position == text.Length || !char.IsLowSurrogate(text[position])))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rfc3339();
}
