using System.Diagnostics;
using System.Globalization;
using MobileBackend.TestKit;

namespace MobileBackend.Bench.Rig;

/// <summary>Where and on what it was measured.</summary>
internal static class Machine
{
    public static DateTimeOffset Today() => TimeProvider.System.GetUtcNow();

    /// <summary>Cores, memory, and the load that others put on it while it was measured: our own is in it too.</summary>
    public static string Description()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024.0 / 1024 / 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {memory:0} GiB, load {Load()}");
    }

    /// <summary>The load average of the last minute.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    /// <summary>The commit, with a plus sign where files differ from it.</summary>
    public static string Commit()
    {
        var commit = Git("rev-parse", "--short=8", "HEAD");
        return Git("status", "--porcelain", "--untracked-files=no", "--", "src").Length == 0 ? commit : commit + "+";
    }

    private static string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = SolutionFolder.Find(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }
}
