using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.CallbackRequests.Privacy;

/// <summary>Export and erasure of call backs. What the extranet already has is cancelled there, by id alone.</summary>
internal sealed class CallbackRequestsPersonalData(
    IAppDbContext database, IPersonalDataSealer sealer, IExtranetQueue extranet, IFollowUpTokens followUps, SlotDesk desk, TimeProvider time)
    : IPersonalDataSource
{
    public string Feature => "callbackRequests";

    public async Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        var requests = await Of(subject).AsNoTracking().OrderBy(request => request.Id).ToListAsync(cancellationToken);
        return requests.Count == 0 ? null : requests.Select(request => CallbackRequestExport.From(request, sealer.OpenContact(request))).ToList();
    }

    public async Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        var requests = await Of(subject).ToListAsync(cancellationToken);
        foreach (var request in requests)
        {
            if (request.IsKnownToExtranet)
            {
                var withdrawn = request.Withdraw(time.GetUtcNow());
                await extranet.WithdrawAsync(
                    new ExtranetMessage(request.Id, withdrawn.Position, ExtranetMessageType.Cancelled, withdrawn.OccurredAt, null), cancellationToken);
            }

            if (!request.IsClosed)
            {
                await desk.ReleaseAsync(request.Service, request.ReservedSlot, cancellationToken);
            }

            await followUps.EraseAsync(FollowUpSubject.CallbackRequest, request.Id.Value, cancellationToken);
            if (SpentAsk.Erased(request, time.GetUtcNow()) is { } spent)
            {
                database.SpentAsks.Add(spent);
            }

            database.CallbackRequests.Remove(request);
        }

        return requests.Count;
    }

    private IQueryable<CallbackRequest> Of(DataSubject subject) => subject switch
    {
        { DeviceId: { } deviceId } => database.CallbackRequests.Where(request => request.Origin.DeviceId == deviceId),
        { Subject: FollowUpSubject.CallbackRequest, SubjectId: { } id } => database.CallbackRequests.Only(CallbackRequestId.From(id)),
        _ => database.CallbackRequests.Where(_ => false),
    };
}
