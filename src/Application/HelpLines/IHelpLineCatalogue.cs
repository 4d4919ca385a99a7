using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Application.HelpLines;

/// <summary>The help lines of the service's content, checked before the service starts.</summary>
public interface IHelpLineCatalogue
{
    /// <summary>In the order in which they are shown; every code of <see cref="HelpLineCodes.All"/> is there.</summary>
    IReadOnlyList<HelpLine> All { get; }

    HelpLine? Find(string code);
}
