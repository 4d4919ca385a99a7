using System.ComponentModel.DataAnnotations;
using MobileBackend.Application.Partners;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Api.V1.ApiKeys;

/// <summary>A key to issue.</summary>
public sealed record IssueApiKeyBody
{
    /// <summary><c>publishable</c> for the pages of a site, <c>secret</c> for a partner's server.</summary>
    [Required]
    public ApiKeyKind? Kind { get; init; }

    /// <summary>The partner or site, as the extranet is told it: up to 100 characters.</summary>
    [Required, Length(1, 100)]
    public string? Name { get; init; }

    /// <summary>
    /// At least one of <c>callbacks:write</c>, <c>questions:write</c>, <c>testimonies:write</c>, <c>directory:read</c>, <c>campaigns:write</c>.
    /// </summary>
    [Required, Length(1, 5)]
    public IReadOnlyList<string?>? Scopes { get; init; }

    /// <summary>For a publishable key, 1 to 20 web origins (<c>https://www.example.fr</c>); for a secret key, none.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string?>? Origins { get; init; }

    /// <summary>Things the key may create in a day, 1 to 1,000,000; 5,000 where it is absent.</summary>
    [Range(1, 1_000_000)]
    public int? DailyQuota { get; init; }

    /// <summary>For a secret key: the part of the call backs of a day that it may hold, in percent, 1 to 100; 25 where it is absent.</summary>
    [Range(1, 100)]
    public int? DaySharePercent { get; init; }

    /// <summary>A null in the list of scopes becomes an empty text, and is refused.</summary>
    internal IssueApiKeyCommand ToCommand() => new(
        Kind,
        PartnerName.Parse(Name),
        Scopes?.Select(scope => scope ?? "").ToList(),
        Origins?.Select(WebOrigin.Parse).ToList(),
        DailyQuota,
        DaySharePercent);
}

/// <summary>How to replace a key.</summary>
public sealed record RotateApiKeyBody
{
    /// <summary>How long the old key still works: 0 to 720 hours, 24 where it is absent.</summary>
    [Range(0, 720)]
    public int? OverlapHours { get; init; }
}
