using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Telemetry;

/// <summary>
/// How much of a feature's work waits. Found by this interface, one instance a process; its constructor makes the instruments, which show the last
/// sample. They never query the database themselves.
/// </summary>
internal interface IBacklogGauge
{
    /// <summary>Whether its instruments are collected.</summary>
    bool IsCollected { get; }

    /// <summary>Reads what the instruments show until the next sample.</summary>
    /// <param name="database">To read from.</param>
    /// <param name="now">By the service's clock.</param>
    /// <param name="cancellationToken">Ends the reading; the last sample then stands.</param>
    Task SampleAsync(AppDbContext database, DateTimeOffset now, CancellationToken cancellationToken);
}
