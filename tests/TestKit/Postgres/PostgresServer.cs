using System.Diagnostics;
using System.Globalization;

namespace MobileBackend.TestKit.Postgres;

/// <summary>
/// A PostgreSQL server in a folder of its own, under a small shell that lives as long as this process holds its standard input open. The end of that input,
/// which a kill -9 of this process brings too, makes the shell end the server and remove the folder.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    // The shell ignores Ctrl-C, so that it outlives the tests by the moment it needs to clean up. /tmp, because the path of a Unix socket has at most 107 bytes.
    private const string Supervisor = """
        trap '' HUP INT TERM
        bin=$1 port=$2 fsync=$3
        folder=$(mktemp -d /tmp/mobile-backend-postgres.XXXXXX) || exit 1
        start() {
          "$bin/postgres" -D "$folder/data" -k "$folder" -p "$port" -c listen_addresses=127.0.0.1 -c max_connections=200 -c timezone=UTC \
            -c fsync="$fsync" -c synchronous_commit="$fsync" -c full_page_writes="$fsync" </dev/null >>"$folder/server.log" 2>&1 &
          server=$!
        }
        stop() {
          kill -s "$1" "$server" 2>/dev/null
          wait "$server" 2>/dev/null
        }
        if "$bin/initdb" -D "$folder/data" -U test --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync </dev/null >"$folder/server.log" 2>&1; then
          start
          echo "$folder"
          while read -r command; do
            case $command in
              start) start ;;
              stop-fast) stop INT ;;
              stop-immediate) stop QUIT ;;
            esac
            echo "$command"
          done
          stop QUIT
        else
          cat "$folder/server.log" >&2
        fi
        rm -rf "$folder"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;
    private readonly string _folder;

    private PostgresServer(Process shell, string folder, int port)
    {
        _shell = shell;
        _folder = folder;
        Port = port;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public int Port { get; }

    // What pg_ctl reads too: the eighth line of this file, whatever language the log is in.
    private bool IsReady => ReadIfPresent(Path.Combine(_folder, "data", "postmaster.pid")).Split('\n').ElementAtOrDefault(7)?.Trim() == "ready";

    private string Log => ReadIfPresent(Path.Combine(_folder, "server.log"));

    public static async Task<PostgresServer> StartAsync(PostgresInstallation installation, bool fsync)
    {
        const int Tries = 3;
        for (var tried = 1; ; tried++)
        {
            var server = await LaunchAsync(installation, LoopbackPort.Free(), fsync);
            if (await server.BecomesReadyAsync(() => server.Log.Contains("FATAL", StringComparison.Ordinal)))
            {
                return server;
            }

            // Another process may have taken the port since it was found free.
            var log = server.Log;
            server.Dispose();
            if (tried == Tries)
            {
                throw new InvalidOperationException($"The throwaway PostgreSQL did not start:\n{log}");
            }
        }
    }

    public Task StopAsync(bool immediate) => OrderAsync(immediate ? "stop-immediate" : "stop-fast");

    public async Task ResumeAsync()
    {
        await OrderAsync("start");
        if (!await BecomesReadyAsync(failed: () => false))
        {
            throw new InvalidOperationException($"The throwaway PostgreSQL did not start again:\n{Log}");
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        End();
        _shell.Dispose();
    }

    private static async Task<PostgresServer> LaunchAsync(PostgresInstallation installation, int port, bool fsync)
    {
        string[] command =
        [
            .. installation.RunAs, "/bin/sh", "-c", Supervisor, "postgres-supervisor",
            installation.BinFolder, port.ToString(CultureInfo.InvariantCulture), fsync ? "on" : "off",
        ];
        var shell = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            // The other user may not be allowed into the folder of the tests.
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await shell.StandardOutput.ReadLineAsync() is { } folder)
        {
            return new PostgresServer(shell, folder, port);
        }

        var reason = await shell.StandardError.ReadToEndAsync();
        shell.Dispose();
        throw new InvalidOperationException($"The throwaway PostgreSQL could not be prepared:\n{reason}");
    }

    private static string ReadIfPresent(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    private async Task<bool> BecomesReadyAsync(Func<bool> failed)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(20))
        {
            if (IsReady)
            {
                return true;
            }

            if (failed())
            {
                return false;
            }
        }

        return false;
    }

    private async Task OrderAsync(string order)
    {
        await _shell.StandardInput.WriteLineAsync(order);
        await _shell.StandardInput.FlushAsync();
        if (await _shell.StandardOutput.ReadLineAsync() != order)
        {
            throw new InvalidOperationException($"The shell that holds the throwaway PostgreSQL ended before it could {order}.");
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => End();

    private void End()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(30));
    }
}
