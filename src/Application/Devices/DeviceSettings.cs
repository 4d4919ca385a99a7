namespace MobileBackend.Application.Devices;

/// <summary>Settings under <c>Devices</c>.</summary>
public sealed class DeviceSettings
{
    /// <summary>
    /// How many devices one address may register in any 24 hours, those of proven apps not counted; at least 1. Above what a carrier's customers register on
    /// the day of a television spot: it keeps a script from filling the table, and what its devices hold is bounded by shares.
    /// </summary>
    public int RegistrationsPerDay { get; init; } = 20_000;

    /// <summary>
    /// How many more for each device of the address that renewed its tokens a day or more after it registered,
    /// of those that are kept with their address; 0 or more.
    /// </summary>
    public int RegistrationsPerRenewed { get; init; } = 20;

    public bool IsUsable => RegistrationsPerDay >= 1 && RegistrationsPerRenewed >= 0;
}
