using System.Security.Cryptography;
using System.Text.Json;

namespace MobileBackend.Simulators.Firebase;

/// <summary>A service account with a key that this process made.</summary>
internal sealed class ServiceAccount(string projectId) : IDisposable
{
    /// <summary>Made once: that takes long, and tests start many simulators.</summary>
    private static readonly Lazy<byte[]> Pkcs8 = new(MakeKey);

    private readonly RSA _key = ReadKey();

    public string ClientEmail { get; } = $"firebase-adminsdk-dev@{projectId}.iam.gserviceaccount.com";

    public string PrivateKeyId { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>Whether this account's key made the signature (RS256).</summary>
    public bool Signed(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        _key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public string Json(Uri tokenEndpoint) => JsonSerializer.Serialize(
        new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["project_id"] = projectId,
            ["private_key_id"] = PrivateKeyId,
            ["private_key"] = _key.ExportPkcs8PrivateKeyPem() + "\n",
            ["client_email"] = ClientEmail,
            ["client_id"] = "100000000000000000000",
            ["auth_uri"] = "https://accounts.google.com/o/oauth2/auth",
            ["token_uri"] = tokenEndpoint.ToString(),
            ["universe_domain"] = "googleapis.com",
        },
        JsonSerializerOptions.Web);

    public void Dispose() => _key.Dispose();

    private static byte[] MakeKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKey();
    }

    private static RSA ReadKey()
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Pkcs8.Value, out _);
        return key;
    }
}
