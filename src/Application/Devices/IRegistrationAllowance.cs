using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>A network address as a device may be kept with it.</summary>
/// <param name="Hash">Keyed; null where the address is not known.</param>
public readonly record struct RegisteringAddress(string? Hash)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(address)";
}

/// <summary>
/// How many devices one address may register in any 24 hours. There is no fixed ceiling, since a carrier has thousands of people behind one address:
/// it grows with the devices of the address whose app came back.
/// </summary>
public interface IRegistrationAllowance
{
    /// <summary>
    /// Counts the devices that were created from an address, within the transaction that creates one more. Near the end of the allowance registrations from
    /// one address take turns until that transaction ends, so that no number of replicas goes beyond it.
    /// </summary>
    /// <param name="address">As the request came; null where that is not known, which is not limited.</param>
    /// <param name="isProven">Whether the app was vouched for: it is then admitted without being counted.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>What to keep with the device; or <see cref="DeviceErrors.ManyRegistrations"/> with how long to wait.</returns>
    Task<Result<RegisteringAddress>> AdmitAsync(string? address, bool isProven, CancellationToken cancellationToken);
}
