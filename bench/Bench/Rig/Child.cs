using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MobileBackend.Bench.Rig;

/// <summary>
/// A server of this bench, as a process of its own that writes to a file. It ends with <see cref="Dispose"/>, and by itself after
/// <see cref="LongestLife"/> should this process be killed.
/// </summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly Process _guard;
    private readonly string _logFile;

    private Child(Process guard, string logFile)
    {
        (_guard, _logFile) = (guard, logFile);
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>Most resident memory since the start, in MB.</summary>
    public double PeakMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{Id}/status").First(each => each.StartsWith("VmHWM:", StringComparison.Ordinal));
            return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
        }
    }

    /// <summary>Processor time used since the start, by all threads and by the processes that it started.</summary>
    public TimeSpan ProcessorTime => Tree(Id).Aggregate(TimeSpan.Zero, (sum, id) =>
    {
        using var process = Process.GetProcessById(id);
        return sum + process.TotalProcessorTime;
    });

    private int Id => ChildrenOf(_guard.Id).Single();

    /// <summary>A port of 127.0.0.1 that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and waits until the address answers with success.</summary>
    public static async Task<Child> StartAsync(
        IEnumerable<string> command, IEnumerable<KeyValuePair<string, string?>> environment, string logFile, Uri readyAddress)
    {
        var start = new ProcessStartInfo("timeout")
        {
            ArgumentList =
            {
                "--signal=KILL", LongestLife.TotalSeconds.ToString(CultureInfo.InvariantCulture), "sh", "-c", "exec \"$@\" >\"$0\" 2>&1", logFile,
            },
        };
        foreach (var word in command)
        {
            start.ArgumentList.Add(word);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var child = new Child(Process.Start(start)!, logFile);
        try
        {
            await child.WaitUntilReadyAsync(readyAddress);
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>Waits until it hardly uses the processor any more, or long enough.</summary>
    public async Task BecomesIdleAsync(TimeSpan longest)
    {
        var look = TimeSpan.FromSeconds(0.5);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < longest;)
        {
            var before = ProcessorTime;
            await Task.Delay(look);
            if (ProcessorTime - before < look / 20)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        End();
        _guard.Dispose();
    }

    private void OnProcessExit(object? sender, EventArgs e) => End();

    private void End()
    {
        if (!_guard.HasExited)
        {
            _guard.Kill(entireProcessTree: true);
            _guard.WaitForExit();
        }
    }

    private static IEnumerable<int> Tree(int id) => ChildrenOf(id).SelectMany(Tree).Prepend(id);

    private static IEnumerable<int> ChildrenOf(int id) => File.ReadAllText($"/proc/{id}/task/{id}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    private async Task WaitUntilReadyAsync(Uri address)
    {
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestStart && !_guard.HasExited; await Task.Delay(50))
        {
            try
            {
                using var answer = await client.GetAsync(address);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"It did not become ready:\n{await File.ReadAllTextAsync(_logFile)}");
    }
}
