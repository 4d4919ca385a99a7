using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace MobileBackend.TestKit;

/// <summary>The directory of staff, as Microsoft Entra ID shows itself: its metadata and signing keys over HTTP, and tokens of it.</summary>
public sealed class EntraStub : IDisposable
{
    private const string TenantId = "7f1c0d62-0d6c-4a37-9a0c-3c1b4f6f7a10";
    private const string ClientId = "mobile-backend-in-tests";
    private const string KeyId = "entra-1";

    private readonly RSA _key = RSA.Create(2048);
    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"], StartAdminInterface = false });

    public EntraStub() => AnswerMetadataAndKeys();

    /// <summary>Without a slash at the end.</summary>
    private string Address => _server.Url!;

    public string Issuer => $"{Address}/{TenantId}/v2.0";

    /// <summary>The settings under which the service believes this directory.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("AzureAd:Instance", $"{Address}/"), new("AzureAd:TenantId", TenantId), new("AzureAd:ClientId", ClientId)];

    /// <summary>Answers 503 instead of its metadata and keys.</summary>
    public void GoDown()
    {
        _server.ResetMappings();
        _server.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(HttpStatusCode.ServiceUnavailable));
    }

    public void ComeBack()
    {
        _server.ResetMappings();
        AnswerMetadataAndKeys();
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
            Claims = new Dictionary<string, object>
            {
                ["ver"] = "2.0",
                ["tid"] = TenantId,
                ["oid"] = "entra-user-1",
                ["roles"] = new[] { "administrator" },
            },
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

    public void Dispose()
    {
        _server.Dispose();
        _key.Dispose();
    }

    private void AnswerMetadataAndKeys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        Answer("v2.0/.well-known/openid-configuration", new { issuer = Issuer, jwks_uri = $"{Address}/{TenantId}/discovery/v2.0/keys" });
        Answer("discovery/v2.0/keys", new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    kid = KeyId,
                    issuer = Issuer,
                    n = Base64UrlEncoder.Encode(key.Modulus),
                    e = Base64UrlEncoder.Encode(key.Exponent),
                },
            },
        });
    }

    private void Answer(string path, object json) =>
        _server.Given(Request.Create().WithPath($"/{TenantId}/{path}").UsingGet()).RespondWith(Response.Create().WithBodyAsJson(json));
}
