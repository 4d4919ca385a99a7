using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MobileBackend.TestKit.Postgres;

/// <summary>Where this machine keeps PostgreSQL's programs, and who may run them: the server refuses to run as root.</summary>
internal sealed record PostgresInstallation(string BinFolder, IReadOnlyList<string> RunAs)
{
    private const string Debian = "/usr/lib/postgresql";
    private static readonly string[] UnprivilegedAccounts = ["postgres", "nobody"];

    /// <summary>The installation, or the reason why there is none that can be used.</summary>
    public static (PostgresInstallation? Found, string? Reason) Look()
    {
        if (OperatingSystem.IsWindows())
        {
            return (null, "A throwaway PostgreSQL is started on Unix only; set TEST_POSTGRES to the connection string of a server.");
        }

        if (CandidateFolders().FirstOrDefault(HasServer) is not { } binFolder)
        {
            return (null, "PostgreSQL binaries not found; install Debian's postgresql or set TEST_POSTGRES.");
        }

        if (!Environment.IsPrivilegedProcess)
        {
            return (new PostgresInstallation(binFolder, []), null);
        }

        foreach (var account in UnprivilegedAccounts)
        {
            if (Output("id", "-u", account) is { } user && Output("id", "-g", account) is { } group && Output("setpriv", "--version") is not null)
            {
                return (new PostgresInstallation(binFolder, ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"]), null);
            }
        }

        return (null, "PostgreSQL does not run as root, and there is no setpriv with an account postgres or nobody; run as another user or set TEST_POSTGRES.");
    }

    private static IEnumerable<string> CandidateFolders()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } chosen)
        {
            yield return chosen;
        }

        if (Output("pg_config", "--bindir") is { } configured)
        {
            yield return configured;
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }

        if (Directory.Exists(Debian))
        {
            foreach (var version in Directory.GetDirectories(Debian).OrderByDescending(VersionOf))
            {
                yield return Path.Combine(version, "bin");
            }
        }
    }

    private static bool HasServer(string folder) => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static decimal VersionOf(string folder) =>
        decimal.TryParse(Path.GetFileName(folder), NumberStyles.Number, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static string? Output(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
