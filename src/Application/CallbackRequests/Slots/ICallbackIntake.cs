using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Slots;

/// <summary>What has to hold before a request is taken, asked in one go: in the evening of a television spot every round trip counts.</summary>
public interface ICallbackIntake
{
    /// <summary>Takes a place for a new request, within the running transaction: nothing is kept where that is not committed.</summary>
    /// <param name="deviceId">Who asks; it can be neither revoked nor erased until the transaction ends. Null for people without a device.</param>
    /// <param name="phone">At most one open request is about it, whoever made that.</param>
    /// <param name="service">Whose slot it is.</param>
    /// <param name="slot">The one that the person wishes first.</param>
    /// <param name="capacity">How many requests the slot can take.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>
    /// The first thing in the way. After anything but <see cref="Intake.Taken"/> and <see cref="Intake.SlotFull"/> the transaction is to be given up.
    /// </returns>
    Task<Intake> TryTakeAsync(
        DeviceId? deviceId, PhoneIndex phone, CallbackService service, CallbackSlot slot, int capacity, CancellationToken cancellationToken);
}

/// <summary>Whether a request can be taken.</summary>
public enum Intake
{
    /// <summary>The place in the slot is reserved.</summary>
    Taken,

    /// <summary>The device was revoked or erased since its token was looked at.</summary>
    DeviceGone,

    /// <summary>Somebody is already to call that number.</summary>
    NumberOpen,

    /// <summary>Nothing is reserved: the slot has no place left, or nobody has asked for it before.</summary>
    SlotFull,
}
