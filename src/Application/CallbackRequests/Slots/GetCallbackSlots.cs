using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests.Slots;

/// <summary>The slots with a place left.</summary>
/// <param name="Service">Who is to call.</param>
/// <param name="From">First day, in Europe/Paris; today where it is absent.</param>
/// <param name="Days">1 to 14; 7 where it is absent.</param>
public sealed record GetCallbackSlotsQuery(CallbackService? Service, DateOnly? From, int? Days) : IQuery<Result<Page<SlotResponse>>>;

internal sealed class GetCallbackSlotsValidator : AbstractValidator<GetCallbackSlotsQuery>
{
    private const int MaximumDays = 14;

    public GetCallbackSlotsValidator()
    {
        RuleFor(query => query.Service).NotNull();
        RuleFor(query => query.Days).InclusiveBetween(1, MaximumDays);
        RuleFor(query => query.From).InclusiveBetween(new DateOnly(2000, 1, 1), new DateOnly(2199, 12, 31));
    }
}

internal sealed class GetCallbackSlotsHandler(CallbackSchedule schedule, SlotDesk desk, TimeProvider time)
    : IQueryHandler<GetCallbackSlotsQuery, Result<Page<SlotResponse>>>
{
    private const int DefaultDays = 7;

    public async Task<Result<Page<SlotResponse>>> Handle(GetCallbackSlotsQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var first = query.From ?? FrenchClock.DateAt(now);
        var offered = Enumerable.Range(0, query.Days ?? DefaultDays).SelectMany(day => schedule.OfferedOn(first.AddDays(day), now)).ToList();
        return new Page<SlotResponse>(await desk.FreeAsync(query.Service!.Value, offered, cancellationToken), null);
    }
}
