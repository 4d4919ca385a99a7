// Personal-data sources whose exports are not what they should be, each in its own way.
using System.Text.Json.Serialization;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Privacy;
using Planted.Application.Apples;
using Planted.Domain.Trees;

namespace Planted.Exports;

internal enum Ripeness
{
    Green,
    Ripe,
}

internal sealed record HonestExport(Guid Id, string Word, DateOnly? On, IReadOnlyList<HonestPartExport> Parts, IReadOnlyDictionary<string, int> Counts);

internal sealed record HonestPartExport(TimeOnly Start, Uri Url, HonestPartExport? Inner);

internal sealed record DomainExport(IReadOnlyList<TreeId> Ids);

internal sealed record EnumExport(Ripeness? Ripeness);

internal sealed record OuterExport(NestedExport Nested);

internal sealed record NestedExport(PickAppleCommand Command);

internal sealed record ObjectExport(object Anything);

[JsonDerivedType(typeof(EnumExport))]
internal sealed record DerivedExport;

internal sealed record AppleResponse(string Name);

internal abstract class Source(object? export) : IPersonalDataSource
{
    public string Feature => "planted";

    public Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken) => Task.FromResult(export);

    public Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken) => Task.FromResult(0);
}

internal sealed class HonestSource() : Source(new HonestExport(Guid.Empty, string.Empty, null, [], new Dictionary<string, int>()));

internal sealed class DomainSource() : Source(new DomainExport([]));

internal sealed class EnumSource() : Source(new EnumExport(Ripeness.Green));

internal sealed class CommandSource() : Source(new OuterExport(null!));

internal sealed class ObjectSource() : Source(new ObjectExport(1));

internal sealed class DerivedSource() : Source(new DerivedExport());

internal sealed class AnonymousSource() : Source(new { Export = new HonestExport(Guid.Empty, string.Empty, null, [], new Dictionary<string, int>()) });

internal sealed class ResponseSource() : Source(new List<object> { new HonestPartExport(default, null!, null), new AppleResponse(string.Empty) });

internal sealed class SilentSource() : Source(export: null);
