using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using MobileBackend.Application.Common;
using MobileBackend.Application.Devices;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Api.V1.Devices;

/// <summary>An app that introduces itself.</summary>
public sealed record RegisterDeviceBody
{
    /// <summary>Which app: <c>tis</c> or <c>jeanne</c>.</summary>
    [Required]
    public DeviceApp? App { get; init; }

    /// <summary>What it runs on.</summary>
    [Required]
    public DevicePlatform? Platform { get; init; }

    /// <summary>BCP 47 tag, such as <c>fr-FR</c>.</summary>
    [Required, Length(2, 35)]
    public string? Locale { get; init; }

    /// <summary>IANA id, such as <c>Europe/Paris</c> or <c>Indian/Reunion</c>.</summary>
    [Required, Length(1, 64)]
    public string? TimeZone { get; init; }

    /// <summary>The address of pushes: up to 1,024 printable ASCII characters. Absent where nothing may be pushed.</summary>
    [Length(1, 1024)]
    public string? PushToken { get; init; }

    internal RegisterDeviceCommand ToCommand() => new(
        App,
        Platform,
        Domain.Devices.Locale.Parse(Locale),
        PersonTimeZone.Parse(TimeZone),
        PushToken is null ? null : Domain.Devices.PushToken.Parse(PushToken));
}

/// <summary>A renewal of tokens.</summary>
public sealed record RenewDeviceTokensBody
{
    /// <summary>The refresh token of the last answer.</summary>
    [Required, MinLength(1)]
    public string? RefreshToken { get; init; }
}

/// <summary>Changed settings. What is absent stays as it is; null clears.</summary>
public sealed record UpdateDeviceBody
{
    private Optional<string?> _pushToken;
    private Optional<string?> _timeZone;
    private Optional<string?> _locale;
    private Optional<QuietHoursBody?> _quietHours;
    private Optional<int?> _maxMessagesPerDay;

    /// <summary>The address of pushes, up to 1,024 printable ASCII characters; null forgets it.</summary>
    [Length(1, 1024)]
    public string? PushToken
    {
        get => _pushToken.Value;
        init => _pushToken = value;
    }

    /// <summary>IANA id. Cannot be null.</summary>
    [DisallowNull, Length(1, 64)]
    public string? TimeZone
    {
        get => _timeZone.Value;
        init => _timeZone = value;
    }

    /// <summary>BCP 47 tag. Cannot be null.</summary>
    [DisallowNull, Length(2, 35)]
    public string? Locale
    {
        get => _locale.Value;
        init => _locale = value;
    }

    /// <summary>When nothing is to be pushed; null for never.</summary>
    public QuietHoursBody? QuietHours
    {
        get => _quietHours.Value;
        init => _quietHours = value;
    }

    /// <summary>0 to 20, from all senders together; null for the service's own ceiling, 3.</summary>
    [Range(0, 20)]
    public int? MaxMessagesPerDay
    {
        get => _maxMessagesPerDay.Value;
        init => _maxMessagesPerDay = value;
    }

    internal UpdateMyDeviceCommand ToCommand() => new()
    {
        PushToken = _pushToken.Map(text => text is null ? null : Domain.Devices.PushToken.Parse(text)),
        TimeZone = _timeZone.Map<Result<PersonTimeZone>?>(PersonTimeZone.Parse),
        Locale = _locale.Map<Result<Locale>?>(Domain.Devices.Locale.Parse),
        QuietHours = _quietHours.Map(body => body is null ? null : Domain.Devices.QuietHours.Between(body.Start, body.End)),
        MaxMessagesPerDay = _maxMessagesPerDay.Map<Result<MessageCeiling>?>(MessageCeiling.Of),
    };
}

/// <summary>A daily stretch of the person's own clock; it may cross midnight.</summary>
public sealed record QuietHoursBody
{
    /// <summary>First minute of it, <c>HH:mm</c>.</summary>
    [Required]
    public TimeOnly? Start { get; init; }

    /// <summary>First minute after it, <c>HH:mm</c>.</summary>
    [Required]
    public TimeOnly? End { get; init; }
}
