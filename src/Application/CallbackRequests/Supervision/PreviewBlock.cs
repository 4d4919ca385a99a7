using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>Whom a block would concern: an address is often that of a household, a school or a whole carrier.</summary>
/// <param name="Target">A device, a key or an address: exactly one.</param>
public sealed record PreviewBlockQuery(BlockTarget Target) : IQuery<Result<BlockPreviewResponse>>;

internal sealed class PreviewBlockValidator : AbstractValidator<PreviewBlockQuery>
{
    private const int LongestHash = 64;

    public PreviewBlockValidator()
    {
        RuleFor(query => query.Target).Must(target => target.IsOne).WithMessage(_ => CallerBlockErrors.OneTarget.Text.ToString())
            .OverridePropertyName("deviceId");
        RuleFor(query => query.Target.AddressHash).MaximumLength(LongestHash).OverridePropertyName("addressHash");
    }
}

internal sealed class PreviewBlockHandler(IAppDbContext database) : IQueryHandler<PreviewBlockQuery, Result<BlockPreviewResponse>>
{
    public async Task<Result<BlockPreviewResponse>> Handle(PreviewBlockQuery query, CancellationToken cancellationToken)
    {
        var target = query.Target;
        var named = new CallbackFilter(Status: null, Slot: null, Origin: null, target.DeviceId, target.PartnerId, target.AddressHash);
        var filter = await database.ByHolderAsync(named, cancellationToken);
        var requests = filter.Apply(database.CallbackRequests.AsNoTracking());
        var devices = await requests.Where(request => request.Origin.DeviceId != null).Select(request => request.Origin.DeviceId).Distinct()
            .CountAsync(cancellationToken);
        return new BlockPreviewResponse(
            devices,
            await requests.CountAsync(cancellationToken),
            await requests.CountAsync(request => request.ClosedAt == null, cancellationToken));
    }
}
