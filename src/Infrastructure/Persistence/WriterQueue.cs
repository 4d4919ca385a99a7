namespace MobileBackend.Infrastructure.Persistence;

/// <summary>
/// SQLite takes one writer at a time. Writers of this process queue here, in order and without polling, instead of colliding on the
/// database's lock (measured: docs/adr/0004). On PostgreSQL nobody waits.
/// </summary>
internal sealed class WriterQueue(bool oneAtATime) : IDisposable
{
    private readonly SemaphoreSlim? _turn = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (_turn is not null)
        {
            await _turn.WaitAsync(cancellationToken);
        }

        return new Turn(_turn);
    }

    public void Dispose() => _turn?.Dispose();

    /// <summary>The right to write, until disposed.</summary>
    public readonly struct Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
