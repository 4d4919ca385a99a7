using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MobileBackend.Api.Telemetry;

/// <summary>Sends traces and metrics to the OTLP endpoint, from the sources and meters that the framework and the drivers have built in.</summary>
internal sealed class OpenTelemetryExport(IConfiguration configuration) : IHostedLifecycleService, IDisposable
{
    internal static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql", "System.Net.Http", "MobileBackend.UseCases"];

    internal static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Net.Http",
        "System.Runtime", "MobileBackend",
    ];

    private TracerProvider? _tracing;
    private MeterProvider? _metering;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService(TelemetryRegistration.ServiceName))
            .AddSource(Sources)
            .AddProcessor(new WithoutAddresses())
            .AddOtlpExporter(exporter => TelemetryRegistration.Configure(exporter, configuration, "traces"))
            .Build();
        _metering = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(TelemetryRegistration.ServiceName))
            .AddMeter(Meters)
            .AddOtlpExporter(exporter => TelemetryRegistration.Configure(exporter, configuration, "metrics"))
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Once all else has stopped, so that the last requests and deliveries are told of too.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _tracing?.Dispose();
        _metering?.Dispose();
        (_tracing, _metering) = (null, null);
    }

    /// <summary>Takes off a span what may say who asked or what they typed, whichever version of a library puts it there.</summary>
    internal sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        private static readonly string[] Tags = ["client.address", "network.peer.address", "url.query", "url.full", "url.path", "user_agent.original"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Tags)
            {
                data.SetTag(tag, null);
            }
        }
    }
}
