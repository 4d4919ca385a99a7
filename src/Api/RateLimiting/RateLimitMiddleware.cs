using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.RateLimiting;

/// <summary>
/// Counts each request against its caller, and tells how much is left (draft-ietf-httpapi-ratelimit-headers). Runs once the caller is
/// known, before anything is done for them.
/// </summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateLimits limits, IProblemWriter problems)
{
    private const string Unknown = "unknown";

    public async Task InvokeAsync(HttpContext context, ICurrentCaller current)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<UnlimitedAttribute>() is not null)
        {
            await next(context);
            return;
        }

        var caller = current.Caller;
        var address = caller.Address ?? Unknown;
        var tightest = Tighter(Take(limits.For(caller, address)), metadata?.GetMetadata<LimitedPerAddressAttribute>()?.Limit switch
        {
            LimitedPerAddressAttribute.Registration => Take((limits.Registration, address)),
            LimitedPerAddressAttribute.Tokens => Take((limits.Tokens, address)),
            _ => null,
        });
        if (await WillBeRefusedAsync(context, caller) && tightest.State.IsAllowed && Take((limits.Refusals, address)) is { State.IsAllowed: false } refused)
        {
            tightest = refused;
        }

        context.Response.OnStarting(Tell, (context.Response, tightest));
        if (!tightest.State.IsAllowed)
        {
            await problems.WriteAsync(context, CommonErrors.RateLimited.With(CommonErrors.RetryAfterSeconds, Seconds(tightest.State.Wait)));
            return;
        }

        await next(context);
    }

    /// <summary>
    /// Whether a credential was presented that is not good, where one is needed. Where none is, as to renew a token, the spent one that an
    /// app sends along does not matter.
    /// </summary>
    private static async Task<bool> WillBeRefusedAsync(HttpContext context, Caller caller)
    {
        if (caller.Kind != CallerKind.Anonymous || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return false;
        }

        // Answered from what the scheme found the first time. A directory that cannot be reached says nothing about the credential.
        var failure = (await context.AuthenticateAsync()).Failure;
        return failure is not null && failure is not RefusedCredentialException { Error.Type: ErrorType.Unavailable };
    }

    private static Counted Take((RateLimit Limit, string Partition) counted) => new(counted.Limit, counted.Limit.Buckets.Take(counted.Partition));

    /// <summary>The one that refuses, or else the one with less left.</summary>
    private static Counted Tighter(Counted general, Counted? own) =>
        own is null || !general.State.IsAllowed || (own.State.IsAllowed && general.State.Remaining <= own.State.Remaining) ? general : own;

    private static Task Tell(object state)
    {
        var (response, counted) = ((HttpResponse, Counted))state;
        response.Headers[RateLimitHeaders.Policy] = string.Create(
            CultureInfo.InvariantCulture, $"\"{counted.Limit.Name}\";q={counted.Limit.Quota};w={(int)RateLimits.Window.TotalSeconds}");
        response.Headers[RateLimitHeaders.State] = string.Create(
            CultureInfo.InvariantCulture, $"\"{counted.Limit.Name}\";r={counted.State.Remaining};t={Seconds(counted.State.Reset)}");
        return Task.CompletedTask;
    }

    private static int Seconds(TimeSpan span) => Math.Max(1, (int)Math.Ceiling(span.TotalSeconds));

    private sealed record Counted(RateLimit Limit, BucketState State);
}
