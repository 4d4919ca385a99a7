using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Programmes;

/// <summary>Reads and judges programmes, those of files and those of staff alike.</summary>
/// <param name="slugs">All programmes that there are.</param>
/// <param name="assessments">Which they may refer to.</param>
/// <param name="lines">Which they may refer to.</param>
internal sealed class ProgrammeReader(IReadOnlyCollection<string> slugs, AssessmentCatalogue assessments, IHelpLineCatalogue lines)
{
    /// <summary>A problem may quote what is written: no more of it than tells what is meant.</summary>
    private const int LongestProblem = 400;

    private readonly Dictionary<string, IReadOnlyList<string>> _bands =
        assessments.Known.ToDictionary(known => known.Code, known => (IReadOnlyList<string>)[.. known.Bands.Select(band => band.Key)], StringComparer.Ordinal);

    /// <summary>All that is wrong with a definition, in order of its lines. It takes a core for a while.</summary>
    public DefinitionFault[] FindFaults(string slug, string definition, CancellationToken cancellationToken) =>
        [.. FaultsIn(slug, definition, cancellationToken).OrderBy(fault => fault.Line)];

    public ProgrammeDefinition Read(string slug, string definition) => Shown(ReadFile(FileOf(slug), definition));

    /// <exception cref="ContentException">It cannot be used; it names the first line and reason.</exception>
    public ProgrammeDefinition ReadFile(string file, string text) => ContentFile.ReadPlain(file, text, map => ProgrammeContent.Read(map, _bands));

    /// <summary>A programme as people get it here: without what leads to instruments that may not be shown.</summary>
    public ProgrammeDefinition Shown(ProgrammeDefinition programme) => programme.Without(assessments.Hidden);

    /// <summary>All that is wrong with a definition that can be read.</summary>
    /// <param name="programme">Which.</param>
    /// <param name="isThorough">False for a quick look, as at the start of the service: what came with it was judged thoroughly by its tests.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IReadOnlyList<DefinitionFault> Judge(
        ProgrammeDefinition programme, bool isThorough, CancellationToken cancellationToken = default) => ProgrammeCheck.FindFaults(
        programme,
        new KnownReferences([.. lines.All.Select(line => line.Code)], [.. _bands.Keys], slugs) { Restricted = assessments.Restricted },
        isThorough,
        cancellationToken);

    private IEnumerable<DefinitionFault> FaultsIn(string slug, string definition, CancellationToken cancellationToken)
    {
        var (programme, faults) = ContentFile.ReadPlainWithAllFaults(
            FileOf(slug), definition, map => ProgrammeContent.Read(map, _bands), ProgrammeCheck.MostFaults, cancellationToken);
        var found = faults.Count > 0 || programme is null
            ? faults.Select(fault => new DefinitionFault((int)fault.Line, fault.Problem))
            : Judge(programme, isThorough: true, cancellationToken);
        return found.Select(fault => fault with { Problem = new LocalizedText(Cut(fault.Problem.French), Cut(fault.Problem.English)) });
    }

    private static string Cut(string problem) => problem.Length <= LongestProblem ? problem : $"{problem[..LongestProblem]}…";

    private static string FileOf(string slug) => $"{slug}.yaml";
}
