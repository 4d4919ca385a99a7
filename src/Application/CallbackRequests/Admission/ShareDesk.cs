using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Partners;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.CallbackRequests.Admission;

/// <summary>Counts what a source of requests may still take, exactly where it comes near to its share.</summary>
[SharedService]
internal sealed class ShareDesk(
    IAppDbContext database,
    IAdmissionBook book,
    ISlotReservations reservations,
    CallbackSchedule schedule,
    ICurrentCaller current,
    IOptions<CallbackSettings> settings,
    LimitScale scale,
    TimeProvider time)
{
    /// <summary>
    /// More requests of one source than are ever under way at once. Further from its share than this its requests do not wait for one another.
    /// </summary>
    private const int Margin = 256;

    /// <param name="origin">Whose requests count together, and what was shown.</param>
    /// <param name="standing">Who asks.</param>
    /// <param name="wishes">The slots that are asked for.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What they may take; null for everything. It holds until the running transaction ends.</returns>
    public Task<SourceShare?> OpenAsync(
        CallbackOrigin origin, Standing standing, IReadOnlyList<CallbackSlot> wishes, CancellationToken cancellationToken) =>
        OpenAsync(origin, standing, wishes, moved: null, cancellationToken);

    private async Task<SourceShare?> OpenAsync(
        CallbackOrigin origin, Standing standing, IReadOnlyList<CallbackSlot> wishes, CallbackRequest? moved, CancellationToken cancellationToken)
    {
        var policy = settings.Value.ToSharePolicy(scale.Factor);
        if (standing == Standing.Proven || policy.IsOff || SourceOf(origin, standing) is not { } source)
        {
            return null;
        }

        if (standing == Standing.Partner)
        {
            var agreed = current.Caller.DayShare ?? await AgreedAsync(source.PartnerId!.Value, cancellationToken);
            policy = policy with { WithChallenge = new Share(OfSlot: 1, agreed, agreed) };
        }

        var share = await CountAsync(policy, standing, source, moved, cancellationToken);
        if (wishes.Any(slot => share.RoomIn(slot) is > 0 and <= Margin))
        {
            await book.TakeTurnAsync(source, cancellationToken);
            share = await CountAsync(policy, standing, source, moved, cancellationToken);
        }

        return share;
    }

    /// <param name="request">The one that is moved: its own place is not counted.</param>
    /// <param name="wishes">The slots that are asked for.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Where it may go, so that moving gathers no more than asking does; null for everywhere.</returns>
    public Task<SourceShare?> OpenForMoveAsync(CallbackRequest request, IReadOnlyList<CallbackSlot> wishes, CancellationToken cancellationToken)
    {
        var standing = request.Origin switch
        {
            { Channel: CallbackChannel.Partner } => Standing.Partner,
            { Proof: CallerProof.App } => Standing.Proven,
            { Proof: CallerProof.Challenge } => Standing.Challenged,
            _ => Standing.Known,
        };
        return OpenAsync(request.Origin, standing, wishes, request, cancellationToken);
    }

    /// <summary>A follow-up token that a partner's people move their call backs by does not bring the partner's terms along.</summary>
    private async Task<double> AgreedAsync(PartnerId partner, CancellationToken cancellationToken) =>
        (await database.ApiKeys.AsNoTracking().Where(key => key.PartnerId == partner).OrderByDescending(key => key.Id).FirstOrDefaultAsync(cancellationToken))
            ?.AppliedDayShare ?? ApiKey.UsualDayShare;

    private static PlaceSource? SourceOf(CallbackOrigin origin, Standing standing) =>
        standing == Standing.Partner ? new PlaceSource(AddressHash: null, origin.PartnerId)
        : origin.AddressHash is { } hash ? new PlaceSource(hash, PartnerId: null)
        : null;

    private async Task<SourceShare> CountAsync(
        SharePolicy policy, Standing standing, PlaceSource source, CallbackRequest? moved, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (from, until) = schedule.Span(now);
        var holdings = await book.HoldingsAsync(source, from, until, now, cancellationToken);
        var reserved = await reservations.ReservedAsync(CallbackService.Tis, from, until, cancellationToken);
        return new SourceShare(policy, standing, moved is null ? holdings : holdings.Without(moved), schedule, reserved, now);
    }
}
