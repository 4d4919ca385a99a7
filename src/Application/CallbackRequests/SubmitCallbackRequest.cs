using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>Asks for a call back.</summary>
/// <param name="Service">Who is to call.</param>
/// <param name="FirstName">As it was parsed.</param>
/// <param name="LastName">As it was parsed.</param>
/// <param name="PhoneNumber">As it was parsed.</param>
/// <param name="WishedSlots">1 to 3, in order of preference.</param>
/// <param name="InterpreterNeeded">For people who are deaf, hard of hearing or aphasic.</param>
/// <param name="Consent">To being called, and to the call centre knowing the above.</param>
public sealed record SubmitCallbackRequestCommand(
    CallbackService? Service,
    Result<PersonName> FirstName,
    Result<PersonName> LastName,
    Result<PhoneNumber> PhoneNumber,
    IReadOnlyList<WishedSlot>? WishedSlots,
    bool InterpreterNeeded,
    bool Consent) : ICommand<Result<CallbackRequestResponse>>, IIdempotentCommand, ILimitedCommand
{
    /// <summary>
    /// People of one mobile carrier who ask after a television spot: 5,000 may open the app behind one address (see the API's limits), and
    /// more than half of them may ask for a call within the hour.
    /// </summary>
    private const int MostPerAddress = 3_000;

    /// <summary>One person asks for one call; a family may share a phone.</summary>
    private const int MostPerDevice = 20;

    private const int MostPerNumber = 10;

    /// <summary>
    /// The answer tells whether a number has an open request, so that guessing is bounded: per number, whoever asks; per device; per address
    /// where the address is a person's and not a partner's server; and per key and day.
    /// </summary>
    public IEnumerable<UsageLimit> LimitsFor(Caller caller)
    {
        if (caller.DailyQuota is { } quota)
        {
            yield return new UsageLimit("key:daily", caller.Partition, quota, TimeSpan.FromDays(1));
        }

        if (caller.DeviceId is { } deviceId)
        {
            yield return new UsageLimit("callback:device", deviceId.ToString(), MostPerDevice, TimeSpan.FromDays(1));
        }

        if (caller is { Kind: not CallerKind.SecretKey, Address: { } address })
        {
            yield return new UsageLimit("callback:address", address, MostPerAddress, TimeSpan.FromHours(1));
        }

        // Last, so that nobody's number is used up by a caller who is refused anyway.
        yield return new UsageLimit("callback:number", PhoneNumber.Value.E164, MostPerNumber, TimeSpan.FromDays(1));
    }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SubmitCallbackRequestCommand);
}

internal sealed class SubmitCallbackRequestHandler(
    IAppDbContext database,
    ICallerProofs proofs,
    ICallbackIntake intake,
    SlotDesk desk,
    IPersonalDataSealer sealer,
    IBlindIndex index,
    IFollowUpTokens followUps,
    ICurrentCaller current,
    TimeProvider time)
    : ICommandHandler<SubmitCallbackRequestCommand, Result<CallbackRequestResponse>>
{
    public async Task<Result<CallbackRequestResponse>> Handle(SubmitCallbackRequestCommand command, CancellationToken cancellationToken)
    {
        var proof = await proofs.UseAsync(ProofFlow.Callback, cancellationToken);
        if (proof.IsFailure)
        {
            return proof.Error;
        }

        var slots = desk.Find(command.WishedSlots!);
        if (slots.IsFailure)
        {
            return slots.Error;
        }

        var contact = new CallbackContact(command.FirstName.Value, command.LastName.Value, command.PhoneNumber.Value, command.InterpreterNeeded);
        var phone = index.IndexOf(contact.Phone);
        var reserved = await ReserveAsync(phone, command.Service!.Value, slots.Value, cancellationToken);
        if (reserved.IsFailure)
        {
            return reserved.Error;
        }

        var now = time.GetUtcNow();
        var id = CallbackRequestId.From(Guid.CreateVersion7(now));
        var request = CallbackRequest.Submit(
            id,
            command.Service.Value,
            contact,
            sealer.Seal(id, contact),
            phone,
            current.Caller.ToOrigin(),
            command.WishedSlots!,
            reserved.Value,
            now);
        database.CallbackRequests.Add(request);
        var followUpToken = current.Caller.Kind == CallerKind.Device ? null : followUps.Issue(FollowUpSubject.CallbackRequest, id.Value);
        return CallbackRequestResponse.From(request, contact, followUpToken);
    }

    private async Task<Result<CallbackSlot>> ReserveAsync(
        PhoneIndex phone, CallbackService service, IReadOnlyList<CallbackSlot> slots, CancellationToken cancellationToken) =>
        await intake.TryTakeAsync(current.Caller.DeviceId, phone, service, slots[0], desk.CapacityOf(slots[0]), cancellationToken) switch
        {
            Intake.Taken => slots[0],
            Intake.DeviceGone => CommonErrors.Unauthenticated,
            Intake.NumberOpen => CallbackRequestErrors.AlreadyOpen,
            _ => await desk.ReserveAsync(service, slots, cancellationToken),
        };
}
