using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Api.Security;

public static class SecurityRegistration
{
    private const string Extranet = "extranet";
    private const string Administrator = "administrator";
    private const string ContentEditor = "content-editor";
    private const string Supervisor = "supervisor";

    public static void AddApiSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton<ICurrentCaller, HttpCurrentCaller>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ProblemAnswers>();
        services.AddSingleton<ICorsPolicyProvider, KeyOriginCors>();
        services.AddCors();
        services.AddAuthorization(AddPolicies);
        var staff = new StaffTokens(builder.Configuration, builder.Environment);
        services.AddSingleton(staff);
        AddSchemes(services, staff, builder.Configuration);
    }

    /// <summary>Answers browsers for the origins of publishable keys.</summary>
    public static IApplicationBuilder UseKeyOriginCors(this IApplicationBuilder app) => app.UseCors();

    private static void AddSchemes(IServiceCollection services, StaffTokens staff, IConfiguration configuration)
    {
        var schemes = services.AddAuthentication(Schemes.ByCredential)
            .AddPolicyScheme(Schemes.ByCredential, displayName: null, options => options.ForwardDefaultSelector =
                context => Schemes.Select(context.Request, context.RequestServices.GetRequiredService<StaffTokens>()))
            .AddScheme<AuthenticationSchemeOptions, DeviceHandler>(Schemes.Device, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Schemes.ApiKey, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, FollowUpHandler>(Schemes.FollowUp, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, NobodyHandler>(Schemes.Nobody, configureOptions: null)
            .AddJwtBearer(Schemes.Staff, _ => { });
        if (staff.Directory is not null)
        {
            schemes.AddMicrosoftIdentityWebApi(configuration, AzureAdOptions.Section, Schemes.StaffDirectory);
        }

        // After the library's own setup, which it corrects.
        services.AddSingleton<StaffTokensSetup>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<StaffTokensSetup>());
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<StaffTokensSetup>());
    }

    private static void AddPolicies(AuthorizationOptions options)
    {
        // An endpoint that names no policy is for nobody, whoever they are.
        options.FallbackPolicy = options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build();

        Allow(Policies.Device, caller => caller.Is(CallerKind.Device));
        Allow(Policies.CallbackWriter, caller => caller.Is(CallerKind.Device) || caller.HasScope(ApiKeyScopes.CallbacksWrite));
        Allow(Policies.CallbackOwner, caller => caller.Is(CallerKind.Device) || caller.Is(CallerKind.FollowUp)
            || (caller.Is(CallerKind.SecretKey) && caller.HasScope(ApiKeyScopes.CallbacksWrite)));
        Allow(Policies.FollowUp, caller => caller.Is(CallerKind.FollowUp));
        Allow(Policies.Extranet, caller => caller.HasRole(Extranet));
        Allow(Policies.Administrator, caller => caller.HasRole(Administrator));
        Allow(Policies.ContentEditor, caller => caller.HasRole(ContentEditor));
        Allow(Policies.Supervisor, caller => caller.HasRole(Supervisor));
        Allow(Policies.Supervision, caller => caller.HasRole(Administrator) || caller.HasRole(Supervisor));

        void Allow(string name, Func<CallerIdentity, bool> who) => options.AddPolicy(
            name, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Identity is CallerIdentity caller && who(caller)));
    }

    private static bool Is(this CallerIdentity identity, CallerKind kind) => identity.Caller.Kind == kind;

    private static bool HasScope(this CallerIdentity identity, string scope) => identity.Scopes.Contains(scope, StringComparer.Ordinal);

    private static bool HasRole(this CallerIdentity identity, string role) => identity.HasClaim(identity.RoleClaimType, role);
}
