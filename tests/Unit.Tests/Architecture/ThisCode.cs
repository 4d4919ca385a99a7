using System.Reflection;
using System.Text.RegularExpressions;
using MobileBackend.TestKit;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>A source file, or a planted one.</summary>
/// <param name="Path">Relative to the solution's folder, with forward slashes.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string Path, string Text);

/// <summary>What the rules look at: the layers' assemblies and the source tree, as they are.</summary>
internal static partial class ThisCode
{
    public const string Root = "MobileBackend";

    public static IReadOnlyList<string> Layers { get; } = ["Domain", "Application", "Infrastructure", "Api"];

    /// <summary>The projects under src, by the names of their folders.</summary>
    public static IReadOnlyList<string> Projects() =>
        [.. Directory.EnumerateFiles(Path.Combine(SolutionFolder.Find(), "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static Assembly Layer(string name) => Assembly.Load($"{Root}.{name}");

    /// <summary>The types that were written by hand, without those that the compiler, a generator or `dotnet ef` made.</summary>
    public static IReadOnlyList<Type> TypesOf(params IEnumerable<string> layers) =>
        [.. layers.SelectMany(layer => Layer(layer).GetTypes()).Where(type => !type.IsNested
            && type.Namespace?.StartsWith($"{Root}.", StringComparison.Ordinal) == true
            && !type.Namespace.Contains(".Migrations.", StringComparison.Ordinal)
            && !type.Name.StartsWith('<'))];

    /// <summary>The C# files below these folders, without what a build made.</summary>
    public static IReadOnlyList<SourceFile> Sources(params IEnumerable<string> folders)
    {
        var solution = SolutionFolder.Find();
        return [.. folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(solution, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => (Name: Path.GetRelativePath(solution, file).Replace('\\', '/'), File: file))
            .Where(source => !BuildOutput().IsMatch(source.Name))
            .Select(source => new SourceFile(source.Name, File.ReadAllText(source.File)))];
    }

    /// <summary>A file that belongs to the rules and lies beside them.</summary>
    public static string Committed(string name) => Path.Combine(SolutionFolder.Find(), "tests", "Unit.Tests", "Architecture", name);

    [GeneratedRegex("/(bin|obj)/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BuildOutput();
}
