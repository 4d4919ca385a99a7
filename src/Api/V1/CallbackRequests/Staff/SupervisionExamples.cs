using MobileBackend.Api.OpenApi;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.CallbackRequests.Supervision;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Api.V1.CallbackRequests.Staff;

internal sealed class SupervisionExamples : IApiExamples
{
    private const string Address = "kq3vQx0Wn7uJ5pYc2mB9dZr8tHfL1sEaGoVwTiNbXyM";

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly Guid Device = Guid.Parse("019ab0f3-4a10-7c3b-9d20-1e2f3a4b5c6d");

    public IEnumerable<object> Values =>
    [
        new SupervisedCallbackResponse(
            Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f"),
            CallbackStatus.Queued,
            new SlotResponse(new DateOnly(2026, 11, 24), new TimeOnly(10, 0), new TimeOnly(10, 30), Start, Start.AddMinutes(30), Remaining: null),
            "C. E.",
            "•• •• •• •• 34",
            CallbackChannel.App,
            "tis",
            Device,
            KeyId: null,
            Address,
            CallerProof.None,
            Start.AddHours(-25)),
        new CancelCallbacksBody { Filter = new CallbackFilterBody { AddressHash = Address }, DryRun = true },
        new BulkCancellationResponse(Matched: 41, Cancelled: 0),
        new BlockTargetBody { AddressHash = Address },
        new PlaceBlockBody { AddressHash = Address, Until = Start.AddHours(-5), Reason = "Quarante rappels en dix minutes, aucun décroché." },
        new BlockResponse(
            Guid.Parse("019ab0f3-6d11-7e3f-8b52-4a7c0d1e2f3b"), DeviceId: null, KeyId: null, Address, Start.AddHours(-5),
            "Quarante rappels en dix minutes, aucun décroché.", Start.AddHours(-23)),
        new BlockPreviewResponse(Devices: 38, Callbacks: 52, OpenCallbacks: 41),
    ];
}
