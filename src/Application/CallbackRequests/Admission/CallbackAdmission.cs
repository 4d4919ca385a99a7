using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.CallbackRequests.Admission;

/// <summary>A request to judge.</summary>
/// <param name="Service">Whose slots they are.</param>
/// <param name="Slots">At least one, in the person's order.</param>
/// <param name="Phone">Of the number to call.</param>
/// <param name="Known">The call back whose follow-up token came along; null for none.</param>
/// <param name="LimitsFor">What the sender may create, by what they showed: looked at before the number, so that a spent quota says nothing of it.</param>
internal sealed record CallbackAsk(
    CallbackService Service,
    IReadOnlyList<CallbackSlot> Slots,
    PhoneIndex Phone,
    CallbackRequestId? Known,
    Func<CallerProof, IEnumerable<UsageLimit>> LimitsFor);

/// <summary>A request that is taken.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Slot">The one that is reserved.</param>
internal sealed record Admitted(CallbackOrigin Origin, CallbackSlot Slot);

/// <summary>
/// Decides whether a request is taken. All that concerns its sender is judged first, then the slot, and the number last: an answer about a number goes only
/// to a sender who passed the rest, and costs what a call back costs (docs/adr/0020).
/// </summary>
[SharedService]
internal sealed class CallbackAdmission(
    IAppDbContext database,
    IAdmissionBook book,
    ICallerProofs proofs,
    SlotDesk desk,
    ShareDesk shares,
    UsageLimits limits,
    ICurrentCaller current,
    IBlindIndex hashes,
    IAdmissionWatch watch,
    IOptions<CallbackSettings> settings,
    LimitScale scale,
    TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private Caller Caller => current.Caller;

    /// <summary>Takes a place in the first wished slot that the sender may have, within the running transaction.</summary>
    public async Task<Result<Admitted>> AdmitAsync(CallbackAsk ask, CancellationToken cancellationToken)
    {
        var admitted = await JudgeAsync(ask, cancellationToken);
        if (admitted.IsFailure)
        {
            watch.Refused(admitted.Error.Code, proofs.Shown);
        }
        else
        {
            watch.Taken(admitted.Value.Origin.Channel, admitted.Value.Origin.Proof);
        }

        return admitted;
    }

    private async Task<Result<Admitted>> JudgeAsync(CallbackAsk ask, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var asker = new Asker(Caller.DeviceId, Caller.PartnerId, AddressHash());
        var facts = await book.LookAsync(asker, ask.Phone, now, cancellationToken);
        if (Refusal(facts, now) is { } refusal)
        {
            return refusal;
        }

        var proof = await proofs.UseAsync(ProofFlow.Callback, cancellationToken);
        if (proof.IsFailure)
        {
            return proof.Error;
        }

        if (await limits.LookAsync(ask.LimitsFor(proof.Value), cancellationToken) is { } spent)
        {
            return spent;
        }

        var origin = Caller.ToOrigin() with { AddressHash = asker.AddressHash, Proof = proof.Value };
        var standing = StandingOf(facts, proof.Value, now);
        var share = await shares.OpenAsync(origin, standing, ask.Slots, cancellationToken);
        var isOverShare = share is not null && ask.Slots.All(wish => share.RoomIn(wish) <= 0);
        if (isOverShare)
        {
            watch.OverShare(standing);
        }

        var slot = await desk.ReserveAsync(ask.Service, ask.Slots, share, cancellationToken);
        return slot.IsFailure ? Advised(slot.Error, isOverShare, proof.Value)
            : facts.Holder is null && !facts.NumberWaits ? new Admitted(origin, slot.Value)
            : await RefuseNumberAsync(ask, facts.Holder, origin, slot.Value, now, cancellationToken);
    }

    /// <summary>What is in the way of this sender, whatever they ask for; null for nothing.</summary>
    private Error? Refusal(CallerFacts facts, DateTimeOffset now)
    {
        if (Caller.DeviceId is not null && facts.DeviceSince is null)
        {
            return CommonErrors.Unauthenticated;
        }

        if (facts.IsBlocked)
        {
            return CallerBlockErrors.Blocked;
        }

        if (facts.Open >= scale.Apply(settings.Value.OpenPerDevice))
        {
            return CallbackRequestErrors.TooManyOpen;
        }

        return facts.Asked >= scale.Apply(settings.Value.AsksPerDevice)
            ? CommonErrors.RateLimited.With(CommonErrors.RetryAfterSeconds, (int)Math.Ceiling((facts.FirstAskedAt!.Value + Day - now).TotalSeconds))
            : null;
    }

    private Standing StandingOf(CallerFacts facts, CallerProof proof, DateTimeOffset now) => (Caller.Kind, proof) switch
    {
        (CallerKind.SecretKey, _) => Standing.Partner,
        (_, CallerProof.App) => Standing.Proven,
        (_, CallerProof.Challenge) => Standing.Challenged,
        _ => facts.DeviceSince <= now - settings.Value.KnownDeviceAfter ? Standing.Known : Standing.Unknown,
    };

    /// <summary>Advises a sender who showed nothing, where showing something would leave them a larger share.</summary>
    private Error Advised(Error error, bool isOverShare, CallerProof proof) =>
        isOverShare && proof == CallerProof.None && Caller.Kind != CallerKind.SecretKey && proofs.IsWelcome(ProofFlow.Callback)
            ? error.With("moreWithProof", true)
            : error;

    /// <summary>The place is given back, and the question is counted like a call back.</summary>
    private async Task<Error> RefuseNumberAsync(
        CallbackAsk ask, NumberHolder? holder, CallbackOrigin origin, CallbackSlot slot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (holder is not null && IsOwn(holder, ask.Known))
        {
            return CallbackRequestErrors.AlreadyOpen;
        }

        await desk.ReleaseAsync(ask.Service, slot, cancellationToken);
        database.SpentAsks.Add(SpentAsk.Refused(origin, now));
        return CallbackRequestErrors.NotPossible with { KeepsChanges = true };
    }

    /// <summary>Whether the caller made it: a publishable key is in the page of every visitor, and alone shows nothing.</summary>
    private bool IsOwn(NumberHolder holder, CallbackRequestId? known) => holder.Id == known || Caller.Kind switch
    {
        CallerKind.Device => holder.DeviceId == Caller.DeviceId,
        CallerKind.SecretKey => holder.PartnerId == Caller.PartnerId && holder.Channel == CallbackChannel.Partner,
        _ => false,
    };

    /// <summary>Null for a partner's server, whose address is not a person's.</summary>
    private string? AddressHash()
    {
        if (Caller is not { Kind: not CallerKind.SecretKey, Address: { } address })
        {
            return null;
        }

        var (slotA, slotB) = hashes.Compute("callback:address", address);
        return slotA ?? slotB;
    }
}
