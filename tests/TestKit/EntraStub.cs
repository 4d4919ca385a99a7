using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MobileBackend.TestKit;

/// <summary>The directory of staff, as Microsoft Entra ID shows itself: its metadata and signing keys over HTTP, and tokens of it.</summary>
public sealed class EntraStub : IAsyncDisposable
{
    private const string TenantId = "7f1c0d62-0d6c-4a37-9a0c-3c1b4f6f7a10";
    private const string ClientId = "mobile-backend-in-tests";
    private const string KeyId = "entra-1";

    private readonly RSA _key = RSA.Create(2048);
    private LoopbackServer? _server;
    private volatile bool _down;

    private EntraStub()
    {
    }

    /// <summary>Whether it answers 503 instead of its metadata and keys.</summary>
    public bool IsDown
    {
        get => _down;
        set => _down = value;
    }

    public string Issuer => $"{_server!.Address}/{TenantId}/v2.0";

    /// <summary>The settings under which the service believes this directory.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("AzureAd:Instance", $"{_server!.Address}/"), new("AzureAd:TenantId", TenantId), new("AzureAd:ClientId", ClientId)];

    public static async Task<EntraStub> StartAsync()
    {
        var stub = new EntraStub();
        stub._server = await LoopbackServer.StartAsync(stub.AnswerAsync);
        return stub;
    }

    /// <summary>A good token of an administrator, or what <paramref name="change"/> makes of it.</summary>
    public string Token(Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            IssuedAt = ApiHost.Start.UtcDateTime,
            NotBefore = ApiHost.Start.UtcDateTime,
            Expires = ApiHost.Start.UtcDateTime.AddHours(1),
            Claims = new Dictionary<string, object> { ["oid"] = "entra-user-1", ["roles"] = new[] { "administrator" } },
            SigningCredentials = SignedBy(_key),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>A signature that names this directory's key, made with another one.</summary>
    public static SigningCredentials SignedBy(RSA key) => new(new RsaSecurityKey(key) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256);

    /// <summary>The public keys as they may be taken for a shared secret: the old trick that algorithm lists are against.</summary>
    public IEnumerable<SigningCredentials> PublicKeyAsSecret() =>
        new[]
        {
            Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem()),
            _key.ExportSubjectPublicKeyInfo(),
            _key.ExportParameters(includePrivateParameters: false).Modulus!,
        }
            .Select(secret => new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = KeyId }, SecurityAlgorithms.HmacSha256));

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _key.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (_down)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }

        if (context.Request.Path.Value!.EndsWith("/keys", StringComparison.Ordinal))
        {
            var key = _key.ExportParameters(includePrivateParameters: false);
            return context.Response.WriteAsJsonAsync(new
            {
                keys = new[]
                {
                    new { kty = "RSA", use = "sig", kid = KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) },
                },
            });
        }

        return context.Response.WriteAsJsonAsync(new { issuer = Issuer, jwks_uri = $"{_server!.Address}/{TenantId}/discovery/v2.0/keys" });
    }
}
