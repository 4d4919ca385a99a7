using System.Globalization;

namespace MobileBackend.TestKit.RabbitMq;

/// <summary>A RabbitMQ node in a folder of its own, with an epmd of its own, which ends and is removed with this process.</summary>
internal sealed class RabbitServer : IDisposable
{
    // Nothing of the machine's own configuration is read, and everything listens on 127.0.0.1. Left to itself the node would start an epmd that outlives it,
    // and serve whoever comes later: this one is the shell's child. RUNNING_UNDER_SYSTEMD makes the node's script become the Erlang machine instead of
    // starting it.
    private const string Supervisor = """
        bin=$1 port=$2
        folder=$(mktemp -d /tmp/mobile-backend-rabbitmq.XXXXXX) || exit 1
        export HOME="$folder" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$3" RABBITMQ_DIST_PORT="$4" RABBITMQ_NODENAME="test-$port@localhost" \
          RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE="$folder/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$folder/none.config" \
          RABBITMQ_MNESIA_BASE="$folder/mnesia" RABBITMQ_LOG_BASE="$folder" RABBITMQ_LOGS="$folder/server.log" RABBITMQ_PID_FILE="$folder/pid" \
          RABBITMQ_ENABLED_PLUGINS_FILE="$folder/plugins" RABBITMQ_FEATURE_FLAGS_FILE="$folder/feature_flags" RABBITMQ_GENERATED_CONFIG_DIR="$folder/config" \
          RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none'
        printf 'listeners.tcp.1 = 127.0.0.1:%s\nlog.file.level = warning\ndisk_free_limit.absolute = 10MB\n' "$port" >"$folder/rabbitmq.conf"
        echo '[].' >"$folder/plugins"
        start() {
          RUNNING_UNDER_SYSTEMD=true "$bin/rabbitmq-server" </dev/null >>"$folder/console.log" 2>&1 &
          server=$!
        }
        stop() {
          kill -s "$1" "$server" 2>/dev/null
          wait "$server" 2>/dev/null
        }
        epmd </dev/null >/dev/null 2>&1 &
        epmd=$!
        start
        echo "$folder"
        while read -r command; do
          case $command in
            start) start ;;
            stop-orderly) stop TERM ;;
            stop-immediate) stop KILL ;;
            add-writer)
              "$bin/rabbitmqctl" --node "$RABBITMQ_NODENAME" eval 'U = <<"writer">>, rabbit_auth_backend_internal:add_user(U, U, <<"test">>),
                rabbit_auth_backend_internal:set_permissions(U, <<"/">>, <<>>, <<".*">>, <<>>, <<"test">>).' </dev/null >>"$folder/console.log" 2>&1
              ;;
          esac
          echo "$command"
        done
        stop KILL
        kill -s KILL "$epmd"
        wait "$epmd" 2>/dev/null
        rm -rf "$folder"
        """;

    private readonly ShellSupervisor _shell;

    private RabbitServer(ShellSupervisor shell, int port)
    {
        _shell = shell;
        Port = port;
    }

    public int Port { get; }

    public string Log => _shell.ReadIfPresent("console.log") + _shell.ReadIfPresent("server.log");

    public static async Task<RabbitServer> LaunchAsync(string binFolder)
    {
        int[] ports = [LoopbackPort.Free(), LoopbackPort.Free(), LoopbackPort.Free()];
        string[] arguments = [binFolder, .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))];
        return new RabbitServer(await ShellSupervisor.StartAsync("rabbitmq-supervisor", Supervisor, arguments, runAs: []), ports[0]);
    }

    public Task OrderAsync(string order) => _shell.OrderAsync(order);

    public void Dispose() => _shell.Dispose();
}
