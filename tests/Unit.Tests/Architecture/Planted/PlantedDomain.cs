// Aggregates that break the rules of the domain, each in its own way.
using MobileBackend.Domain.Common;

namespace Planted.Domain.Trees;

internal readonly record struct TreeId(Guid Value) : ITypedId<TreeId>
{
    public static TreeId From(Guid value) => new(value);
}

internal sealed class GoodTree : AggregateRoot
{
    private GoodTree(TreeId id) => Id = id;

    public TreeId Id { get; private set; }

    public static GoodTree Plant(TreeId id) => new(id);
}

internal sealed record GoodLeaf(string Colour)
{
    public int Veins { get; init; }
}

internal sealed class SettableTree
{
    public string? Colour { get; set; }
}

internal sealed class InitTree
{
    public string? Colour { get; init; }
}

internal record struct MutableLeaf(int Veins);

#pragma warning disable CA1852 // That it is open is its fault.
internal class OpenTree : AggregateRoot
{
    protected OpenTree(TreeId id) => Id = id;

    public TreeId Id { get; private set; }
}
#pragma warning restore CA1852

internal sealed class ConstructedTree(TreeId id) : AggregateRoot
{
    public TreeId Id { get; private set; } = id;
}

internal sealed class UntypedTree : AggregateRoot
{
    private UntypedTree(Guid id) => Id = id;

    public Guid Id { get; private set; }

    public static UntypedTree Plant(Guid id) => new(id);
}
