using MobileBackend.Application.Coaching;
using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Infrastructure.Content;

/// <summary>The programmes, read once from files and checked as a whole.</summary>
internal sealed class ProgrammeCatalogue : IProgrammeCatalogue
{
    /// <exception cref="ContentException">A file cannot be used; it names the first line and reason.</exception>
    public ProgrammeCatalogue(string folder, AssessmentCatalogue assessments, IHelpLineCatalogue lines)
    {
        var bands = assessments.Known.ToDictionary(known => known.Code, known => (IReadOnlyList<string>)[.. known.Bands.Select(band => band.Key)], StringComparer.Ordinal);
        All = ContentFile.ReadAll(folder, map => ProgrammeContent.Read(map, bands));
        var known = new KnownReferences([.. lines.All.Select(line => line.Code)], [.. bands.Keys], [.. All.Select(programme => programme.Slug)]);
        foreach (var programme in All)
        {
            if (ProgrammeCheck.FindFaults(programme, known) is [var fault, ..])
            {
                throw new ContentException(Path.Combine(folder, $"{programme.Slug}.yaml"), fault.Line, fault.Problem);
            }
        }
    }

    public IReadOnlyList<ProgrammeDefinition> All { get; }

    public ProgrammeDefinition? Find(string slug) => All.FirstOrDefault(known => string.Equals(known.Slug, slug, StringComparison.Ordinal));

    public ProgrammeDefinition? Find(string slug, int version) => Find(slug) is { } programme && programme.Version == version ? programme : null;
}
