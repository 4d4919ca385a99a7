using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Storage;
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

internal sealed class TakeBackLapseHandler(IAppDbContext database, EnrolmentDesk desk, JournalDesk journal, IPersonalDataSealer sealer) : ICommandHandler<TakeBackLapseCommand, Result>
{
    public async Task<Result> Handle(TakeBackLapseCommand command, CancellationToken cancellationToken)
    {
        if (await desk.FindOwnToChangeAsync(command.Id, cancellationToken) is not { } open
            || await journal.FindAsync(open, command.LapseId, [JournalKind.Lapse, JournalKind.Relapse], cancellationToken) is not { } entry)
        {
            return CommonErrors.NotFound;
        }

        var told = sealer.OpenEntry<LapseContent>(entry);
        var state = entry.Kind == JournalKind.Lapse
            ? open.State.TakeBack(new Lapse(told.Day, told.Cigarettes, told.ToldOn))
            : open.State.TakeBackRelapse(told.Day, told.ToldOn);
        if (state.IsFailure)
        {
            return state.Error;
        }

        database.JournalEntries.Remove(entry);
        await desk.ReplanAsync(open.With(state.Value), cancellationToken);
        return Result.Success;
    }
}
