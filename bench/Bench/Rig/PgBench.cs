using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace MobileBackend.Bench.Rig;

/// <summary>Runs pgbench, with <c>n</c> at the present millisecond: what PostgreSQL itself can do, without any client of note.</summary>
internal sealed partial class PgBench(string folder, string connectionString)
{
    public async Task<Load> RunAsync(string script, TimeSpan duration, int clients = 32)
    {
        var file = Path.Combine(folder, "pgbench.sql");
        await File.WriteAllTextAsync(file, script);
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        using var pgbench = Process.Start(new ProcessStartInfo("pgbench",
        [
            "--no-vacuum", "--protocol=prepared", $"--define=n={Machine.Today().ToUnixTimeMilliseconds()}", $"--file={file}", $"--client={Text(clients)}",
            "--jobs=1", $"--time={Text(duration.TotalSeconds)}",
            "--host", server.Host!, "--port", Text(server.Port), "--username", server.Username!, server.Database!,
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = pgbench.StandardError.ReadToEndAsync();
        var output = await pgbench.StandardOutput.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        return pgbench.ExitCode == 0
            ? new Load(Figure(Rate(), output), Figure(Latency(), output), double.NaN, 0)
            : throw new InvalidOperationException($"pgbench said:\n{await errors}");
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Figure(Regex pattern, string output) => double.Parse(pattern.Match(output).Groups["figure"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"tps = (?<figure>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"latency average = (?<figure>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Latency();
}
