using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Enrolments.Privacy;

/// <summary>Export and erasure of what people take part in. People without a device take part in nothing.</summary>
internal sealed class EnrolmentsPersonalData(IAppDbContext database, EnrolmentOpener opener, EnrolmentEraser eraser, IPersonalDataSealer sealer)
    : IPersonalDataSource
{
    public string Feature => "coaching";

    public async Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken)
    {
        if (subject.DeviceId is not { } deviceId)
        {
            return null;
        }

        var open = await opener.OpenAsync(
            await Of(deviceId).AsNoTracking().OrderBy(enrolment => enrolment.Id).ToListAsync(cancellationToken), cancellationToken);
        var journal = await database.JournalEntries.AsNoTracking()
            .Where(entry => entry.DeviceId == deviceId).OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
        var entries = journal.ToLookup(entry => entry.EnrolmentId);
        return open.Count == 0 ? null : open.Select(each => Describe(each, entries[each.Enrolment.Id])).ToList();
    }

    public async Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken) =>
        subject.DeviceId is { } deviceId ? await eraser.EraseAsync(await Of(deviceId).ToListAsync(cancellationToken), cancellationToken) : 0;

    private IQueryable<Enrolment> Of(DeviceId deviceId) => database.Enrolments.Where(enrolment => enrolment.DeviceId == deviceId);

    private EnrolmentExport Describe(OpenEnrolment open, IEnumerable<JournalEntry> entries) =>
        EnrolmentExport.Of(open, [.. entries.Select(entry => JournalEntryExport.Of(entry, sealer.OpenEntry(entry)))]);
}
