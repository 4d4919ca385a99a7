using MobileBackend.Application.CallbackRequests.Admission;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>Asks for a call back.</summary>
/// <param name="Service">Who is to call.</param>
/// <param name="FirstName">As it was parsed.</param>
/// <param name="LastName">As it was parsed.</param>
/// <param name="PhoneNumber">As it was parsed.</param>
/// <param name="WishedSlots">1 to 3, in order of preference.</param>
/// <param name="InterpreterNeeded">For people who are deaf, hard of hearing or aphasic.</param>
/// <param name="Consent">To being called, and to the call centre knowing the above.</param>
/// <param name="Known">The call back whose follow-up token came along; null for none.</param>
public sealed record SubmitCallbackRequestCommand(
    CallbackService? Service,
    Result<PersonName> FirstName,
    Result<PersonName> LastName,
    Result<PhoneNumber> PhoneNumber,
    IReadOnlyList<WishedSlot>? WishedSlots,
    bool InterpreterNeeded,
    bool Consent,
    CallbackRequestId? Known) : ICommand<Result<CallbackRequestResponse>>, IIdempotentCommand, ILimitedCommand
{
    /// <summary>Of a key's quota, that the visitors of one address may use up with nothing shown, and with solved challenges: a tenth and a half.</summary>
    private const int VisitorsPartWithoutProof = 10;

    private const int VisitorsPartWithProof = 2;

    /// <summary>
    /// What a key may create in a day, and of it the part of one address where the key lies in a page. What a device or an address may hold is counted from
    /// what they hold (<see cref="CallbackAdmission"/>).
    /// </summary>
    public IEnumerable<UsageLimit> LimitsFor(Caller caller, CallerProof proof)
    {
        if (caller.DailyQuota is not { } quota)
        {
            yield break;
        }

        if (caller is { Kind: CallerKind.PublishableKey, Address: { } address })
        {
            var part = proof == CallerProof.None ? VisitorsPartWithoutProof : VisitorsPartWithProof;
            yield return new UsageLimit("key:visitor", $"{caller.Partition} {address}", Math.Max(1, quota / part), TimeSpan.FromDays(1));
        }

        yield return new UsageLimit("key:daily", caller.Partition, quota, TimeSpan.FromDays(1));
    }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SubmitCallbackRequestCommand);
}

internal sealed class SubmitCallbackRequestHandler(
    IAppDbContext database,
    CallbackAdmission admission,
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
        var slots = desk.Find(command.WishedSlots!);
        if (slots.IsFailure)
        {
            return slots.Error;
        }

        var contact = new CallbackContact(command.FirstName.Value, command.LastName.Value, command.PhoneNumber.Value, command.InterpreterNeeded);
        var phone = index.IndexOf(contact.Phone);
        var ask = new CallbackAsk(command.Service!.Value, slots.Value, phone, command.Known, proof => command.LimitsFor(current.Caller, proof));
        var admitted = await admission.AdmitAsync(ask, cancellationToken);
        if (admitted.IsFailure)
        {
            return admitted.Error;
        }

        var now = time.GetUtcNow();
        var id = CallbackRequestId.From(Guid.CreateVersion7(now));
        var request = CallbackRequest.Submit(
            id,
            command.Service.Value,
            contact,
            sealer.Seal(id, contact),
            phone,
            admitted.Value.Origin,
            command.WishedSlots!,
            admitted.Value.Slot,
            now);
        database.CallbackRequests.Add(request);
        var followUpToken = current.Caller.Kind == CallerKind.Device ? null : followUps.Issue(FollowUpSubject.CallbackRequest, id.Value);
        return CallbackRequestResponse.From(request, contact, followUpToken);
    }
}
