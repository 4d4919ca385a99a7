using System.Text.Json;
using System.Xml.Linq;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>Reads what the restore of a solution left: every project's obj/project.assets.json, and the nuspec of each package it names.</summary>
internal static class LicencesOfRestoredPackages
{
    /// <exception cref="DirectoryNotFoundException">A package is named but not in any package folder: restore first.</exception>
    public static IReadOnlyList<RestoredPackage> Read(string solutionFolder)
    {
        var packages = new Dictionary<string, RestoredPackage>(StringComparer.OrdinalIgnoreCase);
        foreach (var project in ProjectFiles(solutionFolder))
        {
            using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json")));
            var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
            foreach (var path in PackagePaths(assets.RootElement))
            {
                packages.TryAdd(path, ReadPackage(folders, path));
            }
        }

        return [.. packages.Values];
    }

    /// <summary>Reads lines of "id | version | licence | where it was read"; lines that begin with # are remarks.</summary>
    public static IReadOnlyList<ReviewedLicence> ReadReviewed(string file) =>
        [.. File.ReadLines(file)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(fields => new ReviewedLicence(fields[0], fields[1], fields[2], fields[3]))];

    /// <summary>Every project of the solution, from the solution's own list, so that none is left out by where it lies.</summary>
    public static IEnumerable<string> ProjectFiles(string solutionFolder) =>
        File.ReadLines(Path.Combine(solutionFolder, "MobileBackend.sln"))
            .Where(line => line.StartsWith("Project(", StringComparison.Ordinal))
            .Select(line => line.Split('"')[5].Replace('\\', '/'))
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Path.Combine(solutionFolder, path));

    private static IEnumerable<string> PackagePaths(JsonElement assets)
    {
        foreach (var library in assets.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() == "package")
            {
                yield return library.Value.GetProperty("path").GetString()!;
            }
        }

        // PackageDownload: in the package folder, but not in the graph.
        foreach (var framework in assets.GetProperty("project").GetProperty("frameworks").EnumerateObject())
        {
            if (framework.Value.TryGetProperty("downloadDependencies", out var downloads))
            {
                foreach (var download in downloads.EnumerateArray())
                {
                    var version = download.GetProperty("version").GetString()!.TrimStart('[').Split(',')[0];
                    yield return $"{download.GetProperty("name").GetString()}/{version}".ToLowerInvariant();
                }
            }
        }
    }

    private static RestoredPackage ReadPackage(IEnumerable<string> folders, string path)
    {
        var folder = folders.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists)
            ?? throw new DirectoryNotFoundException($"{path} is in no package folder: restore first.");
        var metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        var licence = Child(metadata, "license");
        var isFile = licence?.Attribute("type")?.Value == "file";
        return new RestoredPackage(
            Child(metadata, "id")!.Value,
            Child(metadata, "version")!.Value,
            Expression: isFile ? null : licence?.Value,
            Text: isFile ? File.ReadAllText(Path.Combine(folder, licence!.Value.Replace('\\', '/'))) : null,
            Url: Child(metadata, "licenseUrl")?.Value);
    }

    // The namespace of a nuspec differs by the age of the package.
    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
