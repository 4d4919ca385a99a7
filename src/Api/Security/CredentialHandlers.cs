using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Application.FollowUps;
using MobileBackend.Application.Partners;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Api.Security;

/// <summary>A credential that was presented and refused, with what the client is told of it.</summary>
internal sealed class RefusedCredentialException(Error error) : AuthenticationFailureException(error.Code)
{
    public Error Error => error;
}

/// <summary>What the schemes of our own have in common: nothing presented is no result, anything refused is a failure.</summary>
internal abstract class CredentialHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>What was presented; null for nothing.</summary>
    protected abstract string? Credential { get; }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credential is not { } credential)
        {
            return AuthenticateResult.NoResult();
        }

        var identity = await IdentifyAsync(credential, Context.RequestAborted);
        return identity.IsFailure
            ? AuthenticateResult.Fail(new RefusedCredentialException(identity.Error))
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity.Value), Scheme.Name));
    }

    protected abstract Task<Result<CallerIdentity>> IdentifyAsync(string credential, CancellationToken cancellationToken);
}

/// <summary>Apps, by the access tokens that we issue. The database has the last word, so that revocation and erasure hold at once.</summary>
internal sealed class DeviceHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IDeviceTokens tokens, ICredentials credentials)
    : CredentialHandler(options, logger, encoder)
{
    protected override string? Credential => Schemes.BearerToken(Request);

    protected override async Task<Result<CallerIdentity>> IdentifyAsync(string credential, CancellationToken cancellationToken) =>
        await tokens.VerifyAsync(credential) is { } device && await credentials.IsDeviceActiveAsync(device.DeviceId, cancellationToken)
            ? new CallerIdentity(new Caller(CallerKind.Device) { DeviceId = device.DeviceId, App = device.App }, Scheme.Name)
            : CommonErrors.Unauthenticated;
}

/// <summary>Sites and partners. A key is looked up each time, so that a revocation holds at once on every replica.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICredentials credentials, TimeProvider time)
    : CredentialHandler(options, logger, encoder)
{
    protected override string? Credential => Request.Headers.TryGetValue(Schemes.ApiKeyHeader, out var header) ? header.ToString() : null;

    protected override async Task<Result<CallerIdentity>> IdentifyAsync(string credential, CancellationToken cancellationToken)
    {
        if (await FindAsync(credential, cancellationToken) is not { } key)
        {
            return CommonErrors.Unauthenticated;
        }

        return IsInItsPlace(key) ? IdentityOf(key) : ApiKeyErrors.OriginNotAllowed;
    }

    private async Task<ApiKey?> FindAsync(string credential, CancellationToken cancellationToken)
    {
        var kind = credential.StartsWith(ApiKeyForm.PublishablePrefix, StringComparison.Ordinal) ? ApiKeyKind.Publishable : ApiKeyKind.Secret;
        return OpaqueToken.TryParse(ApiKeyForm.PrefixOf(kind), credential, out var id, out var secretHash)
            && await credentials.FindApiKeyAsync(ApiKeyId.From(id), cancellationToken) is { } key
            && OpaqueToken.Matches(key.SecretHash, secretHash) && key.Kind == kind && key.IsActiveAt(time.GetUtcNow())
            ? key
            : null;
    }

    /// <summary>
    /// A publishable key belongs into the pages of its own sites. A secret key never belongs into a page, where everyone can read it:
    /// browsers send an Origin with it, servers do not.
    /// </summary>
    private bool IsInItsPlace(ApiKey key)
    {
        var origin = Request.Headers[HeaderNames.Origin].ToString();
        return key.Kind == ApiKeyKind.Publishable ? key.Origins.Contains(origin, StringComparer.Ordinal) : origin.Length == 0;
    }

    private CallerIdentity IdentityOf(ApiKey key)
    {
        var kind = key.Kind == ApiKeyKind.Publishable ? CallerKind.PublishableKey : CallerKind.SecretKey;
        var caller = new Caller(kind) { PartnerId = key.PartnerId, ApiKeyName = key.Name, DailyQuota = key.AppliedDailyQuota, DayShare = key.AppliedDayShare };
        return new CallerIdentity(caller, Scheme.Name) { Scopes = key.Scopes };
    }
}

/// <summary>People without a device, for the one thing they created.</summary>
internal sealed class FollowUpHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICredentials credentials, TimeProvider time)
    : CredentialHandler(options, logger, encoder)
{
    protected override string? Credential => Request.Headers.TryGetValue(Schemes.FollowUpHeader, out var header) ? header.ToString() : null;

    protected override async Task<Result<CallerIdentity>> IdentifyAsync(string credential, CancellationToken cancellationToken) =>
        OpaqueToken.TryParse(FollowUpTokenForm.Prefix, credential, out var id, out var secretHash)
        && await credentials.FindFollowUpTokenAsync(FollowUpTokenId.From(id), cancellationToken) is { } token
        && OpaqueToken.Matches(token.SecretHash, secretHash) && token.IsAliveAt(time.GetUtcNow())
            ? new CallerIdentity(new Caller(CallerKind.FollowUp) { FollowUpSubject = token.Subject, FollowUpSubjectId = token.SubjectId }, Scheme.Name)
            : CommonErrors.Unauthenticated;
}

/// <summary>Everyone alike, where nobody is asked who they are.</summary>
internal sealed class NobodyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
}
