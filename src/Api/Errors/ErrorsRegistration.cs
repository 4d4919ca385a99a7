using System.Globalization;
using Microsoft.AspNetCore.Localization;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

public static class ErrorsRegistration
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Chooses the language of the answer, then turns exceptions and bare statuses within into problem documents.</summary>
    public static IApplicationBuilder UseProblemDetails(this IApplicationBuilder app)
    {
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            // Numbers and dates are read and written the same way in every language.
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [French, English],
            DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, French),
            RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()],
            ApplyCurrentCultureToResponseHeaders = true,
        });
        return app.UseMiddleware<ProblemMiddleware>();
    }

    /// <summary>
    /// Answers where routing found only that there is nothing to find, as the versioning library says of an unknown version by an endpoint
    /// that is no route. Comes before authorization, which would ask for a credential first.
    /// </summary>
    public static void UseUnknownPaths(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint() is null or RouteEndpoint ? next(context) : AnswerUnknownAsync(context));

    /// <summary>What no endpoint answers: 405 where another method would be answered, 404 otherwise, whoever asks.</summary>
    public static void MapUnknownPaths(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapFallback("{**path}", AnswerUnknownAsync).AllowAnonymous().ExcludeFromDescription();

    private static Task AnswerUnknownAsync(HttpContext context)
    {
        var problems = context.RequestServices.GetRequiredService<IProblemWriter>();
        var allowed = context.RequestServices.GetRequiredService<AllowedMethods>().For(context.Request.Path);
        if (allowed.Count == 0 || allowed.Contains(context.Request.Method))
        {
            return problems.WriteAsync(context, CommonErrors.NotFound);
        }

        context.Response.Headers.Allow = string.Join(", ", allowed);
        return problems.WriteAsync(context, ApiErrors.MethodNotAllowed);
    }
}
