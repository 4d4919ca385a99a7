using System.Text;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>A first or last name as a person writes it: any script, 1 to 100 characters, on one line.</summary>
public sealed record PersonName
{
    public const int MaximumLength = 100;

    private PersonName(string value) => Value = value;

    public string Value { get; }

    /// <summary>A name as it was accepted and stored: a later rule does not judge it again.</summary>
    public static PersonName FromStored(string value) => new(value);

    public static Result<PersonName> Parse(string? text)
    {
        var trimmed = text?.Trim();
        return trimmed is { Length: > 0 and <= MaximumLength } && trimmed.EnumerateRunes().All(IsWritten)
            ? new PersonName(trimmed)
            : PersonNameErrors.Unreadable;
    }

    /// <summary>Never the name.</summary>
    public override string ToString() => "(name)";

    /// <summary>Neither a control character nor half a character (which a rune shows as U+FFFD).</summary>
    private static bool IsWritten(Rune rune) => !Rune.IsControl(rune) && rune != Rune.ReplacementChar;
}

public static class PersonNameErrors
{
    public static Error Unreadable { get; } = Error.Invalid(
        "Merci d’indiquer un nom de 1 à 100 caractères.",
        "Please give a name of 1 to 100 characters.");
}
