using System.Diagnostics;
using System.Globalization;

namespace MobileBackend.Bench.Rig;

/// <summary>An answer of an open loop.</summary>
/// <param name="Status">Its status; 0 or less where the connection failed.</param>
/// <param name="Milliseconds">How long it took.</param>
internal readonly record struct Timed(int Status, double Milliseconds);

/// <summary>Runs h2load at a rate that does not wait for answers, over HTTP/1.1, as long as it has connections left to ask on.</summary>
internal sealed class OpenLoop(string folder)
{
    /// <param name="requests">Addresses to go round.</param>
    /// <param name="token">Whose they are.</param>
    /// <param name="perSecond">The rate offered.</param>
    /// <param name="duration">How long.</param>
    /// <param name="connections">How many there are.</param>
    public async Task<IReadOnlyList<Timed>> RunAsync(IEnumerable<Uri> requests, string token, double perSecond, TimeSpan duration, int connections)
    {
        var (addresses, log) = (Path.Combine(folder, "addresses.txt"), Path.Combine(folder, "h2load.log"));
        await File.WriteAllLinesAsync(addresses, requests.Select(request => request.ToString()));
        File.Delete(log);
        using var h2load = Process.Start(new ProcessStartInfo("h2load",
        [
            "--h1", "--threads=1", $"--clients={Text(connections)}", $"--rps={Text(Math.Max(1, Math.Round(perSecond / connections)))}",
            $"--duration={Text(duration.TotalSeconds)}", $"--input-file={addresses}", $"--header=authorization: Bearer {token}", $"--log-file={log}",
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = Task.WhenAll(h2load.StandardOutput.ReadToEndAsync(), h2load.StandardError.ReadToEndAsync());
        await h2load.WaitForExitAsync();
        return h2load.ExitCode == 0
            ? [.. File.ReadLines(log).Select(line => line.Split('\t')).Select(parts => new Timed((int)Number(parts[1]), Number(parts[2]) / 1e3))]
            : throw new InvalidOperationException($"h2load said:\n{string.Concat(await output)}");
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
