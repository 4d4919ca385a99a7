using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Enrolments.Journeys;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>What somebody tells who has used again.</summary>
public enum LapseKind
{
    /// <summary>It stayed on its own ("faux pas"): the attempt goes on, and keeps its counters.</summary>
    Lapse,

    /// <summary>It did not: the attempt ends, and what it reached stays.</summary>
    Relapse,
}

/// <summary>The person has used again.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Kind">What it is.</param>
/// <param name="OccurredAt">When it was; now where it is absent.</param>
/// <param name="Cigarettes">Cigarettes or joints; 1 where it is absent.</param>
public sealed record RecordLapseCommand(EnrolmentId Id, LapseKind? Kind, DateTimeOffset? OccurredAt, int? Cigarettes)
    : ICommand<Result<LapseResponse>>, IIdempotentCommand
{
    public const int MostCigarettes = 200;

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(RecordLapseCommand);
}

/// <summary>A lapse or relapse, as it was kept.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Date">The person's day.</param>
/// <param name="Text">What we would like to say to them.</param>
public sealed record LapseResponse(Guid Id, LapseKind Kind, DateOnly Date, string Text) : ICreated
{
    /// <summary>Never the content.</summary>
    public override string ToString() => Id.ToString();
}

internal sealed class RecordLapseValidator : AbstractValidator<RecordLapseCommand>
{
    public RecordLapseValidator()
    {
        RuleFor(command => command.Kind).NotNull();
        RuleFor(command => command.Cigarettes).InclusiveBetween(1, RecordLapseCommand.MostCigarettes);
    }
}

internal sealed class RecordLapseHandler(OwnEnrolments own, EnrolmentRecorder recorder, JournalDesk journal)
    : ICommandHandler<RecordLapseCommand, Result<LapseResponse>>
{
    private static readonly LocalizedText AfterLapse = new(
        "Merci de l’avoir noté. Un faux pas n’efface rien : vos jours et vos progrès restent.",
        "Thank you for telling us. A slip erases nothing: your days and your progress stay.");

    private static readonly LocalizedText StepsWait = new(
        " Quelques pas pour repartir vous attendent dès maintenant.",
        " A few steps to go on from here are waiting for you now.");

    private static readonly LocalizedText AfterRelapse = new(
        "Merci de nous l’avoir dit, ce n’est jamais facile. Ce que vous avez réussi reste à vous, et servira la prochaine fois. "
        + "Prenez le temps qu’il vous faut : nous sommes là.",
        "Thank you for telling us; that is never easy. What you achieved stays yours and will help you next time. Take the time you need: we are here.");

    public async Task<Result<LapseResponse>> Handle(RecordLapseCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        var at = JournalDesk.Moment(open.Now, command.OccurredAt);
        if (at.IsFailure)
        {
            return at.Error;
        }

        var (day, amount) = (open.Clock.DateAt(at.Value), command.Cigarettes ?? 1);
        var isLapse = command.Kind == LapseKind.Lapse;
        var changed = isLapse ? open.State.Lapse(new Lapse(day, amount, open.Today)) : open.State.Relapse(day, open.Today);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        var entry = new LapseEntry(at.Value, amount, day, open.Today);
        var id = journal.Write(open.Enrolment, isLapse ? JournalKind.Lapse : JournalKind.Relapse, open.Now, entry);
        var recorded = await recorder.ReplanAsync(open.With(changed.Value), cancellationToken);
        var stepsWait = recorded.Journey.Offers.Exists(offer => !open.Journey.Offers.Contains(offer));
        var text = $"{(isLapse ? AfterLapse : AfterRelapse)}{(isLapse && stepsWait ? StepsWait : string.Empty)}";
        return new LapseResponse(id.Value, command.Kind!.Value, day, text);
    }
}
