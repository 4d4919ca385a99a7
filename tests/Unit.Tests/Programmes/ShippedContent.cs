using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.HelpLines;
using MobileBackend.Infrastructure.Programmes;
using MobileBackend.TestKit;

namespace MobileBackend.Unit.Tests.Programmes;

/// <summary>The content of the repository, and what reads definitions beside it.</summary>
internal static class ShippedContent
{
    public static string Folder { get; } = Path.Combine(SolutionFolder.Find(), "content");

    /// <summary>Knows the shipped programmes, questionnaires and help lines.</summary>
    public static ProgrammeReader Reader { get; } = new(
        ["jeanne", "tis"], new AssessmentCatalogue(Path.Combine(Folder, "assessments"), showUncleared: true),
        new HelpLineCatalogue(Path.Combine(Folder, "help-lines")));

    public static string PathOf(string slug) => Path.Combine(Folder, "programmes", $"{slug}.yaml");
}
