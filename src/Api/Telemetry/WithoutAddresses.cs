using System.Diagnostics;
using OpenTelemetry;

namespace MobileBackend.Api.Telemetry;

/// <summary>Takes off a span what may say who asked or what they typed, whichever version of a library puts it there. Stands before the exporter.</summary>
internal sealed class WithoutAddresses : BaseProcessor<Activity>
{
    private static readonly string[] Tags = ["client.address", "network.peer.address", "url.query", "url.full", "url.path", "user_agent.original"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Tags)
        {
            data.SetTag(tag, null);
        }
    }
}
