using System.Net;
using System.Net.Sockets;

namespace MobileBackend.TestKit;

/// <summary>Ports of 127.0.0.1, for programs that must be told theirs before they start.</summary>
public static class LoopbackPort
{
    /// <summary>A port that was free a moment ago; another process may take it in between.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
