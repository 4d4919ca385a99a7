using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>The craving is over: what helped is offered first the next time.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="CravingId">Which.</param>
/// <param name="Tool">Key of the tool that was used; absent for none.</param>
/// <param name="Resisted">Whether it passed without use.</param>
public sealed record EndCravingCommand(EnrolmentId Id, JournalEntryId CravingId, string? Tool, bool? Resisted) : ICommand<Result>
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(EndCravingCommand);
}

internal sealed class EndCravingValidator : AbstractValidator<EndCravingCommand>
{
    public EndCravingValidator()
    {
        RuleFor(command => command.Resisted).NotNull();
    }
}

internal sealed class EndCravingHandler(OwnEnrolments own, EnrolmentRecorder recorder, JournalDesk journal) : ICommandHandler<EndCravingCommand, Result>
{
    public async Task<Result> Handle(EndCravingCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open
            || await journal.FindAsync(open, command.CravingId, [JournalKind.Craving], cancellationToken) is not { } entry)
        {
            return CommonErrors.NotFound;
        }

        if (command.Tool is not null && open.Programme.Tools.All(known => known.Key != command.Tool))
        {
            return ProfileErrors.Choice.At("tool");
        }

        journal.Rewrite(entry, journal.Open<CravingEntry>(entry) with { Tool = command.Tool, Resisted = command.Resisted });
        recorder.Record(open.With(open.State.With(open.Journey.CravingEnded(command.CravingId, command.Tool, command.Resisted!.Value))));
        return Result.Success;
    }
}
