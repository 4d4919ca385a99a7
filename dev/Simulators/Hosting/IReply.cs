using Microsoft.AspNetCore.Http;

namespace MobileBackend.Simulators.Hosting;

/// <summary>What a simulated service says of its own accord.</summary>
internal interface IReply
{
    int Status { get; }

    /// <summary>Whether the service now has the message, from this request or an earlier one.</summary>
    bool HasMessage { get; }

    Task WriteAsync(HttpResponse response, CancellationToken cancellationToken);
}
