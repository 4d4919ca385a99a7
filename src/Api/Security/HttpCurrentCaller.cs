using System.Net;
using System.Net.Sockets;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Api.Security;

/// <summary>The caller of the current HTTP request; outside of one it is the program itself.</summary>
internal sealed class HttpCurrentCaller(IHttpContextAccessor accessor) : ICurrentCaller
{
    private const int BytesOfAnIPv6Site = 8;

    private static readonly Caller System = new(CallerKind.System);
    private static readonly Caller Anonymous = new(CallerKind.Anonymous);

    public Caller Caller => accessor.HttpContext is { } context
        ? (context.User.Identity is CallerIdentity identity ? identity.Caller : Anonymous) with { Address = AddressOf(context.Connection.RemoteIpAddress) }
        : System;

    /// <summary>An IPv6 subscriber has a whole /64 to choose addresses from, so the /64 is what is counted.</summary>
    internal static string? AddressOf(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        if (address.IsIPv4MappedToIPv6 || address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address.MapToIPv4().ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(BytesOfAnIPv6Site).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
