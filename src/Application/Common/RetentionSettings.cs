namespace MobileBackend.Application.Common;

/// <summary>How long things are kept: settings under <c>Retention</c>, with the reasons in docs/personal-data.md.</summary>
public sealed class RetentionSettings
{
    /// <summary>An open call back that nobody reported on, after its slot started: it is then given up.</summary>
    public TimeSpan OpenCallbackAfterSlot { get; init; } = TimeSpan.FromDays(30);

    /// <summary>A call back with its attempts, after it closed.</summary>
    public TimeSpan CallbackAfterClosing { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A follow-up token, after what it opens closed.</summary>
    public TimeSpan FollowUpAfterClosing { get; init; } = TimeSpan.FromDays(90);

    /// <summary>A message of the inbox, after it was told.</summary>
    public TimeSpan MessageAfterCreation { get; init; } = TimeSpan.FromDays(365);

    /// <summary>A refresh token, after it expired.</summary>
    public TimeSpan RefreshTokenAfterExpiry { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The count of a slot, after it started.</summary>
    public TimeSpan SlotLoadAfterStart { get; init; } = TimeSpan.FromDays(30);

    /// <summary>A counter of a limited flow, after its window.</summary>
    public TimeSpan CounterAfterWindow { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The receipt of an erasure.</summary>
    public TimeSpan ErasureReceipt { get; init; } = TimeSpan.FromDays(1095);

    /// <summary>A device with all that is its, after it was last seen.</summary>
    public TimeSpan InactiveDevice { get; init; } = TimeSpan.FromDays(730);

    /// <summary>How long before that the person is told; nobody is erased sooner than this after being told.</summary>
    public TimeSpan InactiveDeviceWarning { get; init; } = TimeSpan.FromDays(30);

    /// <summary>A device that never renewed its tokens and owns nothing, after it was registered.</summary>
    public TimeSpan UnusedDevice { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The hash of the address that a device was registered from, after that: as long as it counts towards what its address may register.</summary>
    public TimeSpan DeviceAddress { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A line of the audit trail.</summary>
    public TimeSpan AuditEntry { get; init; } = TimeSpan.FromDays(365);

    /// <summary>False for a setting that would remove what is still in use, or erase a person without a warning.</summary>
    public bool IsUsable =>
        new[]
        {
            OpenCallbackAfterSlot,
            CallbackAfterClosing,
            FollowUpAfterClosing,
            MessageAfterCreation,
            RefreshTokenAfterExpiry,
            SlotLoadAfterStart,
            CounterAfterWindow,
            ErasureReceipt,
            AuditEntry,
        }
            .All(span => span >= TimeSpan.Zero)

        // What an address may register in a day is counted by the devices of that day.
        && UnusedDevice >= TimeSpan.FromDays(1) && DeviceAddress >= TimeSpan.FromDays(1)
        && InactiveDeviceWarning > TimeSpan.Zero && InactiveDeviceWarning < InactiveDevice;
}
