using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;
using MobileBackend.Domain.Safety;

namespace MobileBackend.Application.Safety;

/// <summary>The lines to call at once where somebody's words show danger.</summary>
[SharedService]
internal sealed class UrgentHelp(IHelpLineCatalogue lines, TimeProvider time) : IOwnWordsReader
{
    /// <summary>The member of a refusal that holds them, as of a success.</summary>
    private const string Member = "urgentHelp";

    /// <returns>Null where there is no sign of danger.</returns>
    public IReadOnlyList<HelpLineResponse>? For(string? words, DateTimeOffset now) => DangerSigns.In(words)
        ? [.. new[] { HelpLineCodes.SuicidePrevention, HelpLineCodes.EmergencyMedical }.Select(code => HelpLineResponse.From(lines.Find(code)!, now))]
        : null;

    public Error Accompany(Error refusal, string? words) => For(words, time.GetUtcNow()) is { } help ? refusal.With(Member, help) : refusal;
}
