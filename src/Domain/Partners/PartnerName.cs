using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Partners;

/// <summary>The name of a partner or site, on one line, as the call centre reads it.</summary>
public sealed record PartnerName
{
    public const int MaximumLength = 100;

    private PartnerName(string value) => Value = value;

    public string Value { get; }

    public static Result<PartnerName> Parse(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaximumLength } name && !name.Any(char.IsControl) ? new PartnerName(name) : ApiKeyErrors.Name;
}
