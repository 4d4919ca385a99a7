using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Programmes;

/// <summary>Reads and judges definitions that staff wrote, as strictly as those of the service's content.</summary>
public interface IDefinitionReader
{
    /// <summary>The longest definition, in characters: three times the longest that exists.</summary>
    const int Longest = 1_000_000;

    /// <summary>
    /// All that is wrong with a definition, in order of its lines, up to what anybody mends at once. What it refers to is judged once it can be read from end
    /// to end. <see cref="CommonErrors.Overloaded"/> where too many wait for the same already.
    /// </summary>
    Task<Result<DefinitionFault[]>> FindFaultsAsync(string slug, string definition, CancellationToken cancellationToken);

    /// <summary>Reads a definition in which no fault was found.</summary>
    ProgrammeDefinition Read(string slug, string definition);
}
