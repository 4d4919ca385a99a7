using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MobileBackend.Api.Telemetry;

public static class TelemetryRegistration
{
    internal const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    internal const string ServiceName = "mobile-backend";

    /// <summary>
    /// Logs to the console, structured outside Development; one line per request; and, where the OTLP endpoint is configured, traces,
    /// metrics and logs to it. Nothing of it holds a path, a query, a header or a parameter of a database command.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.ClearProviders();
        AddConsole(builder);
        AddFilters(builder.Logging);
        builder.Services.AddSingleton<IStartupFilter, AccessLogFirst>();
        if (!string.IsNullOrWhiteSpace(builder.Configuration[EndpointKey]))
        {
            AddTracesAndMetrics(builder);
            builder.Logging.AddOpenTelemetry(options => options
                .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(ServiceName))
                .AddOtlpExporter(exporter => Configure(exporter, builder.Configuration, "logs")));
        }
    }

    private static void AddTracesAndMetrics(WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(ServiceName))
        .WithTracing(tracing => tracing
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddSource("Npgsql", "MobileBackend.UseCases")
            .AddProcessor(new WithoutAddresses())
            .AddOtlpExporter(exporter => Configure(exporter, builder.Configuration, "traces")))
        .WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter("Microsoft.EntityFrameworkCore", "Npgsql", "MobileBackend")
            .AddOtlpExporter(exporter => Configure(exporter, builder.Configuration, "metrics")));

    /// <summary>Each signal has its own path under an HTTP endpoint; over gRPC there is one for all.</summary>
    internal static void Configure(OtlpExporterOptions exporter, IConfiguration configuration, string signal)
    {
        var endpoint = configuration[EndpointKey]!;
        exporter.Protocol = string.Equals(configuration["OTEL_EXPORTER_OTLP_PROTOCOL"], "http/protobuf", StringComparison.Ordinal)
            ? OtlpExportProtocol.HttpProtobuf
            : OtlpExportProtocol.Grpc;
        exporter.Endpoint = new Uri(exporter.Protocol == OtlpExportProtocol.Grpc ? endpoint : $"{endpoint.TrimEnd('/')}/v1/{signal}");
    }

    private static void AddConsole(WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }
        else
        {
            builder.Logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
    }

    private static void AddFilters(ILoggingBuilder logging)
    {
        // The framework's own request lines hold paths and queries.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

        // It logs an error for each refused token, with the issuer and an address; the refusal itself is counted and answered.
        logging.AddFilter("Microsoft.IdentityModel", LogLevel.None);

        // These write the database's messages, which may quote values; the exception reaches the handler, which logs its type and stack.
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        logging.AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.None);
        logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None);
    }
}
