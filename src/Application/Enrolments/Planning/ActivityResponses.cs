using MobileBackend.Application.Enrolments.Messages;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>An activity, for the person it is offered to.</summary>
/// <param name="Key">Stable word, by which it is completed.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">In full, in Markdown.</param>
/// <param name="Why">Why this and why now, in words for the person.</param>
/// <param name="ChosenBy">What it was chosen by; empty where everyone gets it.</param>
/// <param name="Minutes">About how long it takes.</param>
/// <param name="Sources">Where its statements come from.</param>
/// <param name="Status">Whether health staff have validated the text.</param>
/// <param name="OfferedOn">The person's day.</param>
/// <param name="OpenUntil">The last day on which it can be done.</param>
/// <param name="DoneOn">The day on which it was done; absent while it is not.</param>
/// <param name="Questions">What it asks; answers go with its completion.</param>
/// <param name="LeadsTo">Where it leads; absent for nowhere.</param>
public sealed record ActivityResponse(
    string Key,
    ActivityKind Kind,
    string Title,
    string Text,
    string Why,
    IReadOnlyList<ReasonResponse> ChosenBy,
    int Minutes,
    IReadOnlyList<SourceResponse> Sources,
    ValidationStatus Status,
    DateOnly OfferedOn,
    DateOnly OpenUntil,
    DateOnly? DoneOn,
    IReadOnlyList<ProfileQuestionResponse> Questions,
    ActivityLinkResponse? LeadsTo)
{
    internal static ActivityResponse From(OpenEnrolment open, PlannedActivity planned, DateOnly offeredOn, Uri? chat)
    {
        // Texts speak of the attempt in which they were offered.
        var (activity, journey, then) = (planned.Activity, open.Journey, open.Journey.AsOf(offeredOn));
        return new ActivityResponse(
            activity.Key,
            activity.Kind,
            CoachingTexts.Fill(activity.Title, then, offeredOn),
            CoachingTexts.Fill(activity.Text, then, offeredOn),
            CoachingTexts.Fill(activity.Why, then, offeredOn),
            CoachingTexts.Reasons(open, planned.Because),
            activity.Minutes,
            SourceResponse.Of(open.Programme, activity.Sources),
            activity.Status,
            offeredOn,
            planned.OpenUntil,
            journey.Done.TryGetValue(planned.Occurrence, out var day) ? day : null,
            [.. activity.Questions.Select(asked => ProfileQuestionResponse.From(asked.Question))],
            ActivityLinkResponse.From(activity.Link, chat));
    }
}

/// <summary>Where a statement comes from.</summary>
/// <param name="Title">Author, work and year.</param>
/// <param name="Url">Where it can be read; absent where only on paper.</param>
public sealed record SourceResponse(string Title, Uri? Url)
{
    internal static IReadOnlyList<SourceResponse> Of(ProgrammeDefinition programme, IEnumerable<string> keys) =>
    [
        .. keys.Select(key => programme.Sources.GetValueOrDefault(key)).OfType<ContentSource>()
            .Select(source => new SourceResponse(source.Title, source.Address)),
    ];
}

/// <summary>What an activity leads to.</summary>
public enum LinkKind
{
    Assessment,
    HelpLine,
    Callback,
    Chat,
    Directory,
    Programme,
    Image,
    Audio,
    Video,
}

/// <summary>Where an activity leads.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Of the assessment, help line or programme.</param>
/// <param name="Url">Of the film, sound, picture or chat.</param>
/// <param name="Alternative">What stands for a film, sound or picture where it cannot be seen or heard.</param>
/// <param name="Transcript">All that is said in it.</param>
public sealed record ActivityLinkResponse(LinkKind Kind, string? Code, Uri? Url, string? Alternative, string? Transcript)
{
    /// <summary>A chat whose address is not configured is no link.</summary>
    internal static ActivityLinkResponse? From(ActivityLink? link, Uri? chat) => link switch
    {
        ActivityLink.ToAssessment to => To(LinkKind.Assessment, to.Code),
        ActivityLink.ToHelpLine to => To(LinkKind.HelpLine, to.Code),
        ActivityLink.ToCallback => To(LinkKind.Callback),
        ActivityLink.ToChat => chat is null ? null : new ActivityLinkResponse(LinkKind.Chat, null, chat, null, null),
        ActivityLink.ToDirectory => To(LinkKind.Directory),
        ActivityLink.ToProgramme to => To(LinkKind.Programme, to.Slug),
        ActivityLink.ToMedia to => new ActivityLinkResponse(KindOf(to.Type), null, to.Address, to.Alternative, to.Transcript),
        _ => null,
    };

    private static ActivityLinkResponse To(LinkKind kind, string? code = null) => new(kind, code, null, null, null);

    private static LinkKind KindOf(MediaType type) => type switch
    {
        MediaType.Image => LinkKind.Image,
        MediaType.Audio => LinkKind.Audio,
        _ => LinkKind.Video,
    };
}
