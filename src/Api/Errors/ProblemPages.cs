using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Net.Http.Headers;
using MobileBackend.Api.Json;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

/// <summary>The pages that problem documents name as their <c>type</c>: what the code means, what to do about it.</summary>
internal static class ProblemPages
{
    private const string Style = """
        body{font:1.125rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#161616;background:#fff}
        h1{line-height:1.2}code{background:#eee;padding:.1em .3em}a{color:#000091}section[lang=en]{border-top:1px solid #666;margin-top:2rem;padding-top:1rem}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
            + $"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapProblemPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/problems").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", (HttpContext context, ErrorCatalogue catalogue) => WantsHtml(context)
            ? WriteHtmlAsync(context, "Erreurs de l’API", Index(catalogue.All))
            : WriteJsonAsync(context, catalogue.All.Select(Summary).ToArray()));
        pages.MapGet("/{code}", (HttpContext context, string code, ErrorCatalogue catalogue, IProblemWriter problems) =>
            catalogue.Find(code) is not { } error ? problems.WriteAsync(context, CommonErrors.NotFound)
            : WantsHtml(context) ? WriteHtmlAsync(context, error.Title.French, Page(error))
            : WriteJsonAsync(context, Summary(error)));
    }

    /// <summary>A program asks for JSON by name; everything else is taken for a reader.</summary>
    private static bool WantsHtml(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1)
            .FirstOrDefault(type => type.MediaType.Value is MediaTypeNames.Text.Html or MediaTypeNames.Application.Json or "*/*");
        return accepted?.MediaType.Value is not MediaTypeNames.Application.Json;
    }

    private static object Summary(CataloguedError error) => new
    {
        type = $"/problems/{error.Code}",
        code = error.Code,
        status = error.Status,
        title = error.Title.ToString(),
        details = error.Errors.Select(each => each.Text.ToString()).ToArray(),
        advice = error.Advice.ToString(),
    };

    private static Task WriteJsonAsync(HttpContext context, object value)
    {
        Prepare(context);
        return context.Response.WriteAsJsonAsync(value, ApiJson.Options, context.RequestAborted);
    }

    private static Task WriteHtmlAsync(HttpContext context, string title, string body)
    {
        Prepare(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.ContentLanguage = "fr, en";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="fr">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title><style>{Style}</style></head>
            <body><main>{body}</main></body>
            </html>
            """, context.RequestAborted);
    }

    private static void Prepare(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        context.Response.Headers.Vary = $"{HeaderNames.Accept}, {HeaderNames.AcceptLanguage}";
    }

    private static string Index(IEnumerable<CataloguedError> errors) => $"""
        <h1>Erreurs de l’API <span lang="en">/ API errors</span></h1>
        <ul>{string.Concat(errors.Select(error =>
            $"<li><a href=\"/problems/{Encode(error.Code)}\"><code>{Encode(error.Code)}</code></a> ({error.Status}) : {Encode(error.Title.French)}"
                + $" <span lang=\"en\">/ {Encode(error.Title.English)}</span></li>"))}</ul>
        """;

    private static string Page(CataloguedError error) => $"""
        <h1>{Encode(error.Title.French)}</h1>
        <p>Code <code>{Encode(error.Code)}</code>, statut HTTP {error.Status}.</p>
        <h2>Ce que cela veut dire</h2>
        {Paragraphs(error.Errors.Select(each => each.Text.French))}
        <h2>Que faire</h2>
        <p>{Encode(error.Advice.French)}</p>
        <p><a href="/problems">Toutes les erreurs</a></p>
        <section lang="en">
        <h2>{Encode(error.Title.English)}</h2>
        <p>Code <code>{Encode(error.Code)}</code>, HTTP status {error.Status}.</p>
        <h3>What it means</h3>
        {Paragraphs(error.Errors.Select(each => each.Text.English))}
        <h3>What to do</h3>
        <p>{Encode(error.Advice.English)}</p>
        </section>
        """;

    private static string Paragraphs(IEnumerable<string> texts) =>
        $"<ul>{string.Concat(texts.Distinct().Select(text => $"<li>{Encode(text)}</li>"))}</ul>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
