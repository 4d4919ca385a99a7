using System.Text.RegularExpressions;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>A row of CONTRIBUTING.md: a folder that holds more files than others, how many at most, and why.</summary>
/// <param name="Folder">Such as <c>src/Domain/Common</c>.</param>
/// <param name="Files">How many it may hold.</param>
/// <param name="Reason">Why they belong together.</param>
internal sealed record FullFolder(string Folder, int Files, string Reason);

/// <summary>What a reader can take in at once: a line, a controller, a folder.</summary>
internal static partial class SourceRules
{
    /// <summary>Columns of a line, as <c>max_line_length</c> in .editorconfig says.</summary>
    public const int MaxColumns = 160;

    public const int MaxControllerLines = 150;

    public const int MaxFilesOfAFolder = 15;

    /// <summary>Lines that are too long, but for those of migrations, which `dotnet ef` writes.</summary>
    public static IReadOnlyList<string> LineViolations(IEnumerable<SourceFile> files) =>
        [.. files.Where(file => !Generated().IsMatch(file.Path)).SelectMany(file => file.Text.Split('\n')
            .Select((line, index) => (Columns: ColumnsOf(line), Number: index + 1))
            .Where(line => line.Columns > MaxColumns)
            .Select(line => $"{file.Path}:{line.Number} has {line.Columns} columns: break it, the limit is {MaxColumns}."))];

    public static IReadOnlyList<string> ControllerViolations(IEnumerable<SourceFile> files) =>
        [.. files.Where(file => Controller().IsMatch(file.Text))
            .Select(file => (file.Path, Lines: file.Text.TrimEnd('\n').Split('\n').Length))
            .Where(file => file.Lines > MaxControllerLines)
            .Select(file => $"{file.Path} has {file.Lines} lines: give each resource a controller of its own, the limit is {MaxControllerLines}.")];

    public static IReadOnlyList<string> FolderViolations(IEnumerable<SourceFile> files, IReadOnlyCollection<FullFolder> full)
    {
        var counts = files.Where(file => !Generated().IsMatch(file.Path)).CountBy(file => file.Path[..file.Path.LastIndexOf('/')])
            .ToDictionary(StringComparer.Ordinal);
        return
        [
            .. counts.Where(folder => folder.Value > (full.FirstOrDefault(row => row.Folder == folder.Key)?.Files ?? MaxFilesOfAFolder))
                .Select(
                    folder => $"{folder.Key} holds {folder.Value} files: divide it by what they are about, or say why not in the table of CONTRIBUTING.md."),
            .. full.Where(row => counts.GetValueOrDefault(row.Folder) <= MaxFilesOfAFolder)
                .Select(stale => $"{stale.Folder} holds no more files than others: take its row out of CONTRIBUTING.md."),
        ];
    }

    /// <summary>Reads the rows <c>| `folder` | files | why |</c> of a text.</summary>
    public static IReadOnlyList<FullFolder> ReadFullFolders(string text) =>
        [.. FullFolderRow().Matches(text).Select(match => new FullFolder(
            match.Groups["folder"].Value, int.Parse(match.Groups["files"].Value), match.Groups["reason"].Value.Trim()))];

    // As an editor counts them: a pair of surrogates is one.
    private static int ColumnsOf(string line) => line.TrimEnd('\r').EnumerateRunes().Count();

    [GeneratedRegex("/Migrations/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Generated();

    [GeneratedRegex(@"^\s*\[ApiController\]|\bclass\s+\w+Controller\b", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Controller();

    [GeneratedRegex(
        @"^\| `(?<folder>src/[^`]+)` \| (?<files>\d+) \|(?<reason>[^|]+)\|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex FullFolderRow();
}
