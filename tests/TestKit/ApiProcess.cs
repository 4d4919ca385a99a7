using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MobileBackend.Api;

namespace MobileBackend.TestKit;

/// <summary>The service as a process of its own, which can be killed as the kernel kills.</summary>
/// <param name="port">Where it listens on 127.0.0.1.</param>
/// <param name="settings">Its settings; a later one of the same name wins.</param>
public sealed class ApiProcess(int port, params IEnumerable<KeyValuePair<string, string?>> settings) : IDisposable
{
    /// <summary>A start takes seconds of processor time, which a busy machine gives slowly.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const int KeptLines = 20;

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Lock _turn = new();
    private Process? _process;

    /// <summary>Between its end at our hands and its next start.</summary>
    private bool _isEnding;

    /// <summary>The last lines that it wrote, for whoever wonders why it ended.</summary>
    public string LastOutput => string.Join('\n', _output);

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    /// <summary>Starts it, again after an end.</summary>
    /// <param name="environment">Variables for this start alone, beside the settings.</param>
    public void Start(params IEnumerable<KeyValuePair<string, string?>> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { typeof(Composition).Assembly.Location, "--urls", Address.ToString() },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        foreach (var (key, value) in settings.Concat(environment))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        lock (_turn)
        {
            _process?.Dispose();
            _process = Process.Start(start)!;
            _isEnding = false;
        }

        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it again where it ended by itself, as a service manager does. Whoever ends it starts it again themselves.</summary>
    public void StartIfEnded()
    {
        lock (_turn)
        {
            if (!_isEnding && _process is { HasExited: true })
            {
                Start();
            }
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public void Kill()
    {
        lock (_turn)
        {
            _isEnding = true;
        }

        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, as service managers send it. Returns the exit code once it has ended.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task<int> TerminateAsync()
    {
        lock (_turn)
        {
            _isEnding = true;
        }

        using (var kill = Process.Start("/bin/sh", ["-c", "kill -TERM \"$1\"", "kill", _process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Not ended within {Patience} of the SIGTERM.", late);
        }

        return _process.ExitCode;
    }

    public async Task WaitUntilReadyAsync(HttpClient client)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                if ((await client.GetAsync(new Uri(Address, "/health/ready"), timeout.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !timeout.IsCancellationRequested))
            {
                // Not listening yet, or busier than the client is patient.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        KillIfRunning();
        _process?.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
            while (_output.Count > KeptLines)
            {
                _output.TryDequeue(out _);
            }
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => KillIfRunning();

    private void KillIfRunning()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }
    }
}
