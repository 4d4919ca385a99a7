namespace MobileBackend.Infrastructure.Telemetry;

/// <summary>The meter of the service's own instruments (docs/operations.md).</summary>
internal static class ServiceMeter
{
    public const string Name = "MobileBackend";
}
