using Microsoft.Extensions.Configuration;

namespace MobileBackend.LocalRun;

/// <summary>Where the service keeps its data: the setting of that name, from the solution's folder on.</summary>
internal static class DataFolder
{
    /// <exception cref="DirectoryNotFoundException">This program runs outside a checkout.</exception>
    public static string Find(IConfiguration configuration)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MobileBackend.sln")))
            {
                return Path.GetFullPath(configuration["DataFolder"] ?? "data", folder.FullName);
            }
        }

        throw new DirectoryNotFoundException($"No MobileBackend.sln in {AppContext.BaseDirectory} or any folder above it.");
    }
}
