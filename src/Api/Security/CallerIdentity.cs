using System.Security.Claims;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Api.Security;

/// <summary>Who proved to be calling: what every scheme makes of its credential.</summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    private const string RoleClaim = "role";

    public CallerIdentity(Caller caller, string scheme, IEnumerable<string>? roles = null)
        : base((roles ?? []).Select(role => new Claim(RoleClaim, role)), scheme, nameType: null, RoleClaim) => Caller = caller;

    public Caller Caller { get; }

    /// <summary>What an API key allows; empty for anyone else.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
