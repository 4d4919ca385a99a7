using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Safety;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>The person writes down what they used, and how it was.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Entry">What they write.</param>
public sealed record WriteDiaryCommand(EnrolmentId Id, DiaryInput Entry) : ICommand<Result<DiaryEntryResponse>>, IIdempotentCommand, IOwnWords
{
    public string? Words => Entry.Note;

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(WriteDiaryCommand);
}

/// <summary>What a person writes in their diary.</summary>
/// <param name="OccurredAt">When it was; now where it is absent.</param>
/// <param name="Amount">Cigarettes or joints; 0 for a day without.</param>
/// <param name="Place">Where.</param>
/// <param name="Company">With whom.</param>
/// <param name="Trigger">Why: an option of the question <c>triggers</c>.</param>
/// <param name="Mood">0 to 10.</param>
/// <param name="Sleep">How the night was, 0 to 10.</param>
/// <param name="TobaccoMixed">Whether tobacco was mixed in.</param>
/// <param name="Note">In their own words, at most <see cref="LongestNote"/> characters.</param>
public sealed record DiaryInput(
    DateTimeOffset? OccurredAt, int? Amount, CravingPlace? Place, Company? Company, string? Trigger, int? Mood, int? Sleep, bool? TobaccoMixed, string? Note)
{
    public const int MostAmount = 100;
    public const int Scale = 10;
    public const int LongestNote = 500;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(diary entry)";

    internal DiaryEntry ToEntry(DateTimeOffset at, DateOnly day) => new(at, day, Amount!.Value)
    {
        Place = Place,
        Company = Company,
        Trigger = Trigger,
        Mood = Mood,
        Sleep = Sleep,
        TobaccoMixed = TobaccoMixed,
        Note = Note,
    };
}

/// <summary>An entry of the diary, as it was kept.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Date">The person's day that it counts on.</param>
/// <param name="AmountThatDay">All that was written for that day.</param>
/// <param name="UrgentHelp">Where the words show danger: lines to call now.</param>
public sealed record DiaryEntryResponse(Guid Id, DateOnly Date, int AmountThatDay, IReadOnlyList<HelpLines.HelpLineResponse>? UrgentHelp) : ICreated
{
    /// <summary>Never the content.</summary>
    public override string ToString() => Id.ToString();
}

internal sealed class WriteDiaryValidator : AbstractValidator<WriteDiaryCommand>
{
    public WriteDiaryValidator()
    {
        RuleFor(command => command.Entry.Amount).NotNull().InclusiveBetween(0, DiaryInput.MostAmount).OverridePropertyName("amount");
        RuleFor(command => command.Entry.Mood).InclusiveBetween(0, DiaryInput.Scale).OverridePropertyName("mood");
        RuleFor(command => command.Entry.Sleep).InclusiveBetween(0, DiaryInput.Scale).OverridePropertyName("sleep");
        RuleFor(command => command.Entry.Note).MaximumLength(DiaryInput.LongestNote).OverridePropertyName("note");
    }
}

internal sealed class WriteDiaryHandler(OwnEnrolments own, EnrolmentRecorder recorder, JournalDesk journal, UrgentHelp urgent)
    : ICommandHandler<WriteDiaryCommand, Result<DiaryEntryResponse>>
{
    public async Task<Result<DiaryEntryResponse>> Handle(WriteDiaryCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        var entry = command.Entry;
        var at = JournalDesk.Moment(open.Now, entry.OccurredAt);
        if (at.IsFailure)
        {
            return at.Error;
        }

        if (!JournalDesk.IsTrigger(open, entry.Trigger))
        {
            return ProfileErrors.Choice.At("trigger");
        }

        var day = open.Clock.DateAt(at.Value);
        var id = journal.Write(open.Enrolment, JournalKind.Diary, open.Now, entry.ToEntry(at.Value, day));
        var recorded = recorder.Record(open.With(open.State.With(open.Journey.Used(day, entry.Amount!.Value))));
        return new DiaryEntryResponse(id.Value, day, recorded.Journey.Diary[day], urgent.For(entry.Note, open.Now));
    }
}
