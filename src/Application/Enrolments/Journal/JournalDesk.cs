using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Enrolments.Journeys;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>Keeps in full what people tell about themselves, within the running transaction.</summary>
[SharedService]
internal sealed class JournalDesk(IAppDbContext database, IPersonalDataSealer sealer)
{
    /// <summary>When something was that a person tells of: now where they do not say, or where the clock of their phone is ahead.</summary>
    public static Result<DateTimeOffset> Moment(DateTimeOffset now, DateTimeOffset? occurredAt) =>
        occurredAt is not { } at || at > now ? now
        : at >= now.AddDays(-EnrolmentState.LongestAgo) ? at
        : EnrolmentErrors.InstantOutOfRange.At("occurredAt");

    /// <summary>Whether it is one that the programme asks about; nothing is.</summary>
    public static bool IsTrigger(OpenEnrolment open, string? trigger) =>
        trigger is null || open.Programme.Questions.Any(question => question.Key == JourneyFacts.Triggers && question.Options.Any(option => option.Key == trigger));

    /// <summary>An entry of the caller's own; null where there is none of these kinds.</summary>
    public Task<JournalEntry?> FindAsync(OpenEnrolment open, Guid id, IReadOnlyCollection<JournalKind> kinds, CancellationToken cancellationToken)
    {
        var (entryId, enrolmentId) = (JournalEntryId.From(id), open.Enrolment.Id);
        return database.JournalEntries.SingleOrDefaultAsync(known => known.Id == entryId && known.EnrolmentId == enrolmentId && kinds.Contains(known.Kind), cancellationToken);
    }

    /// <summary>What was written of a kind on the person's present day.</summary>
    public async Task<IReadOnlyList<T>> WrittenTodayAsync<T>(OpenEnrolment open, JournalKind kind, CancellationToken cancellationToken)
    {
        var began = open.Clock.ToInstant(open.Today, TimeOnly.MinValue);
        var entries = await database.JournalEntries.AsNoTracking()
            .Where(entry => entry.EnrolmentId == open.Enrolment.Id && entry.Kind == kind && entry.WrittenAt >= began).ToListAsync(cancellationToken);
        return entries.ConvertAll(entry => sealer.OpenEntry<T>(entry));
    }

    public JournalEntryId Write<T>(Enrolment enrolment, JournalKind kind, DateTimeOffset now, T content)
    {
        var id = JournalEntryId.From(Guid.CreateVersion7(now));
        database.JournalEntries.Add(JournalEntry.Write(id, enrolment, kind, sealer.SealEntry(id, content), now));
        return id;
    }
}
