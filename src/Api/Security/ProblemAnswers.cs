using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Errors;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Security;

/// <summary>Answers whoever is refused with a problem document, whichever scheme or policy it was.</summary>
internal sealed class ProblemAnswers(IProblemWriter problems) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult switch
        {
            { Succeeded: true } => next(context),
            { Challenged: true } => ChallengeAsync(context),
            _ => problems.WriteAsync(context, CommonErrors.Forbidden),
        };

    private async Task ChallengeAsync(HttpContext context)
    {
        // Answered from what the scheme found the first time.
        var failure = (await context.AuthenticateAsync()).Failure;
        var error = (failure as RefusedCredentialException)?.Error ?? CommonErrors.Unauthenticated;
        if (error.Type == ErrorType.Unauthenticated)
        {
            context.Response.Headers.Append(HeaderNames.WWWAuthenticate, failure is null ? "Bearer" : "Bearer error=\"invalid_token\"");
        }

        await problems.WriteAsync(context, error);
    }
}
