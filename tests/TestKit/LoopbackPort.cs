using System.Net;
using System.Net.Sockets;

namespace MobileBackend.TestKit;

/// <summary>Ports of 127.0.0.1, for programs that must be told theirs before they start.</summary>
public static class LoopbackPort
{
    /// <summary>
    /// Below those that Linux gives to connections that go out (from 32768): a program that is restarted on its port would find it taken now and then by
    /// a client that connected meanwhile.
    /// </summary>
    private const int First = 20_000;
    private const int Last = 32_000;
    private const int MostTries = 100;

    /// <summary>A port that was free a moment ago; another process may take it in between.</summary>
    public static int Free()
    {
        for (var tries = 1; ; tries++)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException) when (tries < MostTries)
            {
                // Somebody's; another one.
            }
        }
    }
}
