using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Partners;

/// <summary>A site, as browsers name it in the <c>Origin</c> header: scheme, host and port, in lower case.</summary>
public sealed record WebOrigin
{
    private const int MaximumLength = 300;

    private WebOrigin(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads <c>https://host[:port]</c>. Plain http is for a developer's own machine only: elsewhere the key could be read on the way.</summary>
    public static Result<WebOrigin> Parse(string? text)
    {
        if (text is not { Length: <= MaximumLength } || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4)
            || uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            return ApiKeyErrors.Origin;
        }

        var isLocal = uri.IdnHost is "localhost" or "127.0.0.1";
        return uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && isLocal)
            ? new WebOrigin($"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}")
            : ApiKeyErrors.Origin;
    }
}
