using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Assessments;

/// <summary>An instrument as it is shown. Texts are French.</summary>
/// <param name="Code">Stable word, such as <c>ftnd</c>.</param>
/// <param name="Version">Counts from 1; comes with each result.</param>
/// <param name="Title">Its name.</param>
/// <param name="Introduction">What it is for.</param>
/// <param name="Source">Who made it, where and when.</param>
/// <param name="Licence">Whether its use is cleared.</param>
/// <param name="Status">Whether health staff have validated the texts.</param>
/// <param name="Maximum">The greatest score; absent where there is none.</param>
/// <param name="Items">The questions; none in a decisional balance.</param>
/// <param name="Lists">The lists of a decisional balance; none elsewhere.</param>
public sealed record AssessmentResponse(
    string Code,
    int Version,
    string Title,
    string Introduction,
    string Source,
    LicenceStatus Licence,
    ValidationStatus Status,
    int? Maximum,
    IReadOnlyList<AssessmentItemResponse> Items,
    IReadOnlyList<OptionResponse> Lists)
{
    internal static AssessmentResponse From(AssessmentDefinition assessment) => new(
        assessment.Code,
        assessment.Version,
        assessment.Title,
        assessment.Introduction,
        assessment.Source,
        assessment.Licence,
        assessment.Status,
        assessment.HasScore ? assessment.Maximum : null,
        [.. assessment.Items.Select(item => new AssessmentItemResponse(
            item.Key, item.Text, [.. item.Options.Select(option => new OptionResponse(option.Key, option.Label))]))],
        [.. assessment.Lists.Select(list => new OptionResponse(list.Key, list.Label))]);
}

/// <summary>A question of an instrument. What an option counts is not told: people answer for themselves, not for a score.</summary>
/// <param name="Key">The member of <c>answers</c> that holds the option chosen.</param>
/// <param name="Text">The question.</param>
/// <param name="Options">In order.</param>
public sealed record AssessmentItemResponse(string Key, string Text, IReadOnlyList<OptionResponse> Options);

/// <summary>What answers come to.</summary>
/// <param name="Score">Their sum; absent for a decisional balance.</param>
/// <param name="Maximum">The greatest that there can be; absent for a decisional balance.</param>
/// <param name="Band">What it means; absent for a decisional balance.</param>
/// <param name="Version">The version of the instrument that was answered.</param>
/// <param name="UrgentHelp">Where the words of a decisional balance show danger: lines to call now.</param>
public sealed record AssessmentResultResponse(
    int? Score, int? Maximum, AssessmentBandResponse? Band, int Version, IReadOnlyList<HelpLines.HelpLineResponse>? UrgentHelp = null)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(AssessmentResultResponse);
}

/// <summary>What a score means, for the person. Never a diagnosis.</summary>
/// <param name="Key">Stable word.</param>
/// <param name="Label">A few words.</param>
/// <param name="Advice">What may help next.</param>
/// <param name="ShowsWayToHuman">Whether the app is to offer a call back or a help line beside it.</param>
public sealed record AssessmentBandResponse(string Key, string Label, string Advice, bool ShowsWayToHuman);
