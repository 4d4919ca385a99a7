using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Conditions;

/// <summary>What an author wrote is no condition, or asks about what the programme does not know.</summary>
/// <param name="problem">Which, for its author.</param>
public sealed class ConditionException(LocalizedText problem) : FormatException(problem.English)
{
    public LocalizedText Problem { get; } = problem;
}
