using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>An entry of the diary was written by mistake.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="EntryId">Which.</param>
public sealed record TakeBackDiaryEntryCommand(EnrolmentId Id, JournalEntryId EntryId) : ICommand<Result>;

internal sealed class TakeBackDiaryEntryValidator : AbstractValidator<TakeBackDiaryEntryCommand>;

internal sealed class TakeBackDiaryEntryHandler(IAppDbContext database, EnrolmentDesk desk, JournalDesk journal, IPersonalDataSealer sealer)
    : ICommandHandler<TakeBackDiaryEntryCommand, Result>
{
    public async Task<Result> Handle(TakeBackDiaryEntryCommand command, CancellationToken cancellationToken)
    {
        if (await desk.FindOwnToChangeAsync(command.Id, cancellationToken) is not { } open
            || await journal.FindAsync(open, command.EntryId, [JournalKind.Diary], cancellationToken) is not { } entry)
        {
            return CommonErrors.NotFound;
        }

        var day = sealer.OpenEntry<DiaryEntry>(entry).Day!.Value;
        var others = (await OthersOfAsync(entry, day, cancellationToken)).Select(other => sealer.OpenEntry<DiaryEntry>(other)).Where(other => other.Day == day).ToList();
        database.JournalEntries.Remove(entry);
        desk.Keep(open.With(open.State.With(open.Journey.WithDiary(day, others.Count == 0 ? null : others.Sum(other => other.Amount!.Value)))));
        return Result.Success;
    }

    /// <summary>What else may be of that day: an entry is written within <see cref="EnrolmentState.LongestAgo"/> days of it, give or take the clocks of the world.</summary>
    private Task<List<JournalEntry>> OthersOfAsync(JournalEntry entry, DateOnly day, CancellationToken cancellationToken)
    {
        var begins = new DateTimeOffset(day.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero);
        var ends = begins.AddDays(EnrolmentState.LongestAgo + 4);
        return database.JournalEntries.AsNoTracking()
            .Where(other => other.EnrolmentId == entry.EnrolmentId && other.Kind == JournalKind.Diary && other.Id != entry.Id && other.WrittenAt >= begins && other.WrittenAt < ends)
            .ToListAsync(cancellationToken);
    }
}
