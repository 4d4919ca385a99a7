using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Programmes;

/// <summary>A programme that came with this release.</summary>
/// <param name="Definition">As it was read.</param>
/// <param name="Text">The file.</param>
internal sealed record ShippedProgramme(ProgrammeDefinition Definition, string Text);

/// <summary>The programmes that came with this release, read once from files and checked as a whole.</summary>
internal sealed class ShippedProgrammes
{
    /// <exception cref="ContentException">A file cannot be used; it names the first line and reason.</exception>
    public ShippedProgrammes(string folder, AssessmentCatalogue assessments, IHelpLineCatalogue lines)
    {
        var texts = ContentFile.TextsIn(folder);
        Reader = new ProgrammeReader([.. texts.Keys], assessments, lines);
        All = texts.ToDictionary(text => text.Key, text => Read(Path.Combine(folder, $"{text.Key}.yaml"), text.Value), StringComparer.Ordinal);
    }

    /// <summary>Reads other versions of them.</summary>
    public ProgrammeReader Reader { get; }

    /// <summary>By slug.</summary>
    public IReadOnlyDictionary<string, ShippedProgramme> All { get; }

    private ShippedProgramme Read(string file, string text)
    {
        var programme = Reader.ReadFile(file, text);
        return Reader.Judge(programme, isThorough: false) is [var fault, ..]
            ? throw new ContentException(file, fault.Line, fault.Problem)
            : new ShippedProgramme(Reader.Shown(programme), text);
    }
}
