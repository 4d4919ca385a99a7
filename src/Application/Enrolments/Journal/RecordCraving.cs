using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Planning;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>The person has a craving now, or reports one that passed.</summary>
/// <param name="Id">The caller's own enrolment.</param>
/// <param name="Craving">What they say of it; all of it may be left out.</param>
public sealed record RecordCravingCommand(EnrolmentId Id, CravingInput Craving) : ICommand<Result<CravingResponse>>, IIdempotentCommand, IOwnWords
{
    public string? Words => Craving.Note;

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(RecordCravingCommand);
}

/// <summary>What a person says of a craving.</summary>
/// <param name="OccurredAt">When it came; now where it is absent.</param>
/// <param name="Intensity">0 to 10.</param>
/// <param name="Trigger">What set it off: an option of the question <c>triggers</c>.</param>
/// <param name="Place">Where the person is.</param>
/// <param name="Company">With whom.</param>
/// <param name="Mood">0 to 10.</param>
/// <param name="Note">In their own words, at most <see cref="DiaryInput.LongestNote"/> characters.</param>
/// <param name="Tool">Key of the tool that was used; absent for none.</param>
/// <param name="Resisted">How it ended; absent while it lasts.</param>
public sealed record CravingInput(
    DateTimeOffset? OccurredAt, int? Intensity, string? Trigger, CravingPlace? Place, Company? Company, int? Mood, string? Note, string? Tool, bool? Resisted)
{
    /// <summary>Where the person says nothing: in the middle.</summary>
    public const int UsualIntensity = 5;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(craving)";

    /// <summary>Help comes first: what this version of the programme does not know, or a clock that is wrong, is left aside and refuses no help.</summary>
    internal CravingEntry ToEntry(OpenEnrolment open) => new(JournalDesk.Moment(open.Now, OccurredAt) is { IsFailure: false } moment ? moment.Value : open.Now)
    {
        Intensity = Intensity,
        Trigger = JournalDesk.IsTrigger(open, Trigger) ? Trigger : null,
        Place = Place,
        Company = Company,
        Mood = Mood,
        Note = Note,
        Tool = open.Programme.Tools.Any(known => known.Key == Tool) ? Tool : null,
        Resisted = Resisted,
    };
}

/// <summary>What helps now.</summary>
/// <param name="Id">UUID version 7; its end can be told by it.</param>
/// <param name="Text">A word to begin with.</param>
/// <param name="Tools">Up to three, the most fitting first.</param>
/// <param name="Human">Whom to turn to if the craving holds.</param>
/// <param name="UrgentHelp">Where the words show danger: lines to call now, before anything else.</param>
public sealed record CravingResponse(
    Guid Id, string Text, IReadOnlyList<ToolResponse> Tools, HumanHelpResponse Human, IReadOnlyList<HelpLines.HelpLineResponse>? UrgentHelp) : ICreated
{
    /// <summary>Never the content.</summary>
    public override string ToString() => Id.ToString();
}

/// <summary>Something to do for the few minutes that a craving lasts.</summary>
/// <param name="Key">Stable word, by which its use is told.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">What to do, in Markdown.</param>
/// <param name="Minutes">About how long it takes.</param>
/// <param name="Helped">How often the person got through a craving with it.</param>
/// <param name="FitsTrigger">Whether it is made for what set this craving off.</param>
/// <param name="Sources">Where its statements come from.</param>
public sealed record ToolResponse(string Key, string Title, string Text, int Minutes, int Helped, bool FitsTrigger, IReadOnlyList<SourceResponse> Sources)
{
    internal static ToolResponse From(ProgrammeDefinition programme, FittingTool fitting) => new(
        fitting.Tool.Key,
        fitting.Tool.Title,
        fitting.Tool.Text,
        fitting.Tool.Minutes,
        fitting.Helped,
        fitting.FitsTrigger,
        SourceResponse.Of(programme, fitting.Tool.Sources));
}

internal sealed class RecordCravingValidator : AbstractValidator<RecordCravingCommand>
{
    public RecordCravingValidator()
    {
        RuleFor(command => command.Craving.Intensity).InclusiveBetween(0, DiaryInput.Scale).OverridePropertyName("intensity");
        RuleFor(command => command.Craving.Mood).InclusiveBetween(0, DiaryInput.Scale).OverridePropertyName("mood");
        RuleFor(command => command.Craving.Note).MaximumLength(DiaryInput.LongestNote).OverridePropertyName("note");
    }
}

internal sealed class RecordCravingHandler(OwnEnrolments own, EnrolmentRecorder recorder, JournalDesk journal, HumanHelp help)
    : ICommandHandler<RecordCravingCommand, Result<CravingResponse>>
{
    private static readonly LocalizedText Breathe = new(
        "Une envie monte, puis redescend, le plus souvent en moins de cinq minutes. Choisissez un de ces gestes et laissez-la passer.",
        "A craving rises and falls again, most often in less than five minutes. Choose one of these and let it pass.");

    public async Task<Result<CravingResponse>> Handle(RecordCravingCommand command, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(command.Id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        var entry = command.Craving.ToEntry(open);

        // Chosen before this one counts: what is tried now has not helped yet.
        var tools = CravingTools.For(open.Programme, open.Journey, entry.Trigger, entry.Place);
        var id = journal.Write(open.Enrolment, JournalKind.Craving, open.Now, entry);
        var day = open.Clock.DateAt(entry.OccurredAt);
        var craving = new Craving(day, entry.Intensity ?? CravingInput.UsualIntensity, entry.Trigger, entry.Tool, entry.Resisted) { Id = id };
        recorder.Record(open.With(open.State.With(open.Journey.Craved(craving))));
        return new CravingResponse(
            id.Value,
            Breathe.ToString(),
            [.. tools.Select(tool => ToolResponse.From(open.Programme, tool))],
            await help.ForAsync(open.Programme, open.Now, cancellationToken),
            help.UrgentFor(entry.Note, open.Now));
    }
}
