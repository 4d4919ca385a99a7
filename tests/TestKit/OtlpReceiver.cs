using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MobileBackend.TestKit;

/// <summary>Where telemetry goes: keeps what is exported to it over HTTP. Texts stand as they are in protobuf.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> _exports = new();
    private LoopbackServer? _server;

    private OtlpReceiver()
    {
    }

    /// <summary>The settings under which the service exports to it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("OTEL_EXPORTER_OTLP_ENDPOINT", _server!.Address), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        receiver._server = await LoopbackServer.StartAsync(receiver.TakeAsync);
        return receiver;
    }

    /// <summary>All that came for a signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public string Received(string signal) =>
        string.Join('\n', _exports.Where(export => string.Equals(export.Path, $"/v1/{signal}", StringComparison.Ordinal)).Select(export => export.Body));

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        _exports.Enqueue((context.Request.Path.Value!, await reader.ReadToEndAsync(context.RequestAborted)));
    }
}
