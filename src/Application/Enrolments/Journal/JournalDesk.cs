using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Enrolments.Journeys;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>Writes and reads the journal, within the running transaction.</summary>
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
        trigger is null
        || open.Programme.Questions.Any(question => question.Key == JourneyFacts.Triggers && question.Options.Any(option => option.Key == trigger));

    /// <summary>An entry of the caller's own; null where there is none of these kinds.</summary>
    public Task<JournalEntry?> FindAsync(OpenEnrolment open, JournalEntryId id, IReadOnlyCollection<JournalKind> kinds, CancellationToken cancellationToken)
    {
        var enrolmentId = open.Enrolment.Id;
        return database.JournalEntries
            .SingleOrDefaultAsync(known => known.Id == id && known.EnrolmentId == enrolmentId && kinds.Contains(known.Kind), cancellationToken);
    }

    /// <summary>What was written of a kind on the person's present day.</summary>
    public async Task<IReadOnlyList<T>> WrittenTodayAsync<T>(OpenEnrolment open, JournalKind kind, CancellationToken cancellationToken)
        where T : JournalContent
    {
        var began = open.Clock.ToInstant(open.Today, TimeOnly.MinValue);
        var entries = await database.JournalEntries.AsNoTracking()
            .Where(entry => entry.EnrolmentId == open.Enrolment.Id && entry.Kind == kind && entry.WrittenAt >= began).ToListAsync(cancellationToken);
        return entries.ConvertAll(Open<T>);
    }

    /// <summary>What is in the diary of one of the person's days, but for one entry.</summary>
    /// <remarks>An entry is written within <see cref="EnrolmentState.LongestAgo"/> days of its day, give or take the clocks of the world.</remarks>
    public async Task<IReadOnlyList<DiaryEntry>> DiaryOfAsync(OpenEnrolment open, DateOnly day, JournalEntry without, CancellationToken cancellationToken)
    {
        var begins = new DateTimeOffset(day.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);
        var ends = begins.AddDays(EnrolmentState.LongestAgo + 4);
        var entries = await database.JournalEntries.AsNoTracking()
            .Where(entry => entry.EnrolmentId == open.Enrolment.Id && entry.Kind == JournalKind.Diary && entry.Id != without.Id)
            .Where(entry => entry.WrittenAt >= begins && entry.WrittenAt < ends)
            .ToListAsync(cancellationToken);
        return [.. entries.Select(Open<DiaryEntry>).Where(entry => entry.Day == day)];
    }

    public T Open<T>(JournalEntry entry)
        where T : JournalContent => (T)sealer.OpenEntry(entry);

    public void Rewrite(JournalEntry entry, JournalContent content) => entry.Rewrite(sealer.SealEntry(entry.Id, content));

    public void Remove(JournalEntry entry) => database.JournalEntries.Remove(entry);

    public JournalEntryId Write(Enrolment enrolment, JournalKind kind, DateTimeOffset now, JournalContent content)
    {
        var id = JournalEntryId.From(Guid.CreateVersion7(now));
        database.JournalEntries.Add(JournalEntry.Write(id, enrolment, kind, sealer.SealEntry(id, content), now));
        return id;
    }
}
