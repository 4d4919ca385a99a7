using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;
using Google.Apis.Util;
using Microsoft.Extensions.Options;

namespace MobileBackend.Infrastructure.Firebase;

/// <summary>
/// The service account that sends: its project, and an access token, which Google's own library obtains at the account's
/// <c>token_uri</c>, keeps, and renews some minutes before it ends.
/// </summary>
internal sealed class FirebaseAccount : IDisposable
{
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";

    private readonly ServiceAccountCredential? _credential;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <exception cref="OptionsValidationException">The file is not the key of a service account.</exception>
    public FirebaseAccount(IOptions<FirebaseOptions> options, TimeProvider time)
    {
        if (options.Value.ServiceAccountFile is { Length: > 0 } file)
        {
            _credential = Read(file, time);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    public bool IsConfigured => _credential is not null;

    /// <summary>The project that pushes are sent in.</summary>
    public string ProjectId => _credential!.ProjectId;

    /// <exception cref="FirebaseTokenException">The token endpoint gave none.</exception>
    /// <exception cref="HttpRequestException">The token endpoint could not be reached.</exception>
    public Task<string> GetTokenAsync(CancellationToken cancellationToken) =>
        AskAsync(() => _credential!.GetAccessTokenForRequestAsync(cancellationToken: cancellationToken));

    /// <summary>Obtains another token in place of one that was refused, unless that has happened already.</summary>
    /// <inheritdoc cref="GetTokenAsync" path="/exception"/>
    public async Task RenewTokenAsync(string refused, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (string.Equals(_credential!.Token?.AccessToken, refused, StringComparison.Ordinal))
            {
                await AskAsync(() => _credential.RequestAccessTokenAsync(cancellationToken));
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (TokenResponseException refusal)
        {
            throw new FirebaseTokenException(refusal.StatusCode);
        }
        catch (Exception unreadable) when (unreadable is Newtonsoft.Json.JsonException or NullReferenceException)
        {
            // The library trips over an error without a body (Google.Apis.Auth 1.78).
            throw new FirebaseTokenException(status: null);
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

/// <summary>The token endpoint answered without a token. It says nothing of what was answered: that may hold the assertion.</summary>
internal sealed class FirebaseTokenException(HttpStatusCode? status) : Exception("The token endpoint gave no token.")
{
    /// <summary>Null where the answer could not be read.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>Whether the account is wrong, rather than the endpoint unwell.</summary>
    public bool IsRefusal => status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests;
}
