namespace MobileBackend.TestKit;

/// <summary>Finds the checkout that the running tests were built from, for tests that read its files.</summary>
public static class SolutionFolder
{
    /// <summary>The absolute path of the folder that holds MobileBackend.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a checkout.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MobileBackend.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No MobileBackend.sln in {AppContext.BaseDirectory} or any folder above it.");
    }

    /// <summary>Copies all content of the checkout, for a test that changes some of it.</summary>
    /// <param name="folder">Empty.</param>
    public static void CopyContent(string folder)
    {
        var content = Path.Combine(Find(), "content");
        foreach (var file in Directory.GetFiles(content, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(content, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
