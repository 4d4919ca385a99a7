using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Infrastructure.Programmes;

/// <summary>
/// Judges what staff wrote, one definition at a time: it takes a core for a while, so staff in a hurry get one of them, and people the others. One more
/// waits; whoever comes then is told to come back, rather than hold a place that call-centre staff need (docs/adr/0014).
/// </summary>
internal sealed class DefinitionReader(ProgrammeReader programmes) : IDefinitionReader, IDisposable
{
    /// <summary>Verdicts kept, of some hundred kilobytes at worst.</summary>
    public const int MostKept = 16;

    /// <summary>One that is judged, and one that waits.</summary>
    private const int MostAtOnce = 2;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>What was found, by text: what it refers to is read once, at start, so that the same text has the same faults while the process lives.</summary>
    private readonly ConcurrentDictionary<(string Slug, string Hash), DefinitionFault[]> _kept = new();

    /// <summary>In the order in which they came; only whoever has the turn touches it.</summary>
    private readonly Queue<(string Slug, string Hash)> _order = new();

    private int _atOnce;

    public async Task<Result<DefinitionFault[]>> FindFaultsAsync(string slug, string definition, CancellationToken cancellationToken)
    {
        var key = (slug, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(definition.AsSpan()))));
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        try
        {
            return Interlocked.Increment(ref _atOnce) <= MostAtOnce ? await JudgeAsync(key, definition, cancellationToken) : CommonErrors.Overloaded;
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    public ProgrammeDefinition Read(string slug, string definition) => programmes.Read(slug, definition);

    public void Dispose() => _turn.Dispose();

    private async Task<DefinitionFault[]> JudgeAsync((string Slug, string Hash) key, string definition, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _kept.TryGetValue(key, out var known) ? known : Keep(key, programmes.FindFaults(key.Slug, definition, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    private DefinitionFault[] Keep((string Slug, string Hash) key, DefinitionFault[] faults)
    {
        _kept[key] = faults;
        _order.Enqueue(key);
        if (_order.Count > MostKept)
        {
            _kept.TryRemove(_order.Dequeue(), out _);
        }

        return faults;
    }
}
