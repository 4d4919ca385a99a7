using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MobileBackend.Infrastructure.Queues;

/// <summary>What a look at the queue brought.</summary>
/// <param name="Items">To be processed under the lease.</param>
/// <param name="FoundAny">Whether there was anything that was due, also if none of it is to be processed: then it is worth looking again at once.</param>
internal readonly record struct Claim<TItem>(IReadOnlyList<TItem> Items, bool FoundAny);

/// <summary>How a claimed item fared; a null outcome means that it was not tried to the end.</summary>
internal sealed record Settlement<TItem, TOutcome>(TItem Item, Guid LeaseId, TOutcome? Outcome)
    where TOutcome : class;

/// <summary>
/// Works off a queue in the database: claims items under a lease, processes them side by side outside any transaction, and settles the
/// outcomes in batches. Any number of replicas run one each; a crash at any point leaves at worst an item processed twice. What cannot be
/// settled is kept until it can, and holds back new claims: the other side may not tell a repetition.
/// </summary>
/// <typeparam name="TItem">What is claimed.</typeparam>
/// <typeparam name="TOutcome">How processing it can end.</typeparam>
internal abstract partial class LeasedQueueWorker<TItem, TOutcome>(
    IServiceScopeFactory scopes, WorkSignal signal, int concurrency, TimeSpan pollInterval, TimeProvider time, ILogger logger) : BackgroundService
    where TOutcome : class
{
    private const int AtOnce = 500;

    /// <summary>How often settling is tried, a poll apart, and how often once the service stops. After that the items are processed again.</summary>
    private const int MostTries = 600;
    private const int LastTries = 5;

    private readonly Channel<Settlement<TItem, TOutcome>> _settlements =
        Channel.CreateBounded<Settlement<TItem, TOutcome>>(new BoundedChannelOptions(2 * AtOnce) { SingleReader = true });

    private readonly SemaphoreSlim _slots = new(concurrency);

    public override void Dispose()
    {
        _slots.Dispose();
        base.Dispose();
    }

    /// <summary>Whether there is anywhere to send items to; otherwise they wait.</summary>
    protected abstract bool CheckConfigured();

    /// <summary>How many of <paramref name="free"/> items may be claimed now; waits until it is one at least.</summary>
    protected virtual ValueTask<int> AdmitAsync(int free, CancellationToken cancellationToken) => ValueTask.FromResult(free);

    /// <summary>Leases up to <paramref name="count"/> due items in a scope of its own.</summary>
    protected abstract Task<Claim<TItem>> ClaimAsync(IServiceProvider services, int count, Guid leaseId, CancellationToken cancellationToken);

    /// <summary>Processes one item, within half of the lease.</summary>
    protected abstract Task<TOutcome> ProcessAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>What an item that could not even be tried here ends as: a key this replica does not have yet, a bug; not the item's fault.</summary>
    protected abstract TOutcome Fault(TItem item, Exception exception);

    /// <summary>Records outcomes in a scope of its own, each only if its lease still holds; a null one gives the item back at once.</summary>
    protected abstract Task SettleAsync(IServiceProvider services, IReadOnlyList<Settlement<TItem, TOutcome>> batch, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!CheckConfigured())
        {
            return;
        }

        // The settler outlives the claims, so that everything that ended before the stop is recorded.
        var settler = SettleAllAsync(stoppingToken);
        try
        {
            while (true)
            {
                if (!await TryClaimAsync(stoppingToken))
                {
                    await signal.WaitAsync(pollInterval, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            for (var slot = 0; slot < concurrency; slot++)
            {
                await _slots.WaitAsync(CancellationToken.None);
            }
        }
        finally
        {
            _settlements.Writer.Complete();
            await settler;
        }
    }

    /// <returns>Whether there was anything to claim.</returns>
    private async Task<bool> TryClaimAsync(CancellationToken stoppingToken)
    {
        await _slots.WaitAsync(stoppingToken);
        var taken = 1;
        while (taken < AtOnce && _slots.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        var used = 0;
        try
        {
            var admitted = await AdmitAsync(taken, stoppingToken);
            await using var scope = scopes.CreateAsyncScope();
            var leaseId = Guid.CreateVersion7(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());

            // Not cut short by a stop: what the statement has leased by then would be nobody's until the lease ends.
            var claim = await ClaimAsync(scope.ServiceProvider, admitted, leaseId, CancellationToken.None);
            used = claim.Items.Count;
            foreach (var item in claim.Items)
            {
                _ = RunAsync(item, leaseId, stoppingToken);
            }

            return claim.FoundAny;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogDatabaseFault(exception.GetType().Name);
            return false;
        }
        finally
        {
            if (taken > used)
            {
                _slots.Release(taken - used);
            }
        }
    }

    private async Task RunAsync(TItem item, Guid leaseId, CancellationToken stoppingToken)
    {
        TOutcome? outcome = null;
        try
        {
            outcome = await ProcessAsync(item, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the item goes back as it was, and the other side tells a repetition by its id.
        }
        catch (Exception exception)
        {
            outcome = Fault(item, exception);
        }
        finally
        {
            await _settlements.Writer.WriteAsync(new Settlement<TItem, TOutcome>(item, leaseId, outcome), CancellationToken.None);
            _slots.Release();
        }
    }

    private async Task SettleAllAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Settlement<TItem, TOutcome>>(AtOnce);
        while (await _settlements.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < AtOnce && _settlements.Reader.TryRead(out var settlement))
            {
                batch.Add(settlement);
            }

            for (var tries = 1; !await TrySettleAllAsync(batch) && tries < (stoppingToken.IsCancellationRequested ? LastTries : MostTries); tries++)
            {
                await Task.Delay(pollInterval, time, CancellationToken.None);
            }

            signal.Raise();
        }
    }

    /// <summary>Settles one by one what does not go together: where one of them goes, the database is well, and the others are left to their leases.</summary>
    private async Task<bool> TrySettleAllAsync(IReadOnlyList<Settlement<TItem, TOutcome>> batch)
    {
        if (await TrySettleAsync(batch))
        {
            return true;
        }

        var settled = false;
        foreach (var settlement in batch.Count > 1 ? batch : [])
        {
            settled |= await TrySettleAsync([settlement]);
        }

        return settled;
    }

    private async Task<bool> TrySettleAsync(IReadOnlyList<Settlement<TItem, TOutcome>> batch)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await SettleAsync(scope.ServiceProvider, batch, CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            LogDatabaseFault(exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A queue could not reach the database ({Fault}); it goes on trying")]
    private partial void LogDatabaseFault(string fault);
}
