using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Application.Common.Ports;

/// <summary>How the caller of the current request proved who they are.</summary>
public enum CallerKind
{
    Anonymous,
    Device,
    PublishableKey,
    SecretKey,
    FollowUp,
    Staff,

    /// <summary>The program's own command line, or one of its background services.</summary>
    System,
}

/// <summary>Who is calling. Members that do not belong to the kind are null.</summary>
public sealed record Caller(CallerKind Kind)
{
    public DeviceId? DeviceId { get; init; }

    /// <summary>The app of the device, in the words of the contract: <c>tis</c>, <c>jeanne</c>.</summary>
    public string? App { get; init; }

    /// <summary>The holder of the API key, the same through rotations.</summary>
    public PartnerId? PartnerId { get; init; }

    /// <summary>The name under which an API key was issued.</summary>
    public string? ApiKeyName { get; init; }

    public FollowUpSubject? FollowUpSubject { get; init; }

    /// <summary>Of which kind it is says <see cref="FollowUpSubject"/>, so it is no typed id.</summary>
    public Guid? FollowUpSubjectId { get; init; }

    /// <summary>Things an API key may create in a day; every key has a limit.</summary>
    public int? DailyQuota { get; init; }

    /// <summary>The part of the call backs of a day that the holder of a secret key may ask for, from 0 to 1.</summary>
    public double? DayShare { get; init; }

    /// <summary>The network address the request came from, for limits; stored as a keyed hash only, and never logged.</summary>
    public string? Address { get; init; }

    /// <summary>The directory's object id of a member of staff.</summary>
    public string? StaffId { get; init; }

    /// <summary>A stable name of the caller, by which limits and idempotency keys are told apart.</summary>
    public string Partition => Kind switch
    {
        CallerKind.Device => $"device:{DeviceId}",
        CallerKind.PublishableKey or CallerKind.SecretKey => $"key:{PartnerId}",
        CallerKind.FollowUp => $"follow-up:{FollowUpSubjectId}",
        CallerKind.Staff => $"staff:{StaffId}",
        CallerKind.System => "system",
        _ => "anonymous",
    };

    /// <summary>Never the address.</summary>
    public override string ToString() => Kind.ToString();
}

/// <summary>The caller of the current request.</summary>
public interface ICurrentCaller
{
    Caller Caller { get; }
}
