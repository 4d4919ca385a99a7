using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Enrolments.Privacy;

/// <summary>Erases enrolments with all that was told for them and about them, within the running transaction.</summary>
[SharedService]
internal sealed class EnrolmentEraser(IAppDbContext database, IIdempotencyStore outcomes)
{
    /// <returns>How many things were erased.</returns>
    public async Task<int> EraseAsync(IReadOnlyCollection<Enrolment> enrolments, CancellationToken cancellationToken)
    {
        var ids = enrolments.Select(enrolment => enrolment.Id).ToList();
        var subjects = ids.ConvertAll(id => id.Value);
        var messages = database.InboxMessages.Where(message => message.Topic == InboxTopic.Coaching && subjects.Contains(message.SubjectId));
        await database.Pushes.Where(push => messages.Any(message => message.Id == push.MessageId)).ExecuteDeleteAsync(cancellationToken);
        await messages.ExecuteDeleteAsync(cancellationToken);
        var entries = database.JournalEntries.Where(entry => ids.Contains(entry.EnrolmentId));
        var entryIds = await entries.Select(entry => entry.Id).ToListAsync(cancellationToken);
        await outcomes.ForgetAsync([.. subjects, .. entryIds.Select(id => id.Value)], cancellationToken);
        await entries.ExecuteDeleteAsync(cancellationToken);
        database.Enrolments.RemoveRange(enrolments);
        return entryIds.Count + enrolments.Count;
    }
}
