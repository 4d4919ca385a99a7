using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Google.Apis.Util;
using Microsoft.Extensions.Options;

namespace MobileBackend.Infrastructure.Firebase;

/// <summary>
/// The service account that sends: its project, and an access token, which Google's own library obtains at the account's
/// <c>token_uri</c>, keeps, and renews some minutes before it ends.
/// </summary>
internal sealed class FirebaseAccount
{
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";

    private readonly ServiceAccountCredential? _credential;

    /// <exception cref="OptionsValidationException">The file is not the key of a service account.</exception>
    public FirebaseAccount(IOptions<FirebaseOptions> options, TimeProvider time)
    {
        if (options.Value.ServiceAccountFile is { Length: > 0 } file)
        {
            _credential = Read(file, time);
        }
    }

    public bool IsConfigured => _credential is not null;

    /// <summary>The project that pushes are sent in.</summary>
    public string ProjectId => _credential!.ProjectId;

    /// <exception cref="Google.Apis.Auth.OAuth2.Responses.TokenResponseException">The token endpoint refused.</exception>
    /// <exception cref="HttpRequestException">The token endpoint could not be reached.</exception>
    public Task<string> GetTokenAsync(CancellationToken cancellationToken) => _credential!.GetAccessTokenForRequestAsync(cancellationToken: cancellationToken);

    /// <summary>Obtains another token in place of one that was refused, unless that has happened already.</summary>
    public async Task RenewTokenAsync(string refused, CancellationToken cancellationToken)
    {
        if (string.Equals(_credential!.Token?.AccessToken, refused, StringComparison.Ordinal))
        {
            await _credential.RequestAccessTokenAsync(cancellationToken);
        }
    }

    private static ServiceAccountCredential Read(string file, TimeProvider time)
    {
        try
        {
            var read = CredentialFactory.FromFile<ServiceAccountCredential>(file);
            return read.ProjectId is { Length: > 0 }
                ? new ServiceAccountCredential(new ServiceAccountCredential.Initializer(read.Id, read.TokenServerUrl)
                {
                    ProjectId = read.ProjectId,
                    Key = read.Key,
                    KeyId = read.KeyId,
                    Scopes = [Scope],
                    Clock = new AccountClock(time),

                    // Who needs the token tries again, with its own delays.
                    DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
                })
                : throw Unusable();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or JsonException
            or CryptographicException or FormatException or ArgumentException or Newtonsoft.Json.JsonException)
        {
            // The exception itself is not passed on: its text may hold a part of the key.
            throw Unusable();
        }
    }

    private static OptionsValidationException Unusable() => new(
        nameof(FirebaseOptions), typeof(FirebaseOptions), ["Firebase:ServiceAccountFile must be the JSON key file of a service account, with its project_id."]);

    private sealed class AccountClock(TimeProvider time) : IClock
    {
        public DateTime Now => time.GetLocalNow().DateTime;

        public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
    }
}
