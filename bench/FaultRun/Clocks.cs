namespace MobileBackend.FaultRun;

/// <summary>Clocks that are wrong, by Debian's faketime. What a process waits with stays right; PostgreSQL's clock stays right too.</summary>
internal static class Clocks
{
    /// <summary>Where the library is; null where the package is not installed.</summary>
    public static string? Library { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
        .FirstOrDefault(File.Exists)
        : null;

    /// <summary>The variables under which a process sees its clock moved.</summary>
    /// <param name="by">As faketime writes it: <c>+49h</c>.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Moved(string by) =>
        [new("LD_PRELOAD", Library), new("FAKETIME", by), new("FAKETIME_DONT_FAKE_MONOTONIC", "1"), new("DONT_FAKE_MONOTONIC", "1")];

    /// <summary>How far the clock of a server is from ours, by the date of its answers.</summary>
    public static async Task<TimeSpan> OffsetOfAsync(HttpClient client, Uri address)
    {
        using var answer = await client.GetAsync(new Uri(address, "/health/live"));
        return answer.Headers.Date!.Value - TimeProvider.System.GetUtcNow();
    }
}
