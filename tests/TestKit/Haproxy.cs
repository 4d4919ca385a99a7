using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MobileBackend.TestKit;

/// <summary>
/// A real haproxy in front of three replicas, by the file that operators are given (docs/haproxy.cfg). It runs under a small shell that
/// ends it when this process ends, however that ends. A test asks <see cref="SkipReason"/> before it starts one.
/// </summary>
public sealed class Haproxy : IAsyncDisposable
{
    /// <summary>As many as the file names.</summary>
    public const int Replicas = 3;

    // The end of the standard input, which a kill -9 of this process brings too, ends the proxy.
    private const string Supervisor = """
        exec 3<&0
        "$1" -q -db -f "$2" </dev/null 3<&- &
        proxy=$!
        { read -r end <&3; kill "$proxy"; } 2>/dev/null &
        wait "$proxy"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _shell;

    private Haproxy(Process shell, Uri address)
    {
        _shell = shell;
        Address = address;
    }

    /// <summary>Why there is no haproxy here, null when there is.</summary>
    /// <exception cref="InvalidOperationException">There is none and REQUIRE_HAPROXY is true, as in CI: a test that needs it must not be skipped.</exception>
    public static string? SkipReason
    {
        get
        {
            const string Absent = "haproxy not found; install Debian's haproxy.";
            return Program is not null ? null
                : Environment.GetEnvironmentVariable("REQUIRE_HAPROXY") == "true" ? throw new InvalidOperationException($"REQUIRE_HAPROXY is set. {Absent}")
                : Absent;
        }
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address { get; }

    // Debian keeps it where only administrators' PATH looks.
    private static string? Program => OperatingSystem.IsWindows() ? null : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Select(folder => Path.Combine(folder, "haproxy")).FirstOrDefault(File.Exists);

    /// <param name="replicas">Three addresses; nobody need listen there yet.</param>
    public static async Task<Haproxy> StartAsync(IReadOnlyList<Uri> replicas)
    {
        ArgumentNullException.ThrowIfNull(replicas);
        if (replicas.Count != Replicas)
        {
            throw new ArgumentException($"docs/haproxy.cfg names {Replicas} replicas.", nameof(replicas));
        }

        const int Tries = 3;
        for (var tried = 1; ; tried++)
        {
            var port = LoopbackPort.Free();
            var proxy = new Haproxy(Launch(port, replicas), new Uri($"http://127.0.0.1:{port}"));
            if (await proxy.ListensAsync(port))
            {
                return proxy;
            }

            // Another process may have taken the port since it was found free.
            await proxy.DisposeAsync();
            if (tried == Tries)
            {
                throw new InvalidOperationException("haproxy did not start; `haproxy -c -f docs/haproxy.cfg` says what is wrong with its file.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _shell.WaitForExitAsync(patience.Token);
        _shell.Dispose();
    }

    private static Process Launch(int port, IReadOnlyList<Uri> replicas)
    {
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", Supervisor, "haproxy-supervisor", Program!, Path.Combine(SolutionFolder.Find(), "docs", "haproxy.cfg")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        start.Environment["LISTEN"] = $"127.0.0.1:{port}";
        for (var replica = 0; replica < Replicas; replica++)
        {
            start.Environment[$"REPLICA_{replica + 1}"] = replicas[replica].Authority;
        }

        return Process.Start(start)!;
    }

    private async Task<bool> ListensAsync(int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!_shell.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), patience.Token);
            }
        }

        return false;
    }
}
