using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobileBackend.TestKit;

/// <summary>
/// A real Chromium without a window, with one page, driven by its DevTools protocol. It runs under a small shell that ends it when this process ends, however
/// that ends. A test asks <see cref="SkipReason"/> before it starts one.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    // Root may not use its sandbox, and nothing but the tests' own pages is opened. It asks for nothing of its own and finds nobody by name.
    private const string Supervisor = """
        folder=$(mktemp -d /tmp/mobile-backend-chromium.XXXXXX) || exit 1
        "$1" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking --disable-component-update \
          --host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1' \
          --user-data-dir="$folder" --remote-debugging-port=0 about:blank </dev/null >/dev/null 2>&1 &
        browser=$!
        echo "$folder"
        read -r end
        kill -9 "$browser"
        wait "$browser" 2>/dev/null
        until rm -rf "$folder" 2>/dev/null; do sleep 0.1; done
        """;

    private const string PortFile = "DevToolsActivePort";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ShellSupervisor _shell;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _events = [];
    private int _calls;

    private Chromium(ShellSupervisor shell) => _shell = shell;

    /// <summary>Why there is no Chromium here, null when there is.</summary>
    /// <exception cref="InvalidOperationException">There is none and REQUIRE_CHROMIUM is true, as in CI: a test that needs it must not be skipped.</exception>
    public static string? SkipReason
    {
        get
        {
            const string Absent = "chromium not found; install Debian's chromium.";
            return Program is not null ? null
                : Environment.GetEnvironmentVariable("REQUIRE_CHROMIUM") == "true" ? throw new InvalidOperationException($"REQUIRE_CHROMIUM is set. {Absent}")
                : Absent;
        }
    }

    /// <summary>What the page wrote to its console, and what the browser had to complain about in it.</summary>
    public IReadOnlyList<string> Complaints =>
    [
        .. _events.Where(each => (string)each["method"]! is "Log.entryAdded" or "Runtime.consoleAPICalled" or "Runtime.exceptionThrown")
        .Select(each => each["params"]!.ToJsonString()),
    ];

    /// <summary>The addresses of all that the page asked for, itself among them.</summary>
    public IReadOnlyList<string> Requested =>
        [.. _events.Where(each => (string)each["method"]! == "Network.requestWillBeSent").Select(each => (string)each["params"]!["request"]!["url"]!)];

    private static string? Program => OperatingSystem.IsWindows() ? null : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        var chromium = new Chromium(await ShellSupervisor.StartAsync("chromium", Supervisor, [Program!], runAs: []));
        try
        {
            await chromium.ConnectAsync();
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an address and waits until all of the page is there.</summary>
    public async Task OpenAsync(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        await CallAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        while (!_events.Exists(each => (string)each["method"]! == "Page.loadEventFired"))
        {
            _events.Add(await ReceiveAsync());
        }
    }

    /// <summary>The value of an expression of JavaScript in the page, whatever the page itself may run.</summary>
    public async Task<JsonNode> EvaluateAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } fault ? throw new InvalidOperationException(fault.ToJsonString()) : answer["result"]!["value"]!;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _shell.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ConnectAsync()
    {
        await Eventually.TrueAsync(() => Task.FromResult(_shell.ReadIfPresent(PortFile).Contains('\n', StringComparison.Ordinal)));
        var port = int.Parse(_shell.ReadIfPresent(PortFile).Split('\n')[0], CultureInfo.InvariantCulture);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var made = await http.PutAsync(new Uri("/json/new?about:blank", UriKind.Relative), null);
        var page = await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        using var patience = new CancellationTokenSource(Patience);
        await _socket.ConnectAsync(new Uri((string)page!["webSocketDebuggerUrl"]!), patience.Token);
        foreach (var domain in (string[])["Page", "Network", "Log", "Runtime"])
        {
            await CallAsync($"{domain}.enable", []);
        }

        _events.Clear();
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        var call = new JsonObject { ["id"] = ++_calls, ["method"] = method, ["params"] = parameters };
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        while (true)
        {
            var message = await ReceiveAsync();
            if ((int?)message["id"] == _calls)
            {
                return message["error"] is { } error ? throw new InvalidOperationException(error.ToJsonString()) : message["result"]!;
            }

            _events.Add(message);
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            message.Write(buffer.AsSpan(0, part.Count));
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
