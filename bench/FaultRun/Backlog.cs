using System.Diagnostics;
using Npgsql;

namespace MobileBackend.FaultRun;

/// <summary>What waits to be delivered, read from the database at the moment of each fault: a fault with an empty queue proves nothing.</summary>
internal sealed class Backlog(string connectionString)
{
    private const int Least = 10;
    private const int High = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
    private readonly Dictionary<string, List<int>> _depths = [];
    private volatile bool _isHigh;

    /// <summary>So much waits that people had better wait too; a drain is to end.</summary>
    public bool IsHigh => _isHigh;

    /// <summary>How deep it was at each fault, by the kind of fault.</summary>
    public IReadOnlyDictionary<string, List<int>> Depths => _depths;

    /// <summary>Looks now and then, until the end of the run.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _isHigh = await TryReadAsync() > High;
            await Task.Delay(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        }
    }

    /// <summary>Waits until something waits, notes how much, and does it at once.</summary>
    public async Task WhileWaitingAsync(string fault, Func<Task> strike)
    {
        int? depth;
        for (var waited = Stopwatch.StartNew(); (depth = await TryReadAsync()) is null or < Least && waited.Elapsed < Patience;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25));
        }

        lock (_depths)
        {
            if (!_depths.TryGetValue(fault, out var depths))
            {
                _depths.Add(fault, depths = []);
            }

            depths.Add(depth ?? 0);
        }

        await strike();
    }

    /// <returns>Null while the database is away.</returns>
    public async Task<int?> TryReadAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(_connectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(
                "SELECT (SELECT count(*) FROM outbox_messages) + (SELECT count(*) FROM pushes WHERE status = 'Planned' AND due_at <= now())", connection);
            return (int)(long)(await command.ExecuteScalarAsync())!;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
