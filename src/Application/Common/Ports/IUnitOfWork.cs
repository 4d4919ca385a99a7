using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Ports;

/// <summary>One transaction around a piece of work.</summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction: on success the domain events are handled, everything is saved and committed;
    /// on failure nothing is kept, unless the error says so (<see cref="Error.KeepsChanges"/>). Inside a running transaction it joins that one. The work is
    /// run again, from a clean state, when a concurrent writer or a passing fault of the database undid it.
    /// </summary>
    Task<TOutcome> RunAsync<TOutcome>(Func<CancellationToken, Task<TOutcome>> work, CancellationToken cancellationToken)
        where TOutcome : IOutcome<TOutcome>;
}
