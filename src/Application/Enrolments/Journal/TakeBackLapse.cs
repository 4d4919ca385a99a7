using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Enrolments.Journeys;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>A lapse or relapse was told by mistake.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="LapseId">Which.</param>
public sealed record TakeBackLapseCommand(EnrolmentId Id, JournalEntryId LapseId) : ICommand<Result>;

internal sealed class TakeBackLapseValidator : AbstractValidator<TakeBackLapseCommand>;

internal sealed class TakeBackLapseHandler(OwnEnrolments own, EnrolmentRecorder recorder, JournalDesk journal) : ICommandHandler<TakeBackLapseCommand, Result>
{
    public async Task<Result> Handle(TakeBackLapseCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open
            || await journal.FindAsync(open, command.LapseId, [JournalKind.Lapse, JournalKind.Relapse], cancellationToken) is not { } entry)
        {
            return CommonErrors.NotFound;
        }

        var lapse = journal.Open<LapseEntry>(entry);
        var state = entry.Kind == JournalKind.Lapse
            ? open.State.TakeBack(new Lapse(lapse.Day, lapse.Cigarettes, lapse.ReportedOn))
            : open.State.TakeBackRelapse(lapse.Day, lapse.ReportedOn);
        if (state.IsFailure)
        {
            return state.Error;
        }

        journal.Remove(entry);
        await recorder.ReplanAsync(open.With(state.Value), cancellationToken);
        return Result.Success;
    }
}
