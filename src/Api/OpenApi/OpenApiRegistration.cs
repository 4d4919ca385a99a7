using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using MobileBackend.Api.Json;
using MobileBackend.Api.V1.Common;
using MobileBackend.Application;
using MobileBackend.Domain.Common;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace MobileBackend.Api.OpenApi;

public static class OpenApiRegistration
{
    internal const string Version = "v1";

    private const string DocumentPath = $"/openapi/{Version}.json";

    /// <summary>Swagger UI styles its elements as it goes; scripts are its own files only.</summary>
    private const string PolicyOfDocs =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddApiDocument(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<ExampleBook>();
        builder.Services.AddSwaggerGen(Describe);
    }

    /// <summary>Serves the document and its reader, before anything asks for a credential.</summary>
    public static void UseApiDocument(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var document = new Lazy<(byte[] Json, string Tag)>(() =>
        {
            var json = Encoding.UTF8.GetBytes(PublishedDocument.Render(app));
            return (json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"");
        });
        app.Use((context, next) => context.Request.Path == DocumentPath && HttpMethods.IsGet(context.Request.Method)
            ? ServeAsync(context, document.Value)
            : next(context));
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal), docs => docs.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = PolicyOfDocs;
            return next(context);
        }));
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "Tabac info service : API";
            options.SwaggerEndpoint(DocumentPath, Version);
        });
    }

    private static Task ServeAsync(HttpContext context, (byte[] Json, string Tag) document)
    {
        context.Response.Headers.ETag = document.Tag;
        context.Response.Headers.CacheControl = "public, max-age=300";
        if (context.Request.Headers.IfNoneMatch.Contains(document.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = document.Json.Length;
        return context.Response.Body.WriteAsync(document.Json, context.RequestAborted).AsTask();
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Version, new OpenApiInfo
        {
            Title = "Tabac info service and Jeanne",
            Version = "1.0",
            Description =
                "The backend of the apps that help people to stop smoking or to cut down cannabis. "
                    + "Unknown request fields are refused; answers leave out nulls but for `nextCursor`. "
                    + "Instants are RFC 3339 in UTC, dates `YYYY-MM-DD`, clock times `HH:mm` in Europe/Paris.",
            Contact = new OpenApiContact { Name = "Tabac info service", Url = new Uri("https://www.tabac-info-service.fr") },
        });
        foreach (var assembly in new[] { typeof(Error).Assembly, typeof(DependencyInjection).Assembly, typeof(OpenApiRegistration).Assembly })
        {
            options.IncludeXmlComments(assembly);
        }

        options.SupportNonNullableReferenceTypes();
        options.CustomOperationIds(OperationId);
        options.CustomSchemaIds(SchemaNames.Of);
        options.MapType<TimeOnly>(() => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$" });
        options.MapType<ProfileValue>(() => new OpenApiSchema
        {
            Description = "An answer: a whole number, yes or no, the key of an option or own words, or the keys of several options.",
            OneOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                new OpenApiSchema { Type = JsonSchemaType.Boolean },
                new OpenApiSchema { Type = JsonSchemaType.String },
                new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            ],
        });
        options.SchemaFilter<WireSchemaFilter>();
        options.ParameterFilter<QueryBoundsFilter>();

        // In this order: headers are told of all answers, refusals included.
        options.OperationFilter<SecurityFilter>();
        options.OperationFilter<ExamplesFilter>();
        options.OperationFilter<RefusalsFilter>();
        options.OperationFilter<HeadersFilter>();
        options.DocumentFilter<DocumentFilter>();
    }

    private static string OperationId(ApiDescription api)
    {
        var prefix = api.ActionDescriptor.EndpointMetadata.OfType<OperationPrefixAttribute>().FirstOrDefault()?.Prefix
            ?? api.ActionDescriptor.RouteValues["controller"]!;
        return $"{JsonNamingPolicy.CamelCase.ConvertName(prefix)}{api.ActionDescriptor.RouteValues["action"]}";
    }
}

/// <summary>The published contract as text: what <c>/openapi/v1.json</c> serves and <c>-- openapi</c> writes.</summary>
public static class PublishedDocument
{
    /// <summary>The same text from the same code, wherever and whenever it is rendered; no server's address is in it.</summary>
    public static string Render(IHost app)
    {
        ArgumentNullException.ThrowIfNull(app);
        using var scope = app.Services.CreateScope();
        var document = scope.ServiceProvider.GetRequiredService<ISwaggerProvider>().GetSwagger(OpenApiRegistration.Version);
        using var text = new StringWriter { NewLine = "\n" };
        document.SerializeAsV3(new OpenApiJsonWriter(text));
        return text.ToString() + "\n";
    }
}
