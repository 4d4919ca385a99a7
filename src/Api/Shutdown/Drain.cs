namespace MobileBackend.Api.Shutdown;

/// <summary>
/// The first step of a stop: from here on the readiness is red and connections are told to close, while requests are still taken for as
/// long as balancers need to notice. Only then does the server stop listening.
/// </summary>
internal sealed partial class Drain(ShutdownOptions options, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    private Task? _delay;

    /// <summary>Whether this replica is on its way out.</summary>
    public bool HasBegun => Volatile.Read(ref _delay) is not null;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A host may be stopped twice, by its program and when it is disposed of; there is one drain.
        if (Volatile.Read(ref _delay) is not { } delay)
        {
            LogDraining(options.DrainDelay);
            delay = Task.Delay(options.DrainDelay, time, cancellationToken);
            Volatile.Write(ref _delay, delay);
        }

        // Who loses patience with the stop cuts the delay short; that is no fault.
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: not ready from now on, requests are still taken for {DrainDelay}")]
    private partial void LogDraining(TimeSpan drainDelay);
}
