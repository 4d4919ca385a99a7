using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Journal;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>An entry of the diary was written by mistake.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="EntryId">Which.</param>
public sealed record TakeBackDiaryEntryCommand(EnrolmentId Id, JournalEntryId EntryId) : ICommand<Result>;

internal sealed class TakeBackDiaryEntryValidator : AbstractValidator<TakeBackDiaryEntryCommand>;

internal sealed class TakeBackDiaryEntryHandler(OwnEnrolments own, EnrolmentRecorder recorder, JournalDesk journal)
    : ICommandHandler<TakeBackDiaryEntryCommand, Result>
{
    public async Task<Result> Handle(TakeBackDiaryEntryCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open
            || await journal.FindAsync(open, command.EntryId, [JournalKind.Diary], cancellationToken) is not { } entry)
        {
            return CommonErrors.NotFound;
        }

        var day = journal.Open<DiaryEntry>(entry).Day;
        var others = await journal.DiaryOfAsync(open, day, without: entry, cancellationToken);
        journal.Remove(entry);
        recorder.Record(open.With(open.State.With(open.Journey.WithDiary(day, others.Count == 0 ? null : others.Sum(other => other.Amount)))));
        return Result.Success;
    }
}
