using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Privacy;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Idempotency;

/// <summary>Stored answers go with the person. They repeat what other features export, so there is nothing to export here.</summary>
internal sealed class IdempotencyPersonalData(AppDbContext database) : IPersonalDataSource
{
    public string Feature => "storedAnswers";

    public Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken) => Task.FromResult<object?>(null);

    public Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        var owner = new Caller(CallerKind.Device) { DeviceId = subject.DeviceId }.Partition;
        return (subject.DeviceId is null
            ? database.IdempotencyRecords.Where(record => record.CreatedId == subject.SubjectId)
            : database.IdempotencyRecords.Where(record => record.Owner == owner)).ExecuteDeleteAsync(cancellationToken);
    }
}
