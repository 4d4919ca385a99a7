using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace MobileBackend.Api.Security;

public static class ProxyHeaders
{
    private const string Setting = "ForwardedHeaders:KnownProxies";

    /// <summary>
    /// Believes <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of the proxies that <c>ForwardedHeaders:KnownProxies</c> names, by
    /// address or network (<c>10.0.0.0/8</c>): a list, or one text with commas. Nobody's by default: anyone can send such a header.
    /// </summary>
    /// <exception cref="InvalidOperationException">An entry is neither an address nor a network.</exception>
    public static void UseProxyHeaders(this WebApplication app)
    {
        var section = app.Configuration.GetSection(Setting);
        string[] entries = section.Get<string[]>() ?? section.Value?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (entries.Length == 0)
        {
            return;
        }

        // Every hop back to the first one that is not ours.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var entry in entries)
        {
            Believe(options, entry);
        }

        app.UseForwardedHeaders(options);
    }

    private static void Believe(ForwardedHeadersOptions options, string entry)
    {
        if (IPAddress.TryParse(entry, out var address))
        {
            options.KnownProxies.Add(address);
        }
        else if (System.Net.IPNetwork.TryParse(entry, out var network))
        {
            options.KnownIPNetworks.Add(network);
        }
        else
        {
            throw new InvalidOperationException($"The setting {Setting} holds something that is neither an address nor a network.");
        }
    }
}
