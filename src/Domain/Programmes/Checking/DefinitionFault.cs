using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>Something wrong with a definition.</summary>
/// <param name="Line">Of its file; 0 for the definition as a whole.</param>
/// <param name="Problem">In words for its author.</param>
public sealed record DefinitionFault(int Line, LocalizedText Problem)
{
    internal DefinitionFault(int line, string french, string english)
        : this(line, new LocalizedText(french, english))
    {
    }
}

/// <summary>What definitions may refer to outside themselves.</summary>
/// <param name="HelpLines">Codes of the help lines.</param>
/// <param name="Assessments">Codes of the assessments.</param>
/// <param name="Programmes">Slugs of the programmes.</param>
public sealed record KnownReferences(IReadOnlyCollection<string> HelpLines, IReadOnlyCollection<string> Assessments, IReadOnlyCollection<string> Programmes)
{
    /// <summary>Those of the assessments that may not be shown everywhere: a programme must hold without what leads to them.</summary>
    public IReadOnlyCollection<string> Restricted { get; init; } = [];
}
