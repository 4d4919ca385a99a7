using System.Diagnostics;
using System.Globalization;

namespace MobileBackend.TestKit.Postgres;

/// <summary>A PostgreSQL server in a folder of its own, which ends and is removed with this process.</summary>
internal sealed class PostgresServer : IDisposable
{
    // /tmp, because the path of a Unix socket has at most 107 bytes.
    private const string Supervisor = """
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

    private readonly ShellSupervisor _shell;

    private PostgresServer(ShellSupervisor shell, int port)
    {
        _shell = shell;
        Port = port;
    }

    public int Port { get; }

    // What pg_ctl reads too: the eighth line of this file, whatever language the log is in.
    private bool IsReady => _shell.ReadIfPresent("data/postmaster.pid").Split('\n').ElementAtOrDefault(7)?.Trim() == "ready";

    private string Log => _shell.ReadIfPresent("server.log");

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

    public Task StopAsync(bool immediate) => _shell.OrderAsync(immediate ? "stop-immediate" : "stop-fast");

    public async Task ResumeAsync()
    {
        await _shell.OrderAsync("start");
        if (!await BecomesReadyAsync(failed: () => false))
        {
            throw new InvalidOperationException($"The throwaway PostgreSQL did not start again:\n{Log}");
        }
    }

    public void Dispose() => _shell.Dispose();

    private static async Task<PostgresServer> LaunchAsync(PostgresInstallation installation, int port, bool fsync)
    {
        string[] arguments = [installation.BinFolder, port.ToString(CultureInfo.InvariantCulture), fsync ? "on" : "off"];
        return new PostgresServer(await ShellSupervisor.StartAsync("postgres-supervisor", Supervisor, arguments, installation.RunAs), port);
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
}
