using MobileBackend.Application.Coaching;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Infrastructure.Content;

/// <summary>Judges what staff wrote, one definition at a time: it takes a core for a while, so staff in a hurry get one of them, and people the others.</summary>
internal sealed class DefinitionReader(ProgrammeReader programmes) : IDefinitionReader, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<IReadOnlyList<DefinitionFault>> FindFaultsAsync(string slug, string definition, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return programmes.FindFaults(slug, definition, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public ProgrammeDefinition Read(string slug, string definition) => programmes.Read(slug, definition);

    public void Dispose() => _turn.Dispose();
}
