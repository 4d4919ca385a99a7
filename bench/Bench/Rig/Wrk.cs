using System.Diagnostics;
using System.Globalization;

namespace MobileBackend.Bench.Rig;

/// <summary>How a stretch of load went.</summary>
/// <param name="PerSecond">Good answers a second.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">99th percentile of it.</param>
/// <param name="Refused">Answers with a status over 399, and connections that failed.</param>
internal readonly record struct Load(double PerSecond, double P50, double P99, long Refused)
{
    /// <summary>Processor time of the server for each request, in microseconds: it says where the time goes even on a busy machine.</summary>
    public double Cost { get; init; }
}

/// <summary>Runs wrk: a closed loop, in which each connection asks again as soon as it has its answer.</summary>
internal sealed class Wrk(string folder)
{
    private const string Report = """
        done = function(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
            e.status + e.connect + e.read + e.write + e.timeout))
        end
        """;

    /// <param name="address">Who is asked.</param>
    /// <param name="script">Lua that defines <c>request</c>.</param>
    /// <param name="duration">How long, in whole seconds.</param>
    /// <param name="server">Who is asked, to tell what it cost.</param>
    /// <param name="connections">How many at once.</param>
    public async Task<Load> RunAsync(Uri address, string script, TimeSpan duration, Child server, int connections = 32)
    {
        var before = server.ProcessorTime;
        var file = Path.Combine(folder, $"{Guid.CreateVersion7(Machine.Today()):N}.lua");
        await File.WriteAllTextAsync(file, $"{script}\n{Report}");
        using var wrk = Process.Start(new ProcessStartInfo("wrk",
        [
            "--threads", "1", "--connections", connections.ToString(CultureInfo.InvariantCulture), "--timeout", "10s",
            "--duration", $"{duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s", "--script", file, address.ToString(),
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var line = output.Split('\n').FirstOrDefault(each => each.StartsWith("RESULT ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk said:\n{output}");
        var figures = line.Split(' ').Skip(1).Select(figure => long.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        return new Load((figures[0] - figures[4]) * 1e6 / figures[1], figures[2] / 1e3, figures[3] / 1e3, figures[4])
        {
            Cost = (server.ProcessorTime - before).TotalMicroseconds / Math.Max(1, figures[0]),
        };
    }
}
