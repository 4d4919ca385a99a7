namespace MobileBackend.Simulators.Hosting;

/// <summary>Wakes those who wait for a condition of a book, without a lock.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource? _change;

    /// <summary>Called after each change, outside of locks.</summary>
    public void Raise() => Interlocked.Exchange(ref _change, null)?.SetResult();

    /// <summary>Waits until <paramref name="condition"/> holds; it is asked again after each change.</summary>
    /// <exception cref="TimeoutException">It did not hold within <paramref name="timeout"/>; the message ends with <paramref name="state"/>.</exception>
    public async Task WaitUntilAsync(Func<bool> condition, TimeSpan timeout, Func<string> state, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        while (true)
        {
            // Taken before the condition is asked, so that a change in between is not missed.
            var change = Next();
            if (condition())
            {
                return;
            }

            try
            {
                await change.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {timeout}; {state()}", late);
            }
        }
    }

    private Task Next()
    {
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _change, fresh, null) ?? fresh).Task;
    }
}
