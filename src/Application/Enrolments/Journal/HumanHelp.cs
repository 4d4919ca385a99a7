using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common;
using MobileBackend.Application.HelpLines;
using MobileBackend.Application.Safety;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.HelpLines;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journal;

/// <summary>Whom to turn to.</summary>
/// <param name="Lines">Those that answer now come first; the others say when they open.</param>
/// <param name="NextCallback">
/// The next half hour in which somebody can call the person; absent where the programme has no call back, or no place is left.
/// </param>
/// <param name="ChatUrl">Where to write to a professional; absent where there is no chat.</param>
public sealed record HumanHelpResponse(IReadOnlyList<HelpLineResponse> Lines, SlotResponse? NextCallback, Uri? ChatUrl);

/// <summary>Finds the way to a human that is open, or opens next.</summary>
[SharedService]
internal sealed class HumanHelp(IHelpLineCatalogue lines, SlotDesk slots, UrgentHelp urgent, IOptions<CoachingSettings> settings)
{
    /// <summary>Where a person's words show danger: lines to call now, before anything else.</summary>
    public IReadOnlyList<HelpLineResponse>? UrgentFor(string? words, DateTimeOffset now) => urgent.For(words, now);

    public async Task<HumanHelpResponse> ForAsync(ProgrammeDefinition programme, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = programme.HelpLines.Select(lines.Find).OfType<HelpLine>().Select(line => HelpLineResponse.From(line, now)).ToList();
        return new HumanHelpResponse(
            [.. known.OrderByDescending(line => line.IsOpen)],
            programme.HelpLines.Contains(HelpLineCodes.TabacInfoService) ? await slots.NextFreeAsync(CallbackService.Tis, cancellationToken) : null,
            settings.Value.ChatUrl);
    }
}
