using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Security;

/// <summary>
/// Which tokens of staff and of the extranet are believed: those of the configured directory, and in Development those of `dotnet user-jwts`.
/// </summary>
internal sealed class StaffTokens(IConfiguration configuration, IHostEnvironment environment)
{
    private const string Section = $"Authentication:Schemes:{Schemes.Staff}";

    public AzureAdOptions? Directory { get; } = AzureAdOptions.Read(configuration);

    public string DevelopmentIssuer => configuration[$"{Section}:ValidIssuer"] ?? "dotnet-user-jwts";

    public string[] DevelopmentAudiences => configuration.GetSection($"{Section}:ValidAudiences").Get<string[]>() ?? [];

    public string SchemeFor(string? issuer)
    {
        if (issuer == IDeviceTokens.Issuer)
        {
            return Schemes.Device;
        }

        if (environment.IsDevelopment() && issuer == DevelopmentIssuer)
        {
            return Schemes.Staff;
        }

        // Nobody's token goes to the scheme that will refuse it.
        return Directory is null ? Schemes.Device : Schemes.StaffDirectory;
    }

    /// <summary>The user secrets are read anew each time: a token made while the service runs comes with a key that it has not seen.</summary>
    public IEnumerable<SecurityKey> DevelopmentKeys()
    {
        var secrets = new ConfigurationBuilder().AddUserSecrets(typeof(StaffTokens).Assembly, optional: true).Build();
        return new IConfiguration[] { configuration, secrets }
            .SelectMany(source => source.GetSection($"{Section}:SigningKeys").GetChildren())
            .Where(key => key["Issuer"] is null || key["Issuer"] == DevelopmentIssuer)
            .Select(key => new SymmetricSecurityKey(Convert.FromBase64String(key["Value"] ?? "")));
    }
}

/// <summary>The directory of staff, under <c>AzureAd</c>.</summary>
internal sealed record AzureAdOptions(string Instance, string TenantId, string ClientId)
{
    public const string Section = "AzureAd";

    /// <summary>The tenant's token issuers: of version 2, and of version 1 as older app registrations still get them.</summary>
    public IEnumerable<string> Issuers => [$"{Instance.TrimEnd('/')}/{TenantId}/v2.0", $"https://sts.windows.net/{TenantId}/"];

    public string Authority => Issuers.First();

    /// <summary>Signing keys that somebody on the way may exchange prove nothing.</summary>
    private bool IsProtected => Uri.TryCreate(Authority, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);

    /// <exception cref="InvalidOperationException">
    /// Some keys are there and others are missing, or the address is open to all: better no start than tokens that nobody checks.
    /// </exception>
    public static AzureAdOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var options = new AzureAdOptions(section["Instance"] ?? "", section["TenantId"] ?? "", section["ClientId"] ?? "");
        if (options.Instance.Length == 0 && options.TenantId.Length == 0)
        {
            return null;
        }

        if (options.Instance.Length == 0 || options.TenantId.Length == 0 || options.ClientId.Length == 0)
        {
            throw new InvalidOperationException("The settings AzureAd:Instance, AzureAd:TenantId and AzureAd:ClientId belong together.");
        }

        return options.IsProtected ? options : throw new InvalidOperationException("AzureAd:Instance must be an https address, or of this machine.");
    }
}

/// <summary>
/// Sets both staff schemes up. In Development nothing stays of what JwtBearer reads from the settings by itself; for the directory this corrects
/// what Microsoft.Identity.Web has set, and so has to be registered after it.
/// </summary>
internal sealed class StaffTokensSetup(StaffTokens staff, TimeProvider time) : IPostConfigureOptions<JwtBearerOptions>, IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>A directory that does not answer must not hold requests for long.</summary>
    private static readonly TimeSpan KeysTimeout = TimeSpan.FromSeconds(5);

    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    /// <summary>Has to come before JwtBearer's own last step, which fetches the signing keys by these settings.</summary>
    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        if (name == Schemes.StaffDirectory && staff.Directory is { } directory)
        {
            options.RequireHttpsMetadata = !new Uri(directory.Authority).IsLoopback;
            options.BackchannelTimeout = KeysTimeout;
            Correct(options.TokenValidationParameters, directory);
        }
        else if (name == Schemes.Staff)
        {
            options.Authority = null;
            options.TokenValidationParameters = DevelopmentParameters();
        }
    }

    public void PostConfigure(string? name, JwtBearerOptions options) => options.Events = new JwtBearerEvents
    {
        OnTokenValidated = context =>
        {
            if (IdentityOf(context.Principal!, context.Scheme.Name) is { } identity)
            {
                context.Principal = new ClaimsPrincipal(identity);
            }
            else
            {
                context.Fail(new RefusedCredentialException(CommonErrors.Unauthenticated));
            }

            return Task.CompletedTask;
        },
        OnAuthenticationFailed = async context =>
        {
            if (!await HasKeysAsync(context.Options, context.HttpContext.RequestAborted))
            {
                context.Fail(new RefusedCredentialException(CommonErrors.Overloaded));
            }
        },
    };

    /// <summary>Where the directory's keys could not be fetched, a refusal says nothing about the token: the validator calls it a bad signature.</summary>
    private static async Task<bool> HasKeysAsync(JwtBearerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return options.ConfigurationManager is null || await options.ConfigurationManager.GetConfigurationAsync(cancellationToken) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Null for a token that names nobody: the audit trail could not say who did it.</summary>
    private static CallerIdentity? IdentityOf(ClaimsPrincipal token, string scheme)
    {
        // Entra ID names a person or an application by `oid` and gives app roles in `roles`; user-jwts says `sub` and `role`.
        var (idClaim, roleClaim) = scheme == Schemes.Staff ? ("sub", "role") : ("oid", "roles");
        var id = token.FindFirstValue(idClaim) ?? token.FindFirstValue("sub");
        return string.IsNullOrWhiteSpace(id)
            ? null
            : new CallerIdentity(new Caller(CallerKind.Staff) { StaffId = id }, scheme, token.FindAll(roleClaim).Select(claim => claim.Value));
    }

    private TokenValidationParameters DevelopmentParameters() => new()
    {
        ValidIssuer = staff.DevelopmentIssuer,
        ValidAudiences = staff.DevelopmentAudiences,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKeyResolver = (_, _, _, _) => staff.DevelopmentKeys(),
        LifetimeValidator = IsWithinLifetime,
    };

    private void Correct(TokenValidationParameters parameters, AzureAdOptions directory)
    {
        // The library's issuer validator serves many tenants: it asks the directory about an issuer that is not in the list, over https alone, and
        // again on every request while it gets no answer. Here there is one tenant, whose two issuers are known.
        parameters.IssuerValidator = null;
        parameters.ValidIssuers = directory.Issuers;
        parameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
        parameters.LifetimeValidator = IsWithinLifetime;
    }

    /// <summary>By the service's own clock, like everything else.</summary>
    private bool IsWithinLifetime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now < expires + ClockSkew && (notBefore is null || notBefore - ClockSkew <= now);
    }
}
