using System.Buffers;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Devices;

/// <summary>The language and region of an app, as a well-formed BCP 47 tag (<c>fr-FR</c>).</summary>
public sealed record Locale
{
    /// <summary>Long enough for any tag without private parts (RFC 5646, 4.4.1).</summary>
    public const int MaximumLength = 35;

    private const int LongestPart = 8;

    private Locale(string tag) => Tag = tag;

    public string Tag { get; }

    public static Result<Locale> Parse(string? text)
    {
        var parts = text is { Length: <= MaximumLength } ? text.Split('-') : [];
        return parts.Length > 0 && parts[0].Length >= 2 && parts[0].All(char.IsAsciiLetter)
            && Array.TrueForAll(parts, part => part.Length is > 0 and <= LongestPart && part.All(char.IsAsciiLetterOrDigit))
            ? new Locale(text!)
            : DeviceErrors.Locale;
    }
}

/// <summary>Where the person's clock is: an id of the IANA time zone database (<c>Indian/Reunion</c>).</summary>
public sealed record PersonTimeZone
{
    public const int MaximumLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-");

    private PersonTimeZone(string id) => Id = id;

    public string Id { get; }

    public static Result<PersonTimeZone> Parse(string? text) =>
        text is { Length: > 0 and <= MaximumLength } && HasIanaForm(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId
            ? new PersonTimeZone(text)
            : DeviceErrors.TimeZone;

    /// <summary>The runtime looks ids up as files and also knows those of Windows: neither a path nor "Romance Standard Time" is meant here.</summary>
    private static bool HasIanaForm(string text) =>
        text == "UTC" || (char.IsAsciiLetterUpper(text[0]) && text.Contains('/', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyExcept(Allowed));
}

/// <summary>The address under which the push service knows an installed app. It identifies a phone: never logged, stored sealed.</summary>
public sealed record PushToken
{
    /// <summary>Tokens of FCM have some 160 to 250 characters today; their length is promised nowhere.</summary>
    public const int MaximumLength = 1024;

    private PushToken(string value) => Value = value;

    public string Value { get; }

    public static Result<PushToken> Parse(string? text) =>
        text is { Length: > 0 and <= MaximumLength } && text.All(character => character is > ' ' and <= '~') ? new PushToken(text) : DeviceErrors.PushToken;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(push token)";
}

/// <summary>How many messages a day the person wants at most, from all senders together.</summary>
public sealed record MessageCeiling
{
    private const int Maximum = 20;

    private MessageCeiling(int perDay) => PerDay = perDay;

    public static MessageCeiling Default { get; } = new(3);

    public int PerDay { get; }

    /// <summary>Null is the service's own ceiling, <see cref="Default"/>.</summary>
    public static Result<MessageCeiling> Of(int? perDay) => perDay switch
    {
        null => Default,
        >= 0 and <= Maximum => new MessageCeiling(perDay.Value),
        _ => DeviceErrors.MaxMessagesPerDay,
    };
}
